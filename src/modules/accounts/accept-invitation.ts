import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { forgetActors } from './actor-cache.ts'
import { actorOfAccount, scopeOfOwn } from './actors-read-model.ts'
import { hashCode, readCode } from './invitation-code.ts'
import { useInvitation } from './invitations-store.ts'
import { endSessionOf, openSession } from './sessions-store.ts'

export interface Arrival {
  userAgent: string | undefined
  /** The session the browser came with, which ends: a new person gets a new session. */
  previousToken: string | null
}

/**
 * Lets in who holds an invitation code, once. Using the code and opening the session are one transaction.
 * Refuses codes that were used, taken back, have expired or never were, all with the same sentence.
 */
export async function acceptInvitation(
  services: Services,
  typedCode: string,
  arrival: Arrival,
): Promise<Result<{ token: string; accountId: string }>> {
  const code = readCode(typedCode)
  if (!code) return refuse({ kind: 'missing', key: 'accounts.refusal.code' })
  const now = services.clock.now()
  const result = await transact(services.db, async (tx) => {
    const used = await useInvitation(tx, hashCode(services.config.secret, code), now)
    const actor = used && (await actorOfAccount(tx, used.account_id, now))
    if (!used || !actor) return refuse({ kind: 'missing', key: 'accounts.refusal.code' })
    if (arrival.previousToken) await endSessionOf(tx, arrival.previousToken)
    const { userAgent } = arrival
    const token = await openSession(tx, { accountId: used.account_id, method: 'link', userAgent, now })
    await audit(
      tx,
      actor,
      {
        action: 'accounts.sign-in',
        subject: `account ${used.account_id}`,
        scope: await scopeOfOwn(tx, used.account_id),
        after: { method: 'link', invitation: used.id },
      },
      now,
    )
    return ok({ token, accountId: used.account_id })
  })
  forgetActors(services)
  return result
}
