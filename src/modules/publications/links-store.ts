import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { type LinkTarget, linkColumns } from './links.ts'
import type { TrackedLinkTable } from './tables.ts'

/** Adds links; those that live already (or whose code is taken) are left as they are. Returns what was added. */
export async function addLinks(
  tx: Tx,
  links: readonly Insertable<TrackedLinkTable>[],
): Promise<LinkTarget[]> {
  const added: LinkTarget[] = []
  for (let at = 0; at < links.length; at += 400) {
    const rows = await tx
      .insertInto('tracked_link')
      .values(links.slice(at, at + 400))
      .onConflict((conflict) => conflict.doNothing())
      .returning(linkColumns)
      .execute()
    added.push(...rows)
  }
  return added
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
