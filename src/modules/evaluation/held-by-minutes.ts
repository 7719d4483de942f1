import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** Lines of minutes and findings of a meeting: one that has any is not removed. */
export async function heldByMinutes(db: Db, meeting: MeetingKey): Promise<number> {
  const of = (table: 'minutes_line' | 'finding') =>
    db
      .selectFrom(table)
      .where('work_unit_id', '=', meeting.workUnitId)
      .where('meeting_id', '=', meeting.id)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
  return Number((await of('minutes_line')).count) + Number((await of('finding')).count)
}
