import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** One line of the minutes of a class. */
export interface MinutesLine {
  id: string
  classId: string
  /** Null: of no session in particular. */
  sessionId: string | null
  /** What it was about, what was said in sum, what was decided. */
  point: string
  said: string
  decided: string | null
  version: number
  writtenAt: Date
  changedAt: Date
  example: boolean
}

const lines = (db: Db, meeting: MeetingKey) =>
  db
    .selectFrom('minutes_line')
    .select(['id', 'class_id as classId', 'session_id as sessionId', 'point', 'said', 'decided', 'version'])
    .select(['written_at as writtenAt', 'changed_at as changedAt', 'example'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)

/** The minutes of a class in the order in which they were written. */
export const minutesOf = (db: Db, meeting: MeetingKey, classId: string): Promise<MinutesLine[]> =>
  lines(db, meeting).where('class_id', '=', classId).orderBy('written_at').orderBy('id').execute()

/** The minutes of all classes of a meeting, each in the order in which they were written. */
export const minutesIn = (db: Db, meeting: MeetingKey): Promise<MinutesLine[]> =>
  lines(db, meeting).orderBy('written_at').orderBy('id').execute()

export const minutesLineById = async (
  db: Db,
  meeting: MeetingKey,
  id: string,
): Promise<MinutesLine | undefined> =>
  isId(id) ? lines(db, meeting).where('id', '=', id).executeTakeFirst() : undefined

/** How much was taken down in each class: lines of minutes, and findings. */
export async function takenDown(
  db: Db,
  meeting: MeetingKey,
): Promise<ReadonlyMap<string, { lines: number; findings: number }>> {
  const counts = new Map<string, { lines: number; findings: number }>()
  for (const table of ['minutes_line', 'finding'] as const) {
    const rows = await db
      .selectFrom(table)
      .select((e) => ['class_id', e.fn.countAll<number>().as('count')])
      .where('work_unit_id', '=', meeting.workUnitId)
      .where('meeting_id', '=', meeting.id)
      .groupBy('class_id')
      .execute()
    for (const { class_id, count } of rows) {
      const one = counts.get(class_id) ?? { lines: 0, findings: 0 }
      one[table === 'finding' ? 'findings' : 'lines'] = Number(count)
      counts.set(class_id, one)
    }
  }
  return counts
}
