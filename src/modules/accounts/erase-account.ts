import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { deleteAccount } from './accounts-store.ts'
import { isLastAdministrator, lastAdministrator, manageAccount } from './manage-account.ts'

/**
 * Erases an account with its passkeys, codes, sessions, grants, links and tokens (Law 27/2022, right to erasure). The
 * audit trail keeps who did what: the commission must be able to answer for it.
 */
export const eraseAccount = (services: Services, actor: Actor, accountId: string): Promise<Result<null>> =>
  manageAccount(services, actor, accountId, async (tx, account, now) => {
    if (await isLastAdministrator(tx, accountId, now)) return lastAdministrator
    await deleteAccount(tx, accountId)
    const grants = account.grants.map(({ role, scope }) => `${role} ${scope}`)
    return { ...ok(null), change: { action: 'accounts.erase', before: { grants } } }
  })
