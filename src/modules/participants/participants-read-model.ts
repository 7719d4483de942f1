import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import { type Edge, plainWords, prefixQuery, withinScopes } from '../directory/index.ts'
import type { MeetingKey, ParticipantSide } from '../meetings/index.ts'
import type { AlsoHeld, ParticipantOrigin, ParticipantState } from './tables.ts'

/** Somebody invited to a meeting, with where and how he or she takes part. */
export interface Participant {
  workUnitId: string
  meetingId: string
  id: string
  /** On badge and personal link. */
  code: string
  personId: string | null
  /** Empty when the person's data has been erased. */
  name: string
  searchWords: string
  gender: 'f' | 'm' | null
  /** The office sent from, and the province it lies in; null for the national office. */
  unitId: string
  provinceId: string | null
  side: ParticipantSide
  position: string | null
  /** In words, for who holds no position of the directory. */
  title: string | null
  division: string | null
  alsoHeld: AlsoHeld[]
  origin: ParticipantOrigin
  ruleId: string | null
  kept: boolean
  state: ParticipantState
  reason: string | null
  /** Whose mandate he or she comes with. */
  representsId: string | null
  /** The one set by hand, else that of the audience; null where no venue is for them. */
  venueId: string | null
  isVenueByHand: boolean
  arrivesAt: Date | null
  leavesAt: Date | null
  travel: string | null
  needs: string | null
  needsAccessible: boolean
  sharesRoomWith: string | null
  /** Class id -> how much it is wished for, 1 to 3. */
  wishes: Record<string, number>
  answeredAt: Date | null
  /** Taken off because no rule found him or her any more. */
  withdrawn: boolean
  /** When the last invitation letter was made. */
  letterAt: Date | null
  /** Days of travel, YYYY-MM-DD, that are left when the times were erased. */
  travelFrom: string | null
  travelUntil: string | null
  createdAt: Date
  changedAt: Date
  example: boolean
}

export interface ParticipantFilter {
  /** Of these units and those under them. */
  scopes?: readonly string[]
  side?: ParticipantSide
  division?: string
  venueId?: string
  /** All but the cancelled when left out. */
  states?: readonly ParticipantState[]
  /** Words of a name. */
  words?: string
  /** None but these, at least one. */
  ids?: readonly string[]
}

/** The name in a row of `participant`, for who reads that table alone: empty as soon as the directory has erased it. */
export const nameUnlessErased = sql<string>`case
  when participant.person_id in (select person.id from person where person.erased_at is not null) then ''
  else participant.name end`

/** Everybody of the meetings, the venue worked out: by hand, else of side and division, else of the side. */
const everybody = (db: Db) =>
  db
    .selectFrom('participant')
    .leftJoin('person', (on) =>
      on.onRef('person.id', '=', 'participant.person_id').on('person.erased_at', 'is not', null),
    )
    .select(['work_unit_id as workUnitId', 'meeting_id as meetingId', 'participant.id', 'code'])
    .select(['person_id as personId', 'unit_id as unitId', 'province_id as provinceId', 'side'])
    // Erased in the directory is erased here at once; the job `participants.forget` then empties the row.
    .select([
      sql<string>`case when person.id is null then participant.name else '' end`.as('name'),
      sql<string>`case when person.id is null then participant.search_words else '' end`.as('searchWords'),
      sql<'f' | 'm' | null>`case when person.id is null then participant.gender end`.as('gender'),
      sql<string | null>`case when person.id is null then participant.needs end`.as('needs'),
      sql<string | null>`case when person.id is null then participant.travel end`.as('travel'),
      sql<string | null>`case when person.id is null then participant.reason end`.as('reason'),
    ])
    .select(['position_code as position', 'title', 'division_code as division', 'also_held as alsoHeld'])
    .select(['origin', 'rule_id as ruleId', 'kept', 'state', 'represents_id as representsId'])
    .select(['arrives_at as arrivesAt', 'leaves_at as leavesAt', 'needs_accessible as needsAccessible'])
    .select(['shares_room_with as sharesRoomWith', 'wishes', 'answered_at as answeredAt'])
    .select([
      'withdrawn',
      'letter_at as letterAt',
      'travel_from as travelFrom',
      'travel_until as travelUntil',
    ])
    .select(['created_at as createdAt', 'changed_at as changedAt', 'participant.example'])
    .select([
      sql<boolean>`participant.venue_id is not null`.as('isVenueByHand'),
      sql<string | null>`coalesce(participant.venue_id, (
        select audience.venue_id from venue_audience audience
        where audience.work_unit_id = participant.work_unit_id and audience.meeting_id = participant.meeting_id
          and audience.side = participant.side
          and audience.division_code in ('', coalesce(participant.division_code, ''))
        order by audience.division_code desc limit 1))`.as('venueId'),
    ])

