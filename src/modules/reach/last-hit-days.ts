import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { hitsOfRow } from './counted-store.ts'
import type { MatrixQuery } from './figures.ts'
import { season } from './periods.ts'
import { all } from './rollups.ts'

/**
 * Day of the newest hit (YYYY-MM-DD, in the zone of each unit) of every unit within a scope that has any; for a unit
 * with others under it, of those as well. Read from rollups. It says when, not how many, so nothing is held back.
 */
export async function lastHitDays(
  services: Pick<Services, 'db' | 'database'>,
  { scope, electionId, base, channel }: Pick<MatrixQuery, 'scope' | 'electionId' | 'base' | 'channel'>,
): Promise<Map<string, string>> {
  const units = (await unitTree(services)).within(scope).map(({ id }) => id)
  const rows = await services.db
    .selectFrom('reach_rollup')
    .select(['work_unit_id', 'last_on'])
    .where('election_id', '=', electionId)
    .where('period', '=', season)
    .where('base', '=', base ?? all)
    .where('channel', '=', channel ?? all)
    .where('publication', '=', all)
    .where(sql<boolean>`${hitsOfRow} > 0`)
    .where(sql<boolean>`work_unit_id = any(${sql.val(units)}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.work_unit_id, row.last_on]))
}
