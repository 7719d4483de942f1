import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { StatedEvidenceTable, StatedFigureTable, StatedImportTable } from './tables.ts'

export const addImport = (tx: Tx, row: Insertable<StatedImportTable>) =>
  tx.insertInto('stated_import').values(row).execute()

export const changeImport = (tx: Tx, workUnitId: string, id: string, change: Updateable<StatedImportTable>) =>
  tx
    .updateTable('stated_import')
    .set(change)
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .execute()

/** Lets nobody else decide about an import until this transaction ends. */
export const lockImport = (tx: Tx, workUnitId: string, id: string) =>
  tx
    .selectFrom('stated_import')
    .select('id')
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .forUpdate()
    .execute()

/** Throws away a draft; figures there are none of. */
export const deleteDraft = (tx: Tx, workUnitId: string, id: string) =>
  tx
    .deleteFrom('stated_import')
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute()

/** Throws away the drafts of a unit that nobody confirmed. */
export const deleteOldDrafts = (tx: Tx, workUnitId: string, before: Date) =>
  tx
    .deleteFrom('stated_import')
    .where('work_unit_id', '=', workUnitId)
    .where('state', '=', 'draft')
    .where('created_at', '<', before)
    .execute()

/** Adds figures a thousand at a time: one statement has room for so many values. */
export async function addFigures(tx: Tx, rows: readonly Insertable<StatedFigureTable>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) {
    await tx
      .insertInto('stated_figure')
      .values(rows.slice(at, at + 1000))
      .execute()
  }
}

export const deleteFigure = (tx: Tx, workUnitId: string, id: string) =>
  tx.deleteFrom('stated_figure').where('work_unit_id', '=', workUnitId).where('id', '=', id).execute()

/** Takes out the figures of an import; how many there were. */
export async function deleteFiguresOf(tx: Tx, workUnitId: string, importId: string): Promise<number> {
  const gone = await tx
    .deleteFrom('stated_figure')
    .where('work_unit_id', '=', workUnitId)
    .where('import_id', '=', importId)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** Keeps a picture; one that is there already is the same, since its hash is. */
export const addEvidence = (tx: Tx, row: Insertable<StatedEvidenceTable>) =>
  tx
    .insertInto('stated_evidence')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Deletes pictures of a unit on which no figure rests, those added since `after` spared: their form is still open. */
export const deleteUnusedEvidence = (tx: Tx, workUnitId: string, after: Date) =>
  tx
    .deleteFrom('stated_evidence as e')
    .where('e.work_unit_id', '=', workUnitId)
    .where('e.added_at', '<', after)
    .where(
      sql<boolean>`not exists (select from stated_figure f
        where f.work_unit_id = e.work_unit_id and f.evidence_hash = e.hash)`,
    )
    .execute()

/** Takes out everything that is an example, with the pictures it rested on. */
export async function deleteExamples(tx: Tx): Promise<void> {
  await tx.deleteFrom('stated_figure').where('example', '=', true).execute()
  await tx.deleteFrom('stated_import').where('example', '=', true).execute()
  await sql`
    delete from stated_evidence e where not exists (
      select from stated_figure f where f.work_unit_id = e.work_unit_id and f.evidence_hash = e.hash)`.execute(
    tx,
  )
}
