import type { Insertable, Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { MeetingKey } from './meetings-read-model.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>

/** Makes others who want to change the meeting wait. */
export const lockMeeting = (tx: Tx, { workUnitId, id }: MeetingKey) =>
  tx
    .selectFrom('meeting')
    .select('id')
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .forUpdate()
    .execute()

export const addMeeting = (tx: Tx, row: Row<'meeting'>) => tx.insertInto('meeting').values(row).execute()

/** Changes the meeting itself and counts its version on. */
export const changeMeeting = (
  tx: Tx,
  { workUnitId, id }: MeetingKey,
  change: Updateable<Schema['meeting']>,
) =>
  tx
    .updateTable('meeting')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .execute()

/** The addresses in use that begin like this one. */
export async function takenSlugs(tx: Tx, slug: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('meeting').select('slug').where('slug', 'like', `${slug}%`).execute()
  return new Set(rows.map((row) => row.slug))
}

export const addDelegate = (tx: Tx, row: Row<'meeting_delegate'>) =>
  tx.insertInto('meeting_delegate').values(row).execute()

export const deleteDelegate = (tx: Tx, meeting: MeetingKey, id: string) =>
  tx
    .deleteFrom('meeting_delegate')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .execute()

/** Takes out one meeting; what hangs on it goes with it. */
export const deleteMeeting = (tx: Tx, { workUnitId, id }: MeetingKey) =>
  tx.deleteFrom('meeting').where('work_unit_id', '=', workUnitId).where('id', '=', id).execute()

/** Takes out the meetings that are examples; what hangs on them goes with them. */
export async function deleteExamples(tx: Tx): Promise<void> {
  await tx.deleteFrom('meeting').where('example', '=', true).execute()
}
