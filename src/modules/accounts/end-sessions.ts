import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { manageAccount } from './manage-account.ts'
import { endSessions } from './sessions-store.ts'

/** Ends all sessions of somebody, for example after a phone was lost. Returns how many ended. */
export const endSessionsOf = (services: Services, actor: Actor, accountId: string): Promise<Result<number>> =>
  manageAccount(services, actor, accountId, async (tx) => {
    const ended = await endSessions(tx, accountId)
    return { ...ok(ended), change: { action: 'accounts.end-sessions', after: { ended } } }
  })
