import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from './meetings-read-model.ts'

/** Classes that belong together, for example those on evaluation. */
export interface ClassGroup {
  code: string
  rank: number
  /** Everybody has one class a round: groups of one round share the people, rounds follow each other. */
  round: number
  nameId: string
  nameEn: string | null
}

export interface MeetingClass {
  id: string
  venueId: string
  group: string
  round: number
  /** Short, on badge and door: `A1`. */
  code: string
  topicId: string
  topicEn: string | null
  room: string | null
  capacity: number
  minimum: number
  speakers: string | null
}

export interface MeetingSession {
  id: string
  /** Null: for the whole meeting. */
  venueId: string | null
  /** Null: for everybody at the venue. */
  classId: string | null
  titleId: string
  titleEn: string | null
  startsAt: Date
  endsAt: Date
}

export const classGroupsOf = (db: Db, meeting: MeetingKey): Promise<ClassGroup[]> =>
  db
    .selectFrom('class_group')
    .select(['code', 'rank', 'round', 'name_id as nameId', 'name_en as nameEn'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('rank')
    .execute()

const byNumber = new Intl.Collator('id', { numeric: true })

/** The classes of a meeting by their code, as people count: A2 before A10. */
export async function classesOf(db: Db, meeting: MeetingKey): Promise<MeetingClass[]> {
  const classes: MeetingClass[] = await db
    .selectFrom('meeting_class')
    .innerJoin('class_group', (on) =>
      on
        .onRef('class_group.work_unit_id', '=', 'meeting_class.work_unit_id')
        .onRef('class_group.meeting_id', '=', 'meeting_class.meeting_id')
        .onRef('class_group.code', '=', 'meeting_class.group_code'),
    )
    .select(['meeting_class.id', 'venue_id as venueId', 'group_code as group', 'class_group.round'])
    .select(['meeting_class.code', 'topic_id as topicId', 'topic_en as topicEn', 'room', 'capacity'])
    .select(['minimum', 'speakers'])
    .where('meeting_class.work_unit_id', '=', meeting.workUnitId)
    .where('meeting_class.meeting_id', '=', meeting.id)
    .execute()
  return classes.toSorted((a, b) => byNumber.compare(a.code, b.code))
}

/** Everything on the agenda, by time. */
export const sessionsOf = (db: Db, meeting: MeetingKey): Promise<MeetingSession[]> =>
  db
    .selectFrom('meeting_session')
    .select([
      'id',
      'venue_id as venueId',
      'class_id as classId',
      'title_id as titleId',
      'title_en as titleEn',
    ])
    .select(['starts_at as startsAt', 'ends_at as endsAt'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
