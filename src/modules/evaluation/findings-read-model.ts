import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import { type Edge, withinScopes } from '../directory/index.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { FindingKind, FindingState } from './tables.ts'

/** What a class found, with where it comes from. */
export interface Finding {
  workUnitId: string
  meetingId: string
  id: string
  kind: FindingKind
  words: string
  proposal: string | null
  meetingNameId: string
  meetingNameEn: string | null
  timeZone: string
  classId: string
  classCode: string
  topicId: string
  topicEn: string | null
  venueId: string
  sessionId: string | null
  sessionNameId: string | null
  sessionNameEn: string | null
  participantId: string | null
  /** Who raised it; null when not said, or erased since. */
  raisedBy: string | null
  /** The office it was raised from. */
  unitId: string | null
  division: string | null
  electionId: string | null
  stageId: string | null
  stageNameId: string | null
  stageNameEn: string | null
  /** Counted by the scribe; all three or none. */
  votesFor: number | null
  votesAgainst: number | null
  votesAbstained: number | null
  state: FindingState
  version: number
  recordedAt: Date
  changedAt: Date
  example: boolean
}

export interface FindingFilter {
  meetingId?: string
  classId?: string
  /** Raised from this unit or one under it. */
  unitId?: string
  division?: string
  electionId?: string
  stageId?: string
  kind?: FindingKind
}

const everything = (db: Db) =>
  db
    .selectFrom('finding')
    .innerJoin('meeting', (on) =>
      on
        .onRef('meeting.work_unit_id', '=', 'finding.work_unit_id')
        .onRef('meeting.id', '=', 'finding.meeting_id'),
    )
    .innerJoin('meeting_class', (on) =>
      on
        .onRef('meeting_class.work_unit_id', '=', 'finding.work_unit_id')
        .onRef('meeting_class.meeting_id', '=', 'finding.meeting_id')
        .onRef('meeting_class.id', '=', 'finding.class_id'),
    )
    .leftJoin('meeting_session', (on) =>
      on
        .onRef('meeting_session.work_unit_id', '=', 'finding.work_unit_id')
        .onRef('meeting_session.meeting_id', '=', 'finding.meeting_id')
        .onRef('meeting_session.id', '=', 'finding.session_id'),
    )
    .leftJoin('participant', (on) =>
      on
        .onRef('participant.work_unit_id', '=', 'finding.work_unit_id')
        .onRef('participant.meeting_id', '=', 'finding.meeting_id')
        .onRef('participant.id', '=', 'finding.participant_id'),
    )
    .leftJoin('person', (on) =>
      on.onRef('person.id', '=', 'participant.person_id').on('person.erased_at', 'is not', null),
    )
    .leftJoin('stage', (on) =>
      on.onRef('stage.election_id', '=', 'finding.election_id').onRef('stage.id', '=', 'finding.stage_id'),
    )
    .select(['finding.work_unit_id as workUnitId', 'finding.meeting_id as meetingId', 'finding.id'])
    .select(['finding.kind', 'finding.words', 'finding.proposal', 'finding.state', 'finding.version'])
    .select(['meeting.name_id as meetingNameId', 'meeting.name_en as meetingNameEn'])
    .select(['meeting.time_zone as timeZone', 'finding.class_id as classId'])
    .select(['meeting_class.code as classCode', 'meeting_class.topic_id as topicId'])
    .select(['meeting_class.topic_en as topicEn', 'meeting_class.venue_id as venueId'])
    .select(['finding.session_id as sessionId', 'meeting_session.title_id as sessionNameId'])
    .select(['meeting_session.title_en as sessionNameEn', 'finding.participant_id as participantId'])
    .select(
      sql<string | null>`case when person.id is null then nullif(participant.name, '') end`.as('raisedBy'),
    )
    .select(['finding.unit_id as unitId', 'finding.division_code as division'])
    .select(['finding.election_id as electionId', 'finding.stage_id as stageId'])
    .select(['stage.name_id as stageNameId', 'stage.name_en as stageNameEn'])
    .select(['votes_for as votesFor', 'votes_against as votesAgainst', 'votes_abstained as votesAbstained'])
    .select(['finding.recorded_at as recordedAt', 'finding.changed_at as changedAt', 'finding.example'])

