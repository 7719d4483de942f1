import { randomBytes } from 'node:crypto'
import type { Config } from '../../platform/config.ts'
import { hashOf, sealOf } from './seal.ts'

/** How a browser names the asking it is about, so that an answer that was cut off can be asked for again. */
const askCookie = 'door-ask'
/** So long a browser may ask again, in milliseconds. */
const askLasts = 3_600_000

/** The asking in a request's cookies, or a new one. */
export const askIn = (cookies: string | undefined): string =>
  /(?:^|;\s*)door-ask=([\w-]{22})(?:;|$)/.exec(cookies ?? '')?.[1] ?? randomBytes(16).toString('base64url')

export const askCookieFor = (ask: string, now: number, publicUrl: string) =>
  `${askCookie}=${ask}; Path=/door/enrol; HttpOnly; SameSite=Strict; Expires=${new Date(now + askLasts).toUTCString()}${publicUrl.startsWith('https:') ? '; Secure' : ''}`

/**
 * The secret of a phone that is let in by a code: the same for the same asking, so that who was let in and did not hear
 * of it is let in again, and nobody else. `keys`: those of the server or relay that lets it in.
 */
export function phoneSecret(keys: Pick<Config, 'secret'>, code: string, ask: string) {
  const secret = sealOf(keys, 'phone secret', `${code} ${ask}`)
  return { secret, hash: hashOf(secret) }
}
