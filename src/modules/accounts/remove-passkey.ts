import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { changeOwnAccount } from './own-account.ts'
import { deletePasskey } from './passkeys-store.ts'

/** Removes one of the own passkeys; the device keeps a key that opens nothing any more. */
export const removePasskey = (services: Services, actor: Actor, passkeyId: string): Promise<Result<null>> =>
  changeOwnAccount(services, actor, async (tx, account) => {
    const removed = await deletePasskey(tx, account.id, passkeyId)
    if (!removed) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const before = { passkey: passkeyId, name: removed.name }
    return { ...ok(null), change: { action: 'accounts.remove-passkey', before } }
  })
