import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { FindingTable, MinutesLineTable } from './tables.ts'

/** What is taken down in class: each kind has a table, an id from its form, and a version. */
export type Taken = 'minutes_line' | 'finding'
export type RowOf = { minutes_line: MinutesLineTable; finding: FindingTable }

/** What was taken down, as somebody saw it. */
export interface Seen {
  id: string
  version: number
}

const isSeen = (meeting: MeetingKey, { id, version }: Seen) =>
  sql<boolean>`work_unit_id = ${meeting.workUnitId} and meeting_id = ${meeting.id}
    and id = ${id} and version = ${version}`

/** Adds it unless something with its id stands already; whether it was added. */
export async function insertTaken(
  tx: Tx,
  taken:
    | { kind: 'minutes_line'; row: Insertable<MinutesLineTable> }
    | { kind: 'finding'; row: Insertable<FindingTable> },
): Promise<boolean> {
  const added = await tx
    .insertInto<Taken>(taken.kind)
    .values(taken.row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Writes it anew if it still has the version that was seen; whether it had. */
export async function updateTaken<Kind extends Taken>(
  tx: Tx,
  kind: Kind,
  meeting: MeetingKey,
  seen: Seen,
  change: Updateable<RowOf[Kind]>,
): Promise<boolean> {
  const changed = await tx
    .updateTable<Taken>(kind)
    .set({ ...change, version: seen.version + 1 })
    .where(isSeen(meeting, seen))
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Takes it out if it still has the version that was seen; whether it had. */
export async function deleteTaken(tx: Tx, kind: Taken, meeting: MeetingKey, seen: Seen): Promise<boolean> {
  const gone = await tx.deleteFrom(kind).where(isSeen(meeting, seen)).returning('id').executeTakeFirst()
  return gone !== undefined
}
