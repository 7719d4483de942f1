import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { clientAddress } from '../../platform/http/address.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'

const windowMilliseconds = 15 * 60_000

/**
 * Attempts allowed in a quarter of an hour. A six-digit code with three steps open is guessed once in 333,333; at 8
 * tries for one name that is once in 28 years of trying day and night.
 */
export const allowed = {
  /** Codes from an authenticator app, for one sign-in name. */
  'totp-name': 8,
  /** The same from one address: offices share one. */
  'totp-address': 60,
  /** Invitation codes opened or used from one address. */
  'code-address': 120,
  /** Passkey and OIDC ceremonies begun from one address. */
  'ceremony-address': 120,
  /**
   * Personal links and certificates' codes that are nobody's, from one address. Right ones are not counted: all of a
   * meeting may sit behind the address of its hotel, opening and sending again and again, and somebody who mistypes
   * there must not shut the others out. Nor are they needed for safety: of 59 bits, 4,000 codes that are somebody's
   * are met once in 450 years of ten thousand tries a second.
   */
  'wrong-link-address': 600,
  /** Personal codes tried at the screen of one door: a whole location arrives there, and all behind one address. */
  'self-check-in': 4_000,
  /** Codes that let phones in at doors (59 bits each), from one address: all phones of a hall may sit behind it. */
  'door-code-address': 300,
} as const

type Kind = keyof typeof allowed

const windowOf = (now: Date) => new Date(Math.floor(now.getTime() / windowMilliseconds) * windowMilliseconds)

/** Neither names nor addresses are kept, only what the secret makes of them. */
const keyOf = (services: Services, kind: Kind, who: string) =>
  createHmac('sha256', services.config.secret).update(`${kind} ${who}`).digest('base64url')

/**
 * Counts an attempt and says whether it is still within what is allowed. Counted before anything is checked and
 * outside the transaction of what is tried, so that neither parallel attempts nor refusals slip through.
 */
export async function attempt(services: Services, kind: Kind, who: string): Promise<boolean> {
  const { count } = await services.db
    .insertInto('account_attempt')
    .values({ key: keyOf(services, kind, who), window_start: windowOf(services.clock.now()), count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['key', 'window_start']).doUpdateSet({ count: sql`account_attempt.count + 1` }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  return count <= allowed[kind]
}

/** Forgets the attempts of who has proved to be right. */
export const forgetAttempts = (services: Services, db: Db, kind: Kind, who: string) =>
  db
    .deleteFrom('account_attempt')
    .where('key', '=', keyOf(services, kind, who))
    .execute()

/** Takes out counters of quarters gone by. */
export const sweepAttempts = (db: Db, now: Date) =>
  db.deleteFrom('account_attempt').where('window_start', '<', windowOf(now)).execute()

/** Whom to count a request for: its address, of IPv6 the network (/64), or 'here' when called in process. */
export function originOf(c: RequestContext): string {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
  if (!incoming) return 'here'
  const address = clientAddress(incoming, c.var.services.config)
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}
