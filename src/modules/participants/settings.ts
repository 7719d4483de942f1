import { dayAfter, dayIn } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Meeting, MeetingKey } from '../meetings/index.ts'

/** Days after the end of a meeting until what people told it for its days alone is erased, where nobody set another. */
export const usualKeepDays = 90
/** What may be set: a day, so that the last traveller is home, to a year. */
export const keepDaysRange = { least: 1, most: 365 } as const

export interface ParticipantSettings {
  keepDays: number
  takesPhotographs: boolean
  /** When something was last erased. */
  erasedAt: Date | null
}

/** What a meeting has set about the data of its participants. */
export async function settingsOf(db: Db, meeting: MeetingKey): Promise<ParticipantSettings> {
  const row = await db
    .selectFrom('participant_setting')
    .select(['keep_days as keepDays', 'takes_photographs as takesPhotographs', 'erased_at as erasedAt'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst()
  return row ?? { keepDays: usualKeepDays, takesPhotographs: false, erasedAt: null }
}

/** The day on which needs, travel and photographs are erased, YYYY-MM-DD where the meeting is held. */
export const eraseDay = (
  { endsOn }: Pick<Meeting, 'endsOn'>,
  { keepDays }: Pick<ParticipantSettings, 'keepDays'>,
) => dayAfter(endsOn, keepDays)

/** Whether the last day of a meeting is over where it is held. */
export const isOver = ({ endsOn, timeZone }: Pick<Meeting, 'endsOn' | 'timeZone'>, now: Date) =>
  dayIn(timeZone, now) > endsOn

/** Meetings whose needs were erased, and when last: for rooms that keep a copy in a question they were asked. */
export const emptiedMeetings = (db: Db): Promise<(MeetingKey & { erasedAt: Date })[]> =>
  db
    .selectFrom('participant_setting')
    .select(['work_unit_id as workUnitId', 'meeting_id as id', 'erased_at as erasedAt'])
    .where('erased_at', 'is not', null)
    .$narrowType<{ erasedAt: Date }>()
    .execute()
