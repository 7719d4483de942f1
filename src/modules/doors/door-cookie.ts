/** The name of the phone's cookie; its value is `ID.SECRET`. */
const cookieName = 'door'

/** The phone's cookie as it is set: out of every program's reach, for the door's pages alone. */
export const doorCookie = (value: string, until: Date, publicUrl: string) =>
  `${cookieName}=${value}; Path=/door; HttpOnly; SameSite=Strict; Expires=${until.toUTCString()}${publicUrl.startsWith('https:') ? '; Secure' : ''}`

/** The phone's id and secret in a request's cookies. */
export function phoneIn(cookies: string | undefined): { id: string; secret: string } | null {
  const [, id, secret] = /(?:^|;\s*)door=([\w-]{36})\.([\w-]{3,83})(?:;|$)/.exec(cookies ?? '') ?? []
  return id !== undefined && secret !== undefined ? { id, secret } : null
}
