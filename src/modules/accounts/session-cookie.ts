import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { RequestContext } from '../../platform/http/route.ts'
import { sessionSeconds } from './session-length.ts'

// The sign-in library and Hono sign cookies the same way (HMAC-SHA-256 over the value) and name them alike; a test
// holds them to it. So a session opened in our own transaction gets the same cookie as one the library opens, and no
// request but those of a ceremony has to load the library.

const cookieName = 'jangkau.session_token'

function cookieOf(c: RequestContext) {
  const { publicUrl, secret } = c.var.services.config
  const secure = publicUrl.startsWith('https:')
  return { name: `${secure ? '__Secure-' : ''}${cookieName}`, secure, secret }
}

/** The session token the browser shows, if its signature holds. */
export async function readSessionCookie(c: RequestContext): Promise<string | null> {
  if (!c.req.header('cookie')) return null
  const { name, secret } = cookieOf(c)
  return (await getSignedCookie(c, secret, name)) || null
}

/**
 * Whether a Cookie header holds a session, whatever it is worth: for who must not wait for a query and decides
 * nothing of weight by it.
 */
export const carriesSession = (header: string | undefined) => header?.includes(`${cookieName}=`) ?? false

/** Gives the browser its session: HttpOnly, SameSite=Lax, Secure when the public address is https. */
export async function writeSessionCookie(c: RequestContext, token: string): Promise<void> {
  const { name, secure, secret } = cookieOf(c)
  await setSignedCookie(c, name, token, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: sessionSeconds,
  })
}

/** Takes it back. */
export function clearSessionCookie(c: RequestContext): void {
  const { name, secure } = cookieOf(c)
  deleteCookie(c, name, { path: '/', secure })
}
