import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** How often a questionnaire of a meeting was opened: a meeting that people were asked about is not removed. */
export async function heldByQuestionnaires(db: Db, meeting: MeetingKey): Promise<number> {
  const { count } = await db
    .selectFrom('questionnaire_moment')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
