import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** Scans of a meeting and phones let in for it, which may hold more: a meeting that has any is not removed. */
export async function heldByDoors(db: Db, meeting: MeetingKey): Promise<number> {
  const of = (table: 'scan' | 'door_device') =>
    db
      .selectFrom(table)
      .where('work_unit_id', '=', meeting.workUnitId)
      .where('meeting_id', '=', meeting.id)
      .select(({ fn }) => fn.countAll().as('count'))
  const scans = await of('scan').executeTakeFirstOrThrow()
  const phones = await of('door_device').where('enrolled_at', 'is not', null).executeTakeFirstOrThrow()
  return Number(scans.count) + Number(phones.count)
}
