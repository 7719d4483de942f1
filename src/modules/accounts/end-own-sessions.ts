import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { changeOwnAccount } from './own-account.ts'
import { endSessionOf, endSessions } from './sessions-store.ts'

/** Ends one of the own sessions, or all but the one in use (`except` is its token). Returns how many ended. */
export const endOwnSessions = (
  services: Services,
  actor: Actor,
  which: { only: string } | { except: string },
): Promise<Result<number>> =>
  changeOwnAccount(services, actor, async (tx, account) => {
    const ended = await endSessions(tx, account.id, which)
    if (ended === 0) return ok(0)
    return { ...ok(ended), change: { action: 'accounts.end-sessions', after: { ended } } }
  })

/** Ends the session in use. */
export const signOut = (services: Services, actor: Actor, token: string): Promise<Result<null>> =>
  changeOwnAccount(services, actor, async (tx) => {
    await endSessionOf(tx, token)
    return { ...ok(null), change: { action: 'accounts.sign-out' } }
  })
