import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { UnitTree } from '../directory/index.ts'
import { counterColumns } from './counters.ts'
import type { Dimension, MatrixQuery } from './figures.ts'
import type { CellName } from './lattice.ts'
import { dayAfter, season } from './periods.ts'
import { all } from './rollups.ts'

/** What a line of the answer is about, before names and suppression. */
export interface Slice {
  row: string
  column: string | null
  /** The cell it is; null for what is put together from links. */
  cell: CellName
  counts: number[]
  deliveredPeople: number
  engagedPeople: number
  firstOn: string
  lastOn: string
  lastAt: Date
}

/** The dimensions a slice is cut by: none for the total, one for totals of rows, two for cells. */
export type Cut = readonly Dimension[]

/** A query whose units are known. */
export interface SliceQuery extends MatrixQuery {
  tree: UnitTree
}

const has = (cut: Cut, ...dimensions: Dimension[]) => dimensions.some((one) => cut.includes(one))

/** The units whose cells answer a cut. */
export const scopesOf = ({ tree, scope }: Pick<SliceQuery, 'tree' | 'scope'>, cut: Cut): string[] => {
  if (has(cut, 'region')) return tree.childrenOf(scope).map(({ id }) => id)
  if (has(cut, 'unit')) return tree.within(scope).map(({ id }) => id)
  return [scope]
}

interface RollupRow {
  work_unit_id: string
  period: string
  base: string
  channel: string
  counts: string
  delivered_people: number
  engaged_people: number
  first_on: string
  last_on: string
  last_at: Date
}

const countsOf = sql<string>`concat_ws(',', ${sql.join(counterColumns.map((column) => sql.ref(column)))})`

/** Reads one cut as it stands in the rollups, number by number; no sketch is opened. */
export async function readSlices(db: Db, query: SliceQuery, cut: Cut): Promise<Slice[]> {
  const at = (column: 'base' | 'channel') => {
    if (has(cut, column)) {
      const only = query[column]
      return only === undefined ? sql`${sql.ref(column)} <> ${all}` : sql`${sql.ref(column)} = ${only}`
    }
    return sql`${sql.ref(column)} = ${query[column] ?? all}`
  }
  const { rows } = await sql<RollupRow>`
    select work_unit_id, period, base, channel, ${countsOf} as counts, delivered_people, engaged_people,
      first_on, last_on, last_at
    from reach_rollup
    where work_unit_id = any(${sql.val(scopesOf(query, cut))}::text[]) and election_id = ${query.electionId}
      and ${periodsOf(query, cut)} and ${at('base')} and ${at('channel')}`.execute(db)
  return rows.map((row) => {
    const time = row.period.slice(row.period.indexOf(':') + 1)
    return {
      ...place(cut, {
        base: row.base,
        channel: row.channel,
        region: row.work_unit_id,
        unit: row.work_unit_id,
        week: time,
        day: time,
        hour: time,
        publication: '',
        volunteer: '',
      }),
      cell: { workUnitId: row.work_unit_id, period: row.period, base: row.base, channel: row.channel },
      counts: row.counts.split(',').map(Number),
      deliveredPeople: row.delivered_people,
      engagedPeople: row.engaged_people,
      firstOn: row.first_on,
      lastOn: row.last_on,
      lastAt: row.last_at,
    }
  })
}

/** Periods of a kind within the one that is asked for, or that one itself. */
function periodsOf({ period }: SliceQuery, cut: Cut): RawBuilder<unknown> {
  const kind = (['hour', 'day', 'week'] as const).find((one) => has(cut, one))
  if (kind === undefined) return sql`period = ${period ?? season}`
  const from = period?.slice(period.indexOf(':') + 1)
  if (from === undefined) return sql`period between ${`${kind}:`} and ${`${kind}:9999`}`
  const until = kind === 'day' ? dayAfter(from, 6) : `${from}T24`
  return sql`period between ${`${kind}:${from}`} and ${`${kind}:${until}`}`
}

const place = (cut: Cut, values: Record<Dimension, string>) => ({
  row: cut[0] ? values[cut[0]] : '',
  column: cut[1] ? values[cut[1]] : null,
})
