import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** How many of a list answered or were written to: a meeting that they know of is not removed. */
export async function heldByPeople(db: Db, meeting: MeetingKey): Promise<number> {
  const { count } = await db
    .selectFrom('participant')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where((where) => where.or([where('answered_at', 'is not', null), where('letter_at', 'is not', null)]))
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
