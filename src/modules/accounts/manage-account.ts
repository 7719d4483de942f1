import type { Actor } from '../../platform/access.ts'
import { type AuditAction, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { lockAccount } from './accounts-store.ts'
import { forgetActors } from './actor-cache.ts'
import { capitalDay, rootScope } from './days.ts'
import { lastingAdministrators, livingGrants } from './grants-store.ts'
import { mayManage } from './may-grant.ts'

/** What a change of somebody's account says to the audit trail. */
export interface AccountChange {
  action: AuditAction
  before?: unknown
  after?: unknown
}

export interface ManagedAccount {
  id: string
  name: string
  signInName: string
  scope: string
  disabledAt: Date | null
  grants: Awaited<ReturnType<typeof livingGrants>>
}

/**
 * The frame of every command on somebody else's account: who may not manage it is refused, so is everybody about
 * the own account; then one transaction with its audit entry. Whoever is signed in is looked up afresh afterwards.
 */
export async function manageAccount<T>(
  services: Services,
  actor: Actor,
  accountId: string,
  decide: (tx: Tx, account: ManagedAccount, now: Date) => Promise<Result<T> & { change?: AccountChange }>,
): Promise<Result<T>> {
  if (actor.kind === 'person' && actor.id === accountId) {
    return refuse({ kind: 'conflict', key: 'accounts.refusal.yourself' })
  }
  const now = services.clock.now()
  const result = await transact(services.db, async (tx) => {
    const row = await lockAccount(tx, accountId)
    if (!row) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const grants = await livingGrants(tx, accountId, capitalDay(now))
    if (!mayManage(actor, { scope: row.scope, grants })) {
      return refuse({ kind: 'forbidden', key: 'accounts.refusal.mayNotManage' })
    }
    const { id, name, scope } = row
    const account = { id, name, signInName: row.sign_in_name, scope, disabledAt: row.disabled_at, grants }
    const decided = await decide(tx, account, now)
    if (decided.ok && decided.change) {
      const { action, before, after } = decided.change
      await audit(tx, actor, { action, subject: `account ${id}`, scope, before, after }, now)
    }
    return decided
  })
  forgetActors(services)
  return result
}

/** Whether nobody would run the installation any more if this account stopped. */
export async function isLastAdministrator(tx: Tx, accountId: string, now: Date): Promise<boolean> {
  const lasting = await lastingAdministrators(tx, rootScope, capitalDay(now))
  return lasting.length === 1 && lasting[0] === accountId
}

export const lastAdministrator = refuse({ kind: 'conflict', key: 'accounts.refusal.lastAdministrator' })