/** What somebody with these scopes may read: of meetings hosted there, and what came from there. */
const readableIn = (scopes: readonly string[]) =>
  sql<boolean>`(${withinScopes('finding.work_unit_id', scopes)} or ${withinScopes('finding.unit_id', scopes)})`

function filtered(db: Db, scopes: readonly string[], filter: FindingFilter) {
  let rows = everything(db).where(readableIn(scopes))
  if (filter.meetingId) rows = rows.where('finding.meeting_id', '=', filter.meetingId)
  if (filter.classId) rows = rows.where('finding.class_id', '=', filter.classId)
  if (filter.unitId) rows = rows.where(withinScopes('finding.unit_id', [filter.unitId]))
  if (filter.division) rows = rows.where('finding.division_code', '=', filter.division)
  if (filter.electionId) rows = rows.where('finding.election_id', '=', filter.electionId)
  if (filter.stageId) rows = rows.where('finding.stage_id', '=', filter.stageId)
  if (filter.kind) rows = rows.where('finding.kind', '=', filter.kind)
  return rows
}

/** All that somebody with these scopes may read and a filter lets through, the latest first. */
export const findingsIn = (db: Db, scopes: readonly string[], filter: FindingFilter): Promise<Finding[]> =>
  filtered(db, scopes, filter).orderBy('finding.id', 'desc').execute()

/** One page of them, read one further than is shown. Ids grow with time, so they are the key. */
export async function findingsPage(
  db: Db,
  scopes: readonly string[],
  filter: FindingFilter,
  { limit, after, before }: { limit: number; after?: Edge; before?: Edge },
): Promise<Finding[]> {
  const edge = before ?? after
  let rows = filtered(db, scopes, filter)
  if (edge && isId(edge.id)) rows = rows.where('finding.id', before ? '>' : '<', edge.id)
  const page = await rows
    .orderBy('finding.id', before ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute()
  return before ? page.reverse() : page
}

/** How many there are. */
export async function findingsCount(
  db: Db,
  scopes: readonly string[],
  filter: FindingFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom(filtered(db, scopes, filter).as('found'))
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A finding wherever it was recorded, for who may read it. */
export const readableFinding = async (
  db: Db,
  scopes: readonly string[],
  id: string,
): Promise<Finding | undefined> =>
  isId(id)
    ? everything(db).where('finding.id', '=', id).where(readableIn(scopes)).executeTakeFirst()
    : undefined

/** What was found in one class, the latest first. */
export const findingsOfClass = (db: Db, meeting: MeetingKey, classId: string): Promise<Finding[]> =>
  everything(db)
    .where('finding.work_unit_id', '=', meeting.workUnitId)
    .where('finding.meeting_id', '=', meeting.id)
    .where('finding.class_id', '=', classId)
    .orderBy('finding.id', 'desc')
    .execute()

export const findingById = async (db: Db, meeting: MeetingKey, id: string): Promise<Finding | undefined> =>
  isId(id)
    ? everything(db)
        .where('finding.work_unit_id', '=', meeting.workUnitId)
        .where('finding.meeting_id', '=', meeting.id)
        .where('finding.id', '=', id)
        .executeTakeFirst()
    : undefined

/** The meetings whose findings somebody with these scopes may read, the latest first. */
export const meetingsWithFindings = (db: Db, scopes: readonly string[]) =>
  db
    .selectFrom('meeting')
    .select(['work_unit_id as workUnitId', 'id', 'slug', 'name_id as nameId', 'name_en as nameEn'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('finding')
          .select('finding.id')
          .whereRef('finding.work_unit_id', '=', 'meeting.work_unit_id')
          .whereRef('finding.meeting_id', '=', 'meeting.id')
          .where(readableIn(scopes)),
      ),
    )
    .orderBy('starts_on', 'desc')
    .orderBy('id')
    .execute()

/** The stages findings are about, for the filter. */
export const stagesWithFindings = (db: Db, scopes: readonly string[]) =>
  db
    .selectFrom('stage')
    .select(['election_id as electionId', 'id', 'name_id as nameId', 'name_en as nameEn'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('finding')
          .select('finding.id')
          .whereRef('finding.election_id', '=', 'stage.election_id')
          .whereRef('finding.stage_id', '=', 'stage.id')
          .where(readableIn(scopes)),
      ),
    )
    .orderBy('from_on')
    .orderBy('id')
    .execute()
