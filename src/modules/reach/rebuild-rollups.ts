import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { addTallies, countsOf, engagedOf, links, rollups } from './counted-store.ts'
import { Sketch } from './hll.ts'
import { scopesAbove } from './periods.ts'
import { type CellKey, type Counted, linksOf, rollUp } from './rollups.ts'

/** Makes links and rollups of an election anew from its cells, unit by unit. */
export async function rebuildRollups(tx: Tx, electionId: string): Promise<void> {
  await tx.deleteFrom('reach_link').where('election_id', '=', electionId).execute()
  await tx.deleteFrom('reach_rollup').where('election_id', '=', electionId).execute()
  const units = await tx
    .selectFrom('reach_cell')
    .select('work_unit_id as id')
    .distinct()
    .where('election_id', '=', electionId)
    .execute()
  for (const { id } of units) {
    const own = await cellsOf(tx, id, electionId)
    await addTallies(tx, links, linksOf(own))
    for (const scope of scopesAbove(id)) await addTallies(tx, rollups, rollUp(scope, own))
  }
}

async function cellsOf(tx: Tx, workUnitId: string, electionId: string): Promise<Counted<CellKey>[]> {
  const rows = await tx
    .selectFrom('reach_cell as c')
    .select(['base', 'channel', 'publication_id', 'link_code', 'person_id', 'day'])
    .select(['first_on', 'last_on', 'last_at', 'example'])
    .select(countsOf('c').as('counts'))
    .select(sql<string>`encode(delivered, 'base64')`.as('delivered64'))
    .select(engagedOf('c').as('engaged64'))
    .where('work_unit_id', '=', workUnitId)
    .where('election_id', '=', electionId)
    .execute()
  return rows.map((row) => ({
    key: {
      workUnitId,
      electionId,
      base: row.base,
      channel: row.channel,
      publicationId: row.publication_id,
      linkCode: row.link_code,
      personId: row.person_id,
      day: row.day,
    },
    tally: {
      counts: row.counts.split(',').map(Number),
      delivered: Sketch.from(Buffer.from(row.delivered64, 'base64')),
      engaged: Sketch.from(Buffer.from(row.engaged64, 'base64')),
      firstOn: row.first_on,
      lastOn: row.last_on,
      lastAt: row.last_at,
      example: row.example,
    },
  }))
}
