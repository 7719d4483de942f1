import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Arrival } from './accept-invitation.ts'
import { forgetActors } from './actor-cache.ts'
import { actorOfAccount } from './actors-read-model.ts'
import { attempt, forgetAttempts } from './attempts.ts'
import { unseal } from './seal.ts'
import { endSessionOf, openSession } from './sessions-store.ts'
import { tidySignInName } from './sign-in-name.ts'
import { stepOfCode } from './totp.ts'
import { takeStep, totpOf } from './totp-store.ts'

export interface TotpSignIn extends Arrival {
  signInName: string
  code: string
  /** Whom attempts are counted for beside the name. */
  origin: string
}

/**
 * Lets in who knows the sign-in name and shows the present code of its authenticator app. A code works once.
 * Refuses wrong names and wrong codes with one sentence, and everybody for a quarter of an hour after too many.
 */
export async function signInWithTotp(
  services: Services,
  input: TotpSignIn,
): Promise<Result<{ token: string; accountId: string }>> {
  const signInName = tidySignInName(input.signInName)
  const counted = [
    await attempt(services, 'totp-address', input.origin),
    await attempt(services, 'totp-name', signInName),
  ]
  if (counted.includes(false)) return refuse({ kind: 'busy', key: 'accounts.refusal.tooManyAttempts' })
  const wrong = refuse({ kind: 'invalid', key: 'accounts.refusal.totp' })
  const now = services.clock.now()
  const { secret } = services.config
  const result = await transact(services.db, async (tx) => {
    const account = await tx
      .selectFrom('account')
      .select(['id', 'scope'])
      .where('sign_in_name', '=', signInName)
      .executeTakeFirst()
    const totp = account && (await totpOf(tx, account.id))
    const key = totp?.confirmed_at ? unseal(secret, 'totp', totp.secret) : null
    // With no such account the same work is done on a key of nobody, so that the time tells nothing.
    const step = await stepOfCode(key ?? 'nobody', input.code, now, totp?.last_step ?? 0)
    if (!account || key === null || step === null) return wrong
    const actor = await actorOfAccount(tx, account.id, now)
    if (!actor || !(await takeStep(tx, account.id, step, now))) return wrong
    if (input.previousToken) await endSessionOf(tx, input.previousToken)
    const { userAgent } = input
    const token = await openSession(tx, { accountId: account.id, method: 'totp', userAgent, now })
    await forgetAttempts(services, tx, 'totp-name', signInName)
    await audit(
      tx,
      actor,
      {
        action: 'accounts.sign-in',
        subject: `account ${account.id}`,
        scope: account.scope,
        after: { method: 'totp' },
      },
      now,
    )
    return ok({ token, accountId: account.id })
  })
  forgetActors(services)
  return result
}
