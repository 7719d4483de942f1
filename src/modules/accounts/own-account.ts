import type { Actor } from '../../platform/access.ts'
import { type AuditAction, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { lockAccount } from './accounts-store.ts'
import { forgetActors } from './actor-cache.ts'

/** What a change of one's own account says to the audit trail. */
export interface OwnChange {
  action: AuditAction
  before?: unknown
  after?: unknown
}

type Account = NonNullable<Awaited<ReturnType<typeof lockAccount>>>

/**
 * The frame of every command with which a person changes the own account: one transaction with its audit entry.
 * Refuses programs: a token may not give itself a passkey.
 */
export async function changeOwnAccount<T>(
  services: Services,
  actor: Actor,
  decide: (tx: Tx, account: Account, now: Date) => Promise<Result<T> & { change?: OwnChange }>,
): Promise<Result<T>> {
  if (actor.kind !== 'person') return refuse({ kind: 'forbidden', key: 'accounts.refusal.personsOnly' })
  const now = services.clock.now()
  const result = await transact(services.db, async (tx) => {
    const account = await lockAccount(tx, actor.id)
    if (!account) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const decided = await decide(tx, account, now)
    if (decided.ok && decided.change) {
      const { action, before, after } = decided.change
      await audit(
        tx,
        actor,
        { action, subject: `account ${account.id}`, scope: account.scope, before, after },
        now,
      )
    }
    return decided
  })
  forgetActors(services)
  return result
}
