import { setCookie } from 'hono/cookie'
import { page } from '../platform/http/route.ts'
import { safeNext } from './safe-next.ts'

/** Keeps the chosen language for a year and goes back to where one was. */
export const languageRoute = page('get', '/lang', 'public', (c) => {
  const to = c.req.query('to') === 'en' ? 'en' : 'id'
  setCookie(c, 'lang', to, {
    path: '/',
    maxAge: 31_536_000,
    sameSite: 'Lax',
    httpOnly: true,
    secure: c.var.services.config.publicUrl.startsWith('https:'),
  })
  return c.redirect(safeNext(c.req.query('next')), 303)
})
