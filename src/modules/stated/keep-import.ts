import { sql } from 'kysely'
import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Unit } from '../directory/index.ts'
import { importById, keptImportOf } from './imports-read-model.ts'
import { previewImport } from './preview-import.ts'
import type { ImportCounts } from './read-export.ts'
import { forbidden, missing } from './refusals.ts'
import { addFigures, changeImport, lockImport } from './stated-store.ts'
import { refuseAgain } from './upload-export.ts'

/** One after the other within a unit, so that two drafts of one file do not both come in. */
const waitForOthers = (tx: Tx, workUnitId: string) =>
  sql`select pg_advisory_xact_lock(hashtext(${`stated ${workUnitId}`}))`.execute(tx)

/**
 * Keeps the figures of a draft, all in one transaction; rows that cannot be read are left out, as the preview said.
 * Refuses what is no draft any more, a file that says nothing (new), and one that was kept meanwhile.
 */
export async function keepImport(
  services: Services,
  actor: Actor,
  { unit, id }: { unit: Pick<Unit, 'id' | 'timeZone'>; id: string },
): Promise<Result<ImportCounts>> {
  const workUnitId = unit.id
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  return transact(services.db, async (tx) => {
    await waitForOthers(tx, workUnitId)
    await lockImport(tx, workUnitId, id)
    const draft = await importById(tx, workUnitId, id)
    if (!draft) return missing
    if (draft.state !== 'draft') return refuse({ kind: 'conflict', key: 'stated.refusal.noDraft' })
    const again = await keptImportOf(tx, workUnitId, draft.electionId, draft.fileHash)
    if (again) return refuse({ ...refuseAgain(again, unit).refusal, kind: 'conflict' })
    const at = services.clock.now()
    const { figures, counts, isReadable } = await previewImport(tx, draft, services.config)
    if (!isReadable || figures.length === 0)
      return refuse({ kind: 'conflict', key: 'stated.refusal.nothingNew' })
    const by = { account_id: actor.id, account_name: actor.name }
    await changeImport(tx, workUnitId, id, {
      state: 'kept',
      sheet: null,
      counts: JSON.stringify(counts),
      kept_at: at,
      ...by,
    })
    await addFigures(
      tx,
      figures.map((figure) => ({ ...figure, ...by, id: newId(at.getTime()), import_id: id, created_at: at })),
    )
    const after = { file: draft.fileName, sha256: draft.fileHash, ...counts }
    await audit(
      tx,
      actor,
      { action: 'stated.keep-import', subject: `import ${id}`, scope: workUnitId, after },
      at,
    )
    return ok(counts)
  })
}
