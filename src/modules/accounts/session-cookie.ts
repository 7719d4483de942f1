import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { RequestContext } from '../../platform/http/route.ts'
import { authOf, sessionSeconds } from './auth.ts'

// The sign-in library and Hono sign cookies the same way (HMAC-SHA-256 over the value); a test holds them to it.
// So a session opened in our own transaction gets the same cookie as one the library opens.

async function cookieOf(c: RequestContext) {
  const { authCookies, secret } = await authOf(c.var.services).$context
  return { ...authCookies.sessionToken, secret }
}

/** The session token the browser shows, if its signature holds. */
export async function readSessionCookie(c: RequestContext): Promise<string | null> {
  if (!c.req.header('cookie')) return null
  const { name, secret } = await cookieOf(c)
  return (await getSignedCookie(c, secret, name)) || null
}

/** Gives the browser its session: HttpOnly, SameSite=Lax, Secure when the public address is https. */
export async function writeSessionCookie(c: RequestContext, token: string): Promise<void> {
  const { name, attributes, secret } = await cookieOf(c)
  await setSignedCookie(c, name, token, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: attributes.secure ?? false,
    maxAge: sessionSeconds,
  })
}

/** Takes it back. */
export async function clearSessionCookie(c: RequestContext): Promise<void> {
  const { name, attributes } = await cookieOf(c)
  deleteCookie(c, name, { path: '/', secure: attributes.secure ?? false })
}