/** Those of one meeting that a filter lets through. */
function filtered(db: Db, meeting: MeetingKey, filter: ParticipantFilter) {
  let rows = db
    .selectFrom(
      everybody(db)
        .where('participant.work_unit_id', '=', meeting.workUnitId)
        .where('participant.meeting_id', '=', meeting.id)
        .as('listed'),
    )
    .where((where) =>
      filter.states === undefined
        ? where('state', '<>', 'cancelled')
        : where('state', 'in', [...filter.states]),
    )
  if (filter.scopes) rows = rows.where(withinScopes('unitId', filter.scopes))
  if (filter.side) rows = rows.where('side', '=', filter.side)
  if (filter.division) rows = rows.where('division', '=', filter.division)
  if (filter.ids) rows = rows.where('id', 'in', [...filter.ids])
  if (filter.venueId) rows = rows.where('venueId', '=', filter.venueId)
  const wanted = plainWords(filter.words ?? '')
  if (wanted.length === 0) return rows
  const match = prefixQuery(wanted)
  return rows.where(
    match === null
      ? sql<boolean>`false`
      : sql<boolean>`to_tsvector('simple', "searchWords") @@ to_tsquery('simple', ${match})`,
  )
}

/** Those of a meeting, by name. Without states: everybody but the cancelled. */
export const participantsOf = (
  db: Db,
  meeting: MeetingKey,
  filter: ParticipantFilter = {},
): Promise<Participant[]> =>
  filtered(db, meeting, filter).selectAll().orderBy('searchWords').orderBy('id').execute()

export interface ParticipantsPage extends ParticipantFilter {
  limit: number
  after?: Edge
  before?: Edge
}

/** One page of them by name, read one further than is shown. */
export async function participantsPage(
  db: Db,
  meeting: MeetingKey,
  { limit, after, before, ...filter }: ParticipantsPage,
): Promise<Participant[]> {
  const edge = after ?? before
  const direction = before ? 'desc' : 'asc'
  let rows = filtered(db, meeting, filter).selectAll()
  if (edge && isId(edge.id)) {
    const beyond = sql.raw(before ? '<' : '>')
    rows = rows.where(
      sql<boolean>`("searchWords", id) ${beyond} (${String(edge.value)}::text, ${edge.id}::uuid)`,
    )
  }
  const page = await rows
    .orderBy('searchWords', direction)
    .orderBy('id', direction)
    .limit(limit + 1)
    .execute()
  return before ? page.reverse() : page
}

/** How many are in which state, cancelled included whatever the filter says about states. */
export async function countsByState(
  db: Db,
  meeting: MeetingKey,
  filter: ParticipantFilter = {},
): Promise<Partial<Record<ParticipantState, number>>> {
  const states = ['invited', 'coming', 'represented', 'not-coming', 'waiting', 'cancelled'] as const
  const rows = await filtered(db, meeting, { ...filter, states })
    .select(['state', (e) => e.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

/** One participant of a meeting, whatever the state. */
export const participantById = async (
  db: Db,
  meeting: MeetingKey,
  id: string,
): Promise<Participant | undefined> =>
  isId(id)
    ? everybody(db)
        .where('participant.work_unit_id', '=', meeting.workUnitId)
        .where('participant.meeting_id', '=', meeting.id)
        .where('participant.id', '=', id)
        .executeTakeFirst()
    : undefined

/** The participant behind a code; undefined for no code, and for somebody whose data has been erased. */
export async function participantByCode(db: Db, code: string): Promise<Participant | undefined> {
  const found = await everybody(db).where('code', '=', code).executeTakeFirst()
  return found && found.name !== '' ? found : undefined
}

/** Who comes with somebody's mandate. */
export const representativeOf = (db: Db, meeting: MeetingKey, id: string): Promise<Participant | undefined> =>
  everybody(db)
    .where('participant.work_unit_id', '=', meeting.workUnitId)
    .where('participant.meeting_id', '=', meeting.id)
    .where('represents_id', '=', id)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst()

/** The same name from the same unit more than once: perhaps one person. Groups by name, then unit. */
export async function duplicatesOf(db: Db, meeting: MeetingKey): Promise<Participant[][]> {
  const all = await participantsOf(db, meeting)
  const groups = Map.groupBy(
    all.filter(({ searchWords }) => searchWords !== ''),
    ({ searchWords, unitId }) => `${searchWords}|${unitId}`,
  )
  return [...groups.values()].filter(({ length }) => length > 1)
}

/** What was done about a participant, the latest first. */
export const historyOf = (db: Db, { workUnitId, id }: { workUnitId: string; id: string }) =>
  db
    .selectFrom('audit_entry')
    .select(['id', 'at', 'actor_name as by', 'action', 'after'])
    .where('scope', '=', workUnitId)
    .where('subject', '=', `participant ${id}`)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
