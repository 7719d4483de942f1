import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { MeetingKey } from './meetings-read-model.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>
const key = ['work_unit_id', 'meeting_id', 'id'] as const

/** Adds a venue; one that is there takes the new words. */
export const putVenue = (tx: Tx, row: Row<'venue'>) =>
  tx
    .insertInto('venue')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(key).doUpdateSet({ name: row.name, address: row.address, capacity: row.capacity }),
    )
    .execute()

/** The audience of a venue becomes exactly `rows`. */
export async function putAudience(
  tx: Tx,
  meeting: MeetingKey,
  venueId: string,
  rows: readonly Row<'venue_audience'>[],
): Promise<void> {
  await tx
    .deleteFrom('venue_audience')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('venue_id', '=', venueId)
    .execute()
  if (rows.length > 0) await tx.insertInto('venue_audience').values(rows).execute()
}

export const putHotel = (tx: Tx, row: Row<'hotel'>) =>
  tx
    .insertInto('hotel')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(key).doUpdateSet({ venue_id: row.venue_id, name: row.name, address: row.address }),
    )
    .execute()

export const addRooms = (tx: Tx, rows: readonly Row<'hotel_room'>[]) =>
  tx.insertInto('hotel_room').values(rows).execute()

export const changeRoom = (tx: Tx, { id, work_unit_id, meeting_id, ...change }: Row<'hotel_room'>) =>
  tx
    .updateTable('hotel_room')
    .set(change)
    .where('work_unit_id', '=', work_unit_id)
    .where('meeting_id', '=', meeting_id)
    .where('id', '=', id)
    .execute()

/** Takes out one part of a meeting. */
export const deletePlace = (
  tx: Tx,
  table: 'venue' | 'hotel' | 'hotel_room',
  meeting: MeetingKey,
  id: string,
) =>
  tx
    .deleteFrom(table)
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .execute()
