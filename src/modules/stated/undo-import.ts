import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { importById } from './imports-read-model.ts'
import { forbidden, missing } from './refusals.ts'
import { changeImport, deleteDraft, deleteFiguresOf, lockImport } from './stated-store.ts'

/**
 * Takes the figures of one file out again; what earlier files stated about the same stands then as before. The import
 * itself stays in the history. Refuses one that was undone already. How many figures went.
 */
export async function undoImport(
  services: Services,
  actor: Actor,
  { workUnitId, id }: { workUnitId: string; id: string },
): Promise<Result<{ figures: number }>> {
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  return transact(services.db, async (tx) => {
    await lockImport(tx, workUnitId, id)
    const found = await importById(tx, workUnitId, id)
    if (!found) return missing
    if (found.state !== 'kept') return refuse({ kind: 'conflict', key: 'stated.refusal.notKept' })
    const figures = await deleteFiguresOf(tx, workUnitId, id)
    const at = services.clock.now()
    await changeImport(tx, workUnitId, id, { state: 'undone', undone_at: at, undone_by: actor.name })
    const before = { file: found.fileName, sha256: found.fileHash, figures }
    await audit(
      tx,
      actor,
      { action: 'stated.undo-import', subject: `import ${id}`, scope: workUnitId, before },
      at,
    )
    return ok({ figures })
  })
}

/** Throws a draft away; it held no figures. */
export async function dropDraft(
  services: Services,
  actor: Actor,
  { workUnitId, id }: { workUnitId: string; id: string },
): Promise<Result<null>> {
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  return transact(services.db, async (tx) => {
    const draft = await importById(tx, workUnitId, id)
    if (!draft) return missing
    if (draft.state !== 'draft') return refuse({ kind: 'conflict', key: 'stated.refusal.noDraft' })
    await deleteDraft(tx, workUnitId, id)
    await audit(
      tx,
      actor,
      { action: 'stated.drop-draft', subject: `import ${id}`, scope: workUnitId },
      services.clock.now(),
    )
    return ok(null)
  })
}
