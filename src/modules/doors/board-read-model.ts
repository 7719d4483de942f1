import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import type { ParticipantSide } from '../meetings/index.ts'
import { type MeetingKey, venueFor, venueLetter, venuesOf } from '../meetings/index.ts'
import { nameUnlessErased } from '../participants/index.ts'
import { corrected, whose } from './scans-read-model.ts'

/** One line of the board: those expected, and those of them who arrived. */
export interface BoardLine {
  /** Venue id, province's unit id, division's code; empty where there is none. */
  key: string
  label: string
  expected: number
  arrived: number
}

export interface Board {
  expected: number
  arrived: number
  /** Arrived although nobody expected them: declined, waiting, represented. */
  beyond: number
  venues: BoardLine[]
  provinces: BoardLine[]
  divisions: (BoardLine & { labelEn: string })[]
  /** Scans of any kind so far, and when the last of them came in. */
  scans: number
  lastReceivedAt: Date | null
}

/** First arrivals by whose they are: the earliest corrected time of any door. */
export const arrivals = (db: Db, meeting: MeetingKey) =>
  db
    .selectFrom('scan')
    .leftJoin('scan_decision', (on) =>
      on
        .onRef('scan_decision.work_unit_id', '=', 'scan.work_unit_id')
        .onRef('scan_decision.meeting_id', '=', 'scan.meeting_id')
        .onRef('scan_decision.scan_id', '=', 'scan.id'),
    )
    .select(whose.as('participant_id'))
    .select((e) => e.fn.min(corrected).as('at'))
    .where('scan.work_unit_id', '=', meeting.workUnitId)
    .where('scan.meeting_id', '=', meeting.id)
    .where('scan.kind', '=', 'arrival')
    .where(whose, 'is not', null)
    .groupBy(whose)

/** Who is expected: invited and not declined. */
export const isExpected = sql<boolean>`participant.state in ('invited', 'coming')`

interface Group {
  venueId: string | null
  side: ParticipantSide
  division: string | null
  provinceId: string | null
  isExpected: boolean
  people: number
  arrived: number
}

const groupsOf = (db: Db, meeting: MeetingKey): Promise<Group[]> =>
  db
    .selectFrom('participant')
    .leftJoin(arrivals(db, meeting).as('arrival'), 'arrival.participant_id', 'participant.id')
    .select(['venue_id as venueId', 'side', 'division_code as division', 'province_id as provinceId'])
    .select(isExpected.as('isExpected'))
    .select([
      sql<number>`count(*)::int`.as('people'),
      sql<number>`count(arrival.participant_id)::int`.as('arrived'),
    ])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('state', '<>', 'cancelled')
    .groupBy(['venue_id', 'side', 'division_code', 'province_id', isExpected])
    .execute()

/** Who is there, of whom is expected; counted anew from the scans each time. */
export async function boardOf(
  services: Pick<Services, 'db' | 'database'>,
  meeting: MeetingKey,
): Promise<Board> {
  const { db } = services
  const [groups, venues, units, divisions, total] = [
    await groupsOf(db, meeting),
    await venuesOf(db, meeting),
    await unitTree(services),
    await db.selectFrom('division').select(['code', 'name_id', 'name_en']).orderBy('rank').execute(),
    await db
      .selectFrom('scan')
      .select([
        sql<number>`count(*)::int`.as('scans'),
        sql<Date | null>`max(received_at)`.as('lastReceivedAt'),
      ])
      .where('work_unit_id', '=', meeting.workUnitId)
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirstOrThrow(),
  ]
  const expected = groups.filter((group) => group.isExpected)
  const sum = (some: readonly Group[], what: 'people' | 'arrived') =>
    some.reduce((before, group) => before + group[what], 0)
  const lines = (keyOf: (group: Group) => string) =>
    new Map(
      [...Map.groupBy(expected, keyOf)].map(([key, some]) => [
        key,
        { key, expected: sum(some, 'people'), arrived: sum(some, 'arrived') },
      ]),
    )
  const byVenue = lines(
    ({ venueId, side, division }) => venueId ?? venueFor(venues, { side, division })?.id ?? '',
  )
  const byProvince = lines(({ provinceId }) => provinceId ?? '')
  const byDivision = lines(({ division }) => division ?? '')
  // Lines that no label is known for stand at the end under their key, so that the parts add up to the whole.
  const labelled = <Label extends { key: string }>(
    found: ReadonlyMap<string, Omit<BoardLine, 'label'>>,
    labels: readonly Label[],
    bare: (key: string) => Label,
  ) => {
    const known = new Set(labels.map(({ key }) => key))
    const rest = [...found.keys()].filter((key) => !known.has(key)).toSorted()
    return [...labels, ...rest.toReversed().map(bare)].flatMap((label) => {
      const line = found.get(label.key)
      return line ? [{ ...label, ...line }] : []
    })
  }
  const bare = (key: string) => ({ key, label: key })
  return {
    expected: sum(expected, 'people'),
    arrived: sum(expected, 'arrived'),
    beyond: sum(groups, 'arrived') - sum(expected, 'arrived'),
    venues: labelled(
      byVenue,
      venues.map(({ id, rank, name }) => ({ key: id, label: `${venueLetter(rank)} · ${name}` })),
      bare,
    ),
    provinces: labelled(
      byProvince,
      units.all.map(({ id, shortName }) => ({ key: id, label: shortName })),
      bare,
    ),
    divisions: labelled(
      byDivision,
      divisions.map(({ code, name_id, name_en }) => ({ key: code, label: name_id, labelEn: name_en })),
      (key) => ({ ...bare(key), labelEn: key }),
    ),
    ...total,
  }
}

/** Somebody expected who has not arrived. */
export interface MissingPerson {
  id: string
  /** Empty when the person's data has been erased. */
  name: string
  title: string | null
  unitId: string
  side: ParticipantSide
  personId: string | null
  venueId: string | null
  division: string | null
  arrivesAt: Date | null
}

export interface MissingFilter {
  province?: string
  /** Those who are in the list with this venue. */
  venueId?: string
  /** Unit and id of the last row of the page before. */
  after?: { unitId: string; id: string }
  /** All of them without one. */
  limit?: number
}

/** Those expected who have not arrived, by office, as a list to call through. */
export const missingPeople = (db: Db, meeting: MeetingKey, filter: MissingFilter): Promise<MissingPerson[]> =>
  db
    .selectFrom('participant')
    .leftJoin(arrivals(db, meeting).as('arrival'), 'arrival.participant_id', 'participant.id')
    .select([
      'id',
      nameUnlessErased.as('name'),
      'title',
      'unit_id as unitId',
      'side',
      'person_id as personId',
    ])
    .select(['venue_id as venueId', 'division_code as division', 'arrives_at as arrivesAt'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where(isExpected)
    .where('arrival.participant_id', 'is', null)
    .$if(filter.province !== undefined, (query) => query.where('province_id', '=', filter.province ?? ''))
    .$if(filter.venueId !== undefined, (query) => query.where('venue_id', '=', filter.venueId ?? ''))
    .$if(filter.after !== undefined, (query) =>
      query.where(sql<boolean>`(unit_id, id) > (${filter.after?.unitId}, ${filter.after?.id}::uuid)`),
    )
    .orderBy('unit_id')
    .orderBy('id')
    .$if(filter.limit !== undefined, (query) => query.limit(filter.limit ?? 0))
    .execute()
