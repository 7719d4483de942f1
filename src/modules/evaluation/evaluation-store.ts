import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { FindingTable, MinutesLineTable } from './tables.ts'

/** Adds a line unless one with its id stands already; whether it was added. */
export async function insertLine(tx: Tx, row: Insertable<MinutesLineTable>): Promise<boolean> {
  const added = await tx
    .insertInto('minutes_line')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Writes a line that still has the version it was read with; whether it had. */
export async function updateLine(
  tx: Tx,
  meeting: MeetingKey,
  { id, version }: { id: string; version: number },
  change: Pick<Insertable<MinutesLineTable>, 'point' | 'said' | 'decided' | 'changed_at'>,
): Promise<boolean> {
  const changed = await tx
    .updateTable('minutes_line')
    .set({ ...change, version: sql`version + 1` })
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** The same for a finding. */
export async function insertFinding(tx: Tx, row: Insertable<FindingTable>): Promise<boolean> {
  const added = await tx
    .insertInto('finding')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

export async function updateFinding(
  tx: Tx,
  meeting: MeetingKey,
  { id, version }: { id: string; version: number },
  change: Omit<
    Insertable<FindingTable>,
    'work_unit_id' | 'meeting_id' | 'class_id' | 'id' | 'state' | 'recorded_at' | 'version' | 'example'
  >,
): Promise<boolean> {
  const changed = await tx
    .updateTable('finding')
    .set({ ...change, version: sql`version + 1` })
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Takes out one that still has the version that was shown; whether it had. */
export async function deleteTaken(
  tx: Tx,
  table: 'minutes_line' | 'finding',
  meeting: MeetingKey,
  { id, version }: { id: string; version: number },
): Promise<boolean> {
  const gone = await tx
    .deleteFrom(table)
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}
