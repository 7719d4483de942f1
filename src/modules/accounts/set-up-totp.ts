import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { changeOwnAccount } from './own-account.ts'
import { seal, unseal } from './seal.ts'
import { newTotpSecret, stepOfCode } from './totp.ts'
import { deleteTotp, offerTotp, takeStep, totpOf } from './totp-store.ts'

/**
 * Lays down a secret for an authenticator app, to be confirmed with its first code. An offer not yet confirmed is
 * replaced; nothing counts until it is confirmed, so no audit entry. Refuses when an app is confirmed already.
 */
export const beginTotp = (services: Services, actor: Actor): Promise<Result<null>> =>
  changeOwnAccount(services, actor, async (tx, account, now) => {
    if ((await totpOf(tx, account.id))?.confirmed_at) {
      return refuse({ kind: 'conflict', key: 'accounts.refusal.totpThere' })
    }
    await offerTotp(tx, account.id, seal(services.config.secret, 'totp', newTotpSecret()), now)
    return ok(null)
  })

/** Takes the first code of the app as the proof that it holds the secret. */
export const confirmTotp = (services: Services, actor: Actor, code: string): Promise<Result<null>> =>
  changeOwnAccount(services, actor, async (tx, account, now) => {
    const totp = await totpOf(tx, account.id)
    if (totp?.confirmed_at) return refuse({ kind: 'conflict', key: 'accounts.refusal.totpThere' })
    const key = totp ? unseal(services.config.secret, 'totp', totp.secret) : null
    const step = key === null ? null : await stepOfCode(key, code, now, totp?.last_step ?? 0)
    if (step === null || !(await takeStep(tx, account.id, step, now))) {
      return refuse({
        kind: 'invalid',
        key: 'ui.form.refused',
        fields: [{ field: 'code', key: 'accounts.refusal.totpCode' }],
      })
    }
    return { ...ok(null), change: { action: 'accounts.confirm-totp', after: { authenticatorApp: true } } }
  })

/** Takes the authenticator app away. */
export const removeTotp = (services: Services, actor: Actor): Promise<Result<null>> =>
  changeOwnAccount(services, actor, async (tx, account) => {
    if (!(await deleteTotp(tx, account.id))) return ok(null)
    return { ...ok(null), change: { action: 'accounts.remove-totp', before: { authenticatorApp: true } } }
  })
