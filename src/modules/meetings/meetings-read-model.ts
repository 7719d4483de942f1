import type { Db } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingState } from './tables.ts'

/** A coordination meeting, without its parts. */
export interface Meeting {
  /** The unit that hosts it: what it is judged by. */
  workUnitId: string
  id: string
  /** Address of its public page. */
  slug: string
  state: MeetingState
  nameId: string
  nameEn: string | null
  purposeId: string
  purposeEn: string | null
  city: string
  timeZone: string
  /** First and last day where it is held, YYYY-MM-DD, both included. */
  startsOn: string
  endsOn: string
  /** Who holds a position on this day is invited for it. */
  rosterOn: string
  /** Last day for an answer to the invitation; null: until the end. */
  answerUntil: string | null
  evaluatesElectionId: string | null
  preparesElectionId: string | null
  clonedFrom: string | null
  source: string | null
  version: number
  example: boolean
}

/** Which meeting a part belongs to. */
export interface MeetingKey {
  workUnitId: string
  id: string
}

const meetingsQuery = (db: Db) =>
  db
    .selectFrom('meeting')
    .select(['work_unit_id as workUnitId', 'id', 'slug', 'state', 'version', 'example'])
    .select(['name_id as nameId', 'name_en as nameEn', 'purpose_id as purposeId', 'purpose_en as purposeEn'])
    .select(['city', 'time_zone as timeZone', 'starts_on as startsOn', 'ends_on as endsOn'])
    .select(['roster_on as rosterOn', 'answer_until as answerUntil', 'source', 'cloned_from as clonedFrom'])
    .select(['evaluates_election_id as evaluatesElectionId', 'prepares_election_id as preparesElectionId'])

/** Meetings that one of these units or a unit under it hosts, the latest first. */
export const meetingsIn = (db: Db, scopes: readonly string[]): Promise<Meeting[]> =>
  scopes.length === 0
    ? Promise.resolve([])
    : meetingsQuery(db)
        .where((where) =>
          where.or(
            scopes.flatMap((scope) => [
              where('work_unit_id', '=', scope),
              where('work_unit_id', 'like', `${scope}.%`),
            ]),
          ),
        )
        .orderBy('starts_on', 'desc')
        .orderBy('id')
        .execute()

/** Meetings open to answers or held, wherever hosted, the latest first: what those who are invited may know. */
export const openMeetings = (db: Db): Promise<Meeting[]> =>
  meetingsQuery(db).where('state', '<>', 'draft').orderBy('starts_on', 'desc').orderBy('id').execute()

export const meetingById = async (db: Db, { workUnitId, id }: MeetingKey): Promise<Meeting | undefined> =>
  isId(id)
    ? meetingsQuery(db).where('work_unit_id', '=', workUnitId).where('id', '=', id).executeTakeFirst()
    : undefined

export const meetingBySlug = (db: Db, slug: string): Promise<Meeting | undefined> =>
  meetingsQuery(db).where('slug', '=', slug).executeTakeFirst()

/** A meeting's name in the reader's language; Indonesian where there is no English. */
export const meetingName = (meeting: Meeting, locale: Locale) =>
  locale === 'en' ? (meeting.nameEn ?? meeting.nameId) : meeting.nameId
