import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { CellText } from './cell-text.ts'
import { hitsOfRow } from './counted-store.ts'
import { inTurns } from './in-turns.ts'
import { ownPart } from './lattice.ts'
import { all } from './rollups.ts'

/**
 * Where and when the hits of some units were (`HitPlace`), a line each; no sketch is opened.
 * @param upper units with others under them: what is there they did by themselves
 */
export async function readPlaces(
  db: Db,
  electionId: string,
  { units, upper }: { units: readonly string[]; upper: readonly string[] },
): Promise<CellText[]> {
  const rows = await inTurns(
    db,
    units,
    (some) => sql<CellText>`
    select work_unit_id as "workUnitId",
      string_agg(concat_ws(' ', base, channel, day, hits, views, delivered, engaged), e'\n') as cells
    from (
      select work_unit_id, base, channel, day, sum(${hitsOfRow}) as hits,
        sum(coalesce(views, 0)) as views, sum(delivered_people) as delivered, sum(engaged_people) as engaged
      from reach_cell
      where election_id = ${electionId} and work_unit_id = any(${sql.val(some)}::text[])
      group by work_unit_id, base, channel, day
    ) p
    where hits > 0
    group by work_unit_id`,
  )
  return asOwnParts(rows, upper)
}

/** Texts of units with others under them as those of what these did by themselves. */
export function asOwnParts(rows: readonly CellText[], upper: readonly string[]): CellText[] {
  const above = new Set(upper)
  return rows.map(({ workUnitId, cells }) => ({
    workUnitId: above.has(workUnitId) ? ownPart(workUnitId) : workUnitId,
    cells,
  }))
}

/** What the hours of days have beyond their people (`DayHours`), a day a line. */
export async function readHours(
  db: Db,
  electionId: string,
  { units, minCell }: { units: readonly string[]; minCell: number },
): Promise<CellText[]> {
  const views = sql`coalesce(views, 0)`
  const most = sql`greatest(0, ${hitsOfRow} - delivered_people)`
  const spareViews = sql`least(${views}, ${most})`
  const spare = sql`least(${views} + greatest(0, ${hitsOfRow} - ${views} - engaged_people), ${most})`
  const isFew = sql`delivered_people > 0 and round(delivered_people) < ${minCell}`
  return inTurns(
    db,
    units,
    (some) => sql<CellText>`
    select work_unit_id as "workUnitId", string_agg(concat_ws(' ', day, spare, views, of_small, is_engaged), e'\n') as cells
    from (
      select work_unit_id, substr(period, 6, 10) as day, sum(${spare}) as spare, sum(${spareViews}) as views,
        max(${spare}) filter (where ${isFew}) as of_small,
        bool_and(engaged_people > 0) filter (where ${isFew}) as is_engaged
      from reach_rollup
      where election_id = ${electionId} and work_unit_id = any(${sql.val(some)}::text[])
        and period between 'hour:' and 'hour:9999'
        and base = ${all} and channel = ${all}
      group by work_unit_id, substr(period, 6, 10)
    ) h
    group by work_unit_id`,
  )
}
