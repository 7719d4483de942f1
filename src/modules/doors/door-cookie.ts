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

/**
 * Where a phone goes that was let in. `#new` tells its page that it stands at a new door, whatever it was before; `#again`
 * that it is the phone it was, as when another relay took the place of a lost one: what it scanned stays as it is.
 */
export const enteredPath = (cookies: string | undefined, cookie: string) =>
  phoneIn(cookies)?.id === cookie.slice(0, 36) ? '/door/#again' : '/door/#new'
