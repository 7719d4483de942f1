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
}

/** Coverage of an election over a unit and everything under it: one row a unit, with or without a programme. */
export async function coverage(
  db: Db,
  { scope, electionId }: { scope: string; electionId: string },
): Promise<UnitCoverage[]> {
  const { rows } = await sql<Omit<UnitCoverage, 'quota'> & { level: string }>`
    with served as (
      select work_unit_id, programme_id, count(*) as volunteers from volunteer
      where state = 'active' and (work_unit_id = ${scope} or starts_with(work_unit_id, ${`${scope}.`}))
      group by 1, 2
    ), worked as (
      select work_unit_id, programme_id, array_agg(base order by voter_base.position) as bases
      from programme_base join voter_base on code = base
      where work_unit_id = ${scope} or starts_with(work_unit_id, ${`${scope}.`})
      group by 1, 2
    )
    select u.id as "workUnitId", u.level, p.id as "programmeId", coalesce(p.state, 'none') as state,
      coalesce(worked.bases, '{}') as bases, coalesce(served.volunteers, 0) as volunteers
    from work_unit u
    left join programme p on p.work_unit_id = u.id and p.election_id = ${electionId}
    left join worked on worked.work_unit_id = p.work_unit_id and worked.programme_id = p.id
    left join served on served.work_unit_id = p.work_unit_id and served.programme_id = p.id
    where u.id = ${scope} or starts_with(u.id, ${`${scope}.`})
    order by u.id`.execute(db)
  const basesIn = await basesByUnit(db, electionId)
  return rows.map(({ level, ...row }) => ({
    ...row,
    quota: level === 'district' ? quotaOf(basesIn(row.workUnitId), row) : 0,
  }))
}

const quotaOf = (
  bases: readonly { code: string; isUsed: boolean; quota: number }[],
  unit: Pick<UnitCoverage, 'bases' | 'state'>,
) =>
  bases
    .filter(({ code, isUsed }) => (unit.state === 'none' ? isUsed : unit.bases.includes(code)))
    .reduce((sum, { quota }) => sum + quota, 0)
