import type { Actor } from '../../../platform/access.ts'
import { audit } from '../../../platform/audit.ts'
import { transact } from '../../../platform/command.ts'
import { ok, type Result } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { openDraft } from './draft.ts'
import { endImport } from './imports-store.ts'

/** Gives an import up before it was confirmed; the people's data in it goes at once. */
export async function cancelRoster(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ id: string }>> {
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  const { head } = draft.value
  const at = services.clock.now()
  return transact(services.db, async (tx) => {
    await endImport(tx, head, { state: 'cancelled', at })
    await audit(
      tx,
      actor,
      { action: 'directory.cancel-roster', subject: `roster ${id}`, scope: head.unitId },
      at,
    )
    return ok({ id })
  })
}
