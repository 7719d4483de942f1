import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import { currentElection, electionsOf } from '../elections/index.ts'
import type { ProgrammeState } from './tables.ts'

/** What one unit does for one election. */
export interface Programme {
  workUnitId: string
  id: string
  electionId: string
  state: ProgrammeState
  /** First and last day, YYYY-MM-DD, both included. */
  startsOn: string
  endsOn: string
  /** Codes of the bases worked on, in the preset's order. */
  bases: string[]
  /** Different people the programme wants to reach; null: not set. */
  targetPeople: number | null
  /** Targets of single bases, where set. */
  baseTargets: Record<string, number>
  note: string | null
  /** Why there may be more volunteers than the preset's ceiling; null: there may not. */
  quotaReason: string | null
  openedAt: Date | null
  closedAt: Date | null
  example: boolean
}

const programmesQuery = (db: Db) =>
  db.selectFrom('programme').select([
    'programme.work_unit_id as workUnitId',
    'programme.id',
    'programme.election_id as electionId',
    'programme.state',
    'programme.starts_on as startsOn',
    'programme.ends_on as endsOn',
    'programme.target_people as targetPeople',
    'programme.note',
    'programme.quota_reason as quotaReason',
    'programme.opened_at as openedAt',
    'programme.closed_at as closedAt',
    'programme.example',
    sql<string[]>`array(
        select programme_base.base from programme_base join voter_base on voter_base.code = programme_base.base
        where programme_base.work_unit_id = programme.work_unit_id and programme_id = programme.id
        order by voter_base.position)`.as('bases'),
    sql<Record<string, number>>`coalesce((
        select jsonb_object_agg(base, programme_base.target_people) from programme_base
        where programme_base.work_unit_id = programme.work_unit_id and programme_id = programme.id
          and programme_base.target_people is not null), '{}')`.as('baseTargets'),
  ])

/** Programmes of an election in a unit and everything under it, by unit. */
export const programmesIn = (
  db: Db,
  { scope, electionId }: { scope: string; electionId: string },
): Promise<Programme[]> =>
  programmesQuery(db)
    .where('election_id', '=', electionId)
    .where(sql<boolean>`(work_unit_id = ${scope} or starts_with(work_unit_id, ${`${scope}.`}))`)
    .orderBy('work_unit_id')
    .execute()

/** A unit's programme for an election, open or closed. */
export const programmeOf = (db: Db, workUnitId: string, electionId: string): Promise<Programme | undefined> =>
  programmesQuery(db)
    .where('work_unit_id', '=', workUnitId)
    .where('election_id', '=', electionId)
    .executeTakeFirst()

/** A unit's programme for an election, if it is open. */
export async function openProgrammeOf(
  db: Db,
  workUnitId: string,
  electionId: string,
): Promise<Programme | undefined> {
  const programme = await programmeOf(db, workUnitId, electionId)
  return programme?.state === 'open' ? programme : undefined
}

/** One programme; undefined for an identifier that is none. */
export const programmeById = async (
  db: Db,
  workUnitId: string,
  id: string,
): Promise<Programme | undefined> =>
  isId(id)
    ? programmesQuery(db).where('work_unit_id', '=', workUnitId).where('id', '=', id).executeTakeFirst()
    : undefined

/**
 * The election that a visit on `day` (YYYY-MM-DD) belongs to: the next with an open programme somewhere (else the latest
 * past one with an open programme), else the latest with any programme, else the next to come. Never a past one for which
 * nobody does anything: who comes today did not come for it.
 */
export async function visitedElection(db: Db, day: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom('programme')
    .select(['election_id as id', sql<boolean>`bool_or(state = 'open')`.as('isOpen')])
    .groupBy('election_id')
    .execute()
  const elections = await electionsOf(db)
  const withOpen = elections.filter(({ id }) => rows.some((row) => row.id === id && row.isOpen))
  const next = withOpen.findLast(({ votingOn }) => votingOn !== null && votingOn >= day)
  const found = next ?? withOpen[0] ?? elections.find(({ id }) => rows.some((row) => row.id === id))
  return (found ?? elections.findLast(({ votingOn }) => votingOn !== null && votingOn >= day))?.id
}

/** The election to show first on `day` (YYYY-MM-DD): the one that visits belong to, else the latest past one. */
export const programmeElection = async (db: Db, day: string): Promise<string | undefined> =>
  (await visitedElection(db, day)) ?? (await currentElection(db, day))?.id
