import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { type LinkTarget, linkColumns } from './links.ts'
import type { TrackedLinkTable } from './tables.ts'

type NewLink = Omit<Insertable<TrackedLinkTable>, 'revoked_at'>

/**
 * Adds links; those that live already (or whose code is taken) are left as they are. Returns what was added.
 * As JSON in one parameter, which is several times faster than thousands of parameters.
 */
export async function addLinks(tx: Tx, links: readonly NewLink[]): Promise<LinkTarget[]> {
  const added: LinkTarget[] = []
  for (let at = 0; at < links.length; at += 5000) {
    const part = links.slice(at, at + 5000).map((link) => ({ example: false, ...link }))
    const rows = await tx
      .insertInto('tracked_link')
      .columns(columns)
      .expression(
        sql<TrackedLinkTable>`select ${sql.join(columns.map((column) => sql.ref(column)))}
          from jsonb_populate_recordset(null::tracked_link, ${JSON.stringify(part)}::jsonb)`,
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning(linkColumns)
      .execute()
    added.push(...rows)
  }
  return added
}

const columns = [
  'work_unit_id',
  'code',
  'programme_id',
  'election_id',
  'base',
  'channel',
  'publication_id',
  'person_id',
  'target_path',
  'created_at',
  'example',
] as const

/** Lets one transaction at a time mint for a unit, so that two askers do not draw codes for the same links. */
export async function waitForMinting(tx: Tx, workUnitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`links ${workUnitId}`}))`.execute(tx)
}

/** Ends a link; false when it was not living. */
export async function endLink(tx: Tx, workUnitId: string, code: string, at: Date): Promise<boolean> {
  const ended = await tx
    .updateTable('tracked_link')
    .set({ revoked_at: at })
    .where('work_unit_id', '=', workUnitId)
    .where('code', '=', code)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows === 1n
}

export async function deleteExampleLinks(tx: Tx): Promise<void> {
  await tx.deleteFrom('tracked_link').where('example', '=', true).execute()
}
