import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { forbidden, missing } from './refusals.ts'
import { figureById } from './stated-read-model.ts'
import { deleteFigure, deleteUnusedEvidence } from './stated-store.ts'

/** Takes out a figure that was typed in, with its picture. Refuses one of a file, which goes with its import. */
export async function removeFigure(
  services: Services,
  actor: Actor,
  { workUnitId, id }: { workUnitId: string; id: string },
): Promise<Result<null>> {
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  return transact(services.db, async (tx) => {
    const before = await figureById(tx, workUnitId, id)
    if (!before) return missing
    if (before.importId !== null) return refuse({ kind: 'conflict', key: 'stated.refusal.ofFile' })
    await deleteFigure(tx, workUnitId, id)
    const at = services.clock.now()
    await deleteUnusedEvidence(tx, workUnitId, new Date(at.getTime() - 86_400_000))
    await audit(
      tx,
      actor,
      { action: 'stated.remove', subject: `figure ${id}`, scope: workUnitId, before },
      at,
    )
    return ok(null)
  })
}
