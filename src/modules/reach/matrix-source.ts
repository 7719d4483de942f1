import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { UnitTree } from '../directory/index.ts'
import { countsOf } from './counted-store.ts'
import type { Dimension, MatrixQuery } from './figures.ts'
import type { CellName } from './lattice.ts'
import { dayAfter, season } from './periods.ts'
import { all } from './rollups.ts'
import type { Held } from './suppress.ts'

/** What a line of the answer is about, before names and suppression. */
export interface Slice {
  row: string
  column: string | null
  cell: CellName
  /** What was judged to be held back of it for another's sake. */
  held: Held
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
const scopesOf = ({ tree, scope }: SliceQuery, cut: Cut): string[] => {
  if (has(cut, 'region')) return tree.childrenOf(scope).map(({ id }) => id)
  if (has(cut, 'unit')) return tree.within(scope).map(({ id }) => id)
  return [scope]
}

interface RollupRow {
  cut: number
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
  delivered_held: boolean
  engaged_held: boolean
  hits_held: boolean
  kinds_held: boolean
}

const columnOf = (name: string) => sql.ref(`r.${name}`)

/**
 * Reads some cuts as they stand in the rollups, number by number, each with what was judged of it; no sketch is opened.
 * One statement for all of them, by the primary key of both tables: it costs what it answers, however much is kept.
 */
export async function readSlices(db: Db, query: SliceQuery, cuts: readonly Cut[]): Promise<Slice[][]> {
  const parts = cuts.map(
    (cut, at) => sql`
    select ${sql.lit(at)} as cut, r.work_unit_id, r.period, r.base, r.channel, ${countsOf('r')} as counts,
      r.delivered_people, r.engaged_people, r.first_on, r.last_on, r.last_at,
      coalesce(h.delivered, false) as delivered_held, coalesce(h.engaged, false) as engaged_held,
      coalesce(h.hits, false) as hits_held, coalesce(h.kinds, false) as kinds_held
    from reach_rollup r
    left join reach_held h on h.work_unit_id = r.work_unit_id and h.election_id = r.election_id
      and h.period = r.period and h.base = r.base and h.channel = r.channel
    where r.work_unit_id = any(${sql.val(scopesOf(query, cut))}::text[]) and r.election_id = ${query.electionId}
      and ${periodsOf(query, cut)} and ${codesOf('base', query, cut)} and ${codesOf('channel', query, cut)}`,
  )
  const { rows } = await sql<RollupRow>`${sql.join(parts, sql` union all `)}`.execute(db)
  const slices = cuts.map((): Slice[] => [])
  for (const row of rows) slices[row.cut]?.push(sliceOf(cuts[row.cut] ?? [], row))
  return slices
}

/** Every code of a dimension that is cut, or the one asked for, or all together. */
function codesOf(column: 'base' | 'channel', query: SliceQuery, cut: Cut): RawBuilder<unknown> {
  const only = query[column]
  if (has(cut, column) && only === undefined) return sql`${columnOf(column)} <> ${all}`
  return sql`${columnOf(column)} = ${only ?? all}`
}

function sliceOf(cut: Cut, row: RollupRow): Slice {
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
    held: {
      delivered: row.delivered_held,
      engaged: row.engaged_held,
      hits: row.hits_held,
      kinds: row.kinds_held,
    },
    counts: row.counts.split(',').map(Number),
    deliveredPeople: row.delivered_people,
    engagedPeople: row.engaged_people,
    firstOn: row.first_on,
    lastOn: row.last_on,
    lastAt: row.last_at,
  }
}

/** Periods of a kind within the one that is asked for, or that one itself. */
function periodsOf({ period }: SliceQuery, cut: Cut): RawBuilder<unknown> {
  const kind = (['hour', 'day', 'week'] as const).find((one) => has(cut, one))
  if (kind === undefined) return sql`r.period = ${period ?? season}`
  const from = period?.slice(period.indexOf(':') + 1)
  if (from === undefined) return sql`r.period between ${`${kind}:`} and ${`${kind}:9999`}`
  const until = kind === 'day' ? dayAfter(from, 6) : `${from}T24`
  return sql`r.period between ${`${kind}:${from}`} and ${`${kind}:${until}`}`
}

const place = (cut: Cut, values: Record<Dimension, string>) => ({
  row: cut[0] ? values[cut[0]] : '',
  column: cut[1] ? values[cut[1]] : null,
})
