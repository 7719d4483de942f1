import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { setDisabled } from './accounts-store.ts'
import { revokeInvitations } from './invitations-store.ts'
import { isLastAdministrator, lastAdministrator, manageAccount } from './manage-account.ts'
import { endSessions } from './sessions-store.ts'

/** Closes an account: its sessions end at once, its links and tokens open nothing. What it did stays. */
export const closeAccount = (services: Services, actor: Actor, accountId: string): Promise<Result<null>> =>
  manageAccount(services, actor, accountId, async (tx, account, now) => {
    if (account.disabledAt) return ok(null)
    if (await isLastAdministrator(tx, accountId, now)) return lastAdministrator
    await setDisabled(tx, accountId, now, now)
    await revokeInvitations(tx, accountId, now)
    const endedSessions = await endSessions(tx, accountId)
    const change = { before: { closed: false }, after: { closed: true, endedSessions } }
    return { ...ok(null), change: { action: 'accounts.close', ...change } }
  })

/** Opens a closed account again; sessions do not come back. */
export const openAccount = (services: Services, actor: Actor, accountId: string): Promise<Result<null>> =>
  manageAccount(services, actor, accountId, async (tx, account, now) => {
    if (!account.disabledAt) return ok(null)
    await setDisabled(tx, accountId, null, now)
    return {
      ...ok(null),
      change: { action: 'accounts.open', before: { closed: true }, after: { closed: false } },
    }
  })
