import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { CellText } from './cell-text.ts'
import { hitsOfRow } from './counted-store.ts'
import { asOwnParts } from './hit-places-read-model.ts'
import { inTurns } from './in-turns.ts'

/**
 * The hits of each publication in some units over the season (`PublicationHits`), a line each; no sketch is opened.
 * @param upper units with others under them: what is there they did by themselves
 */
export async function readPublicationHits(
  db: Db,
  electionId: string,
  { units, upper }: { units: readonly string[]; upper: readonly string[] },
): Promise<CellText[]> {
  const rows = await inTurns(
    db,
    units,
    (some) => sql<CellText>`
    select work_unit_id as "workUnitId", string_agg(concat_ws(' ', publication_id, hits, views), e'\n') as cells
    from (
      select work_unit_id, publication_id, sum(${hitsOfRow}) as hits, sum(coalesce(views, 0)) as views
      from reach_link
      where election_id = ${electionId} and work_unit_id = any(${sql.val(some)}::text[])
      group by work_unit_id, publication_id
    ) p
    where hits > 0
    group by work_unit_id`,
  )
  return asOwnParts(rows, upper)
}
