import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { basesByUnit } from './bases-read-model.ts'

/** How far one unit is with an election. */
export interface UnitCoverage {
  workUnitId: string
  /** Codes of the bases of its programme; empty without one. */
  bases: string[]
  /** Active volunteers. */
  volunteers: number
  /** Volunteers it may have for its bases (for all used bases while it has no programme); 0 above districts. */
  quota: number
  programmeId: string | null
  state: 'none' | 'open' | 'closed'
  /** The same by base, for the bases that `quota` counts; empty above districts. */
  perBase: { base: string; volunteers: number; quota: number }[]
  /** The programme is made up, to try the house with. */
  example: boolean
}

/**
 * Coverage of an election over a unit and everything under it: one row a unit, with or without a programme.
 * Volunteers are counted programme by programme, along the index: a third of the time of one large group.
 */
export async function coverage(
  db: Db,
  { scope, electionId }: { scope: string; electionId: string },
): Promise<UnitCoverage[]> {
  const { rows } = await sql<Omit<UnitCoverage, 'quota' | 'perBase'> & { level: string; served: Served }>`
    select u.id as "workUnitId", u.level, p.id as "programmeId", coalesce(p.state, 'none') as state,
      coalesce(p.example, false) as example,
      coalesce(worked.bases, '{}') as bases, coalesce(served.volunteers, 0) as volunteers,
      coalesce(served.served, '{}') as served
    from work_unit u
    left join programme p on p.work_unit_id = u.id and p.election_id = ${electionId}
    left join lateral (
      select array_agg(base order by voter_base.position) as bases
      from programme_base join voter_base on code = base
      where programme_base.work_unit_id = p.work_unit_id and programme_id = p.id
    ) worked on true
    left join lateral (
      select sum(of_base.volunteers) as volunteers, jsonb_object_agg(base, of_base.volunteers) as served
      from (
        select base, count(*) as volunteers from volunteer
        where volunteer.work_unit_id = p.work_unit_id and programme_id = p.id and state = 'active'
        group by base
      ) of_base
    ) served on true
    where u.id = ${scope} or starts_with(u.id, ${`${scope}.`})
    order by u.id`.execute(db)
  const basesIn = await basesByUnit(db, electionId)
  return rows.map(({ level, served, ...row }) => {
    const counted = level === 'district' ? countedBases(basesIn(row.workUnitId), row) : []
    return {
      ...row,
      quota: counted.reduce((sum, { quota }) => sum + quota, 0),
      perBase: counted.map(({ code, quota }) => ({ base: code, volunteers: served[code] ?? 0, quota })),
    }
  })
}

/** Active volunteers by base. */
type Served = Record<string, number>

/** The bases whose quota counts: those of the programme, and without one all that are used. */
const countedBases = (
  bases: readonly { code: string; isUsed: boolean; quota: number }[],
  unit: Pick<UnitCoverage, 'bases' | 'state'>,
) => bases.filter(({ code, isUsed }) => (unit.state === 'none' ? isUsed : unit.bases.includes(code)))
