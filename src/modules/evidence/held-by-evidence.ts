import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** Corrections, numbered letters and certificates of a meeting: one that has any is not removed. */
export async function heldByEvidence(db: Db, meeting: MeetingKey): Promise<number> {
  let sum = 0
  for (const table of ['attendance_correction', 'unit_document', 'certificate'] as const) {
    const { count } = await db
      .selectFrom(table)
      .where('work_unit_id', '=', meeting.workUnitId)
      .where('meeting_id', '=', meeting.id)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    sum += Number(count)
  }
  return sum
}
