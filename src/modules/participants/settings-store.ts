import { sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Meeting, MeetingKey } from '../meetings/index.ts'

/** Writes what a meeting sets about the data of its participants; what is not named stays or is as usual. */
export const putSettings = (
  tx: Tx,
  meeting: MeetingKey,
  settings: Pick<Updateable<Schema['participant_setting']>, 'keep_days' | 'takes_photographs' | 'erased_at'>,
) =>
  tx
    .insertInto('participant_setting')
    .values({ work_unit_id: meeting.workUnitId, meeting_id: meeting.id, ...settings })
    .onConflict((conflict) => conflict.columns(['work_unit_id', 'meeting_id']).doUpdateSet(settings))
    .execute()

/**
 * Empties what people told a meeting for its days alone: special needs, times and means of travel, whom they would share
 * a room with, reasons. Of the travel its days stay, since they are accounted for. How many rows had something.
 */
export async function emptyNeeds(tx: Tx, { workUnitId, id, timeZone }: Meeting): Promise<number> {
  const { numAffectedRows } = await sql`
    update participant set
      travel_from = case when leaves_at >= arrives_at then (arrives_at at time zone ${timeZone})::date else travel_from end,
      travel_until = case when leaves_at >= arrives_at then (leaves_at at time zone ${timeZone})::date else travel_until end,
      needs = null, needs_accessible = false, travel = null, arrives_at = null, leaves_at = null,
      shares_room_with = null, reason = null
    where work_unit_id = ${workUnitId} and meeting_id = ${id}
      and (needs is not null or needs_accessible or travel is not null or arrives_at is not null
        or leaves_at is not null or shares_room_with is not null or reason is not null)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
