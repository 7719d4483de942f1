import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'
import { counterColumns, placeOf } from './counters.ts'
import { hitKinds, type ReachCell } from './figures.ts'
import { figureOf } from './people-figure.ts'
import { suppress } from './suppress.ts'

/** What came by one link of a unit over the season; code `-`: pages opened without a link. */
export interface LinkReach {
  code: string
  base: string
  channel: string
  publicationId: string
  personId: string
  reach: ReachCell
  lastAt: Date
  example: boolean
}

interface Row {
  link_code: string
  base: string
  channel: string
  publication_id: string
  person_id: string
  counts: string
  delivered_people: number
  engaged_people: number
  last_at: Date
  example: boolean
}

/** The links of one unit (not of those under it) by people engaged, small ones held back as in every matrix. */
export async function linkReach(
  { db, config }: Pick<Services, 'db' | 'config'>,
  { workUnitId, electionId }: { workUnitId: string; electionId: string },
): Promise<LinkReach[]> {
  const { rows } = await sql<Row>`
    select link_code, base, channel, publication_id, person_id, delivered_people, engaged_people, last_at, example,
      concat_ws(',', ${sql.join(counterColumns.map((column) => sql.ref(column)))}) as counts
    from reach_link where work_unit_id = ${workUnitId} and election_id = ${electionId}
    order by engaged_people desc, delivered_people desc, link_code, publication_id`.execute(db)
  const cells = rows.map((row, at): ReachCell => {
    const counts = row.counts.split(',').map(Number)
    return {
      row: String(at),
      column: null,
      delivered: figureOf(row.delivered_people),
      engaged: figureOf(row.engaged_people),
      hits: Object.fromEntries(
        hitKinds.map((kind) => [kind, counts[placeOf(kind)] ?? 0]),
      ) as ReachCell['hits'],
    }
  })
  const whole = {
    row: '',
    column: null,
    delivered: figureOf(0),
    engaged: figureOf(0),
    hits: { view: 0, click: 0, scan: 0, share: 0 },
  }
  const shown = suppress(cells, whole, config.minCell).cells
  return rows.flatMap((row, at) => {
    const reach = shown[at]
    if (!reach) return []
    return {
      code: row.link_code,
      base: row.base,
      channel: row.channel,
      publicationId: row.publication_id,
      personId: row.person_id,
      reach,
      lastAt: row.last_at,
      example: row.example,
    }
  })
}
