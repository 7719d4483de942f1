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
  work_unit_id: string
  period: string
  base: string
  channel: string
  publication: string
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

/** Some values of a column, told to the database and known here. */
interface Wanted {
  condition: RawBuilder<unknown>
  /** Two with the same name want the same. */
  name: string
  includes(value: string): boolean
}

const columnOf = (name: string) => sql.ref(`r.${name}`)

const exactly = (column: string, value: string): Wanted => ({
  condition: sql`${columnOf(column)} = ${value}`,
  name: `= ${value}`,
  includes: (one) => one === value,
})

/** What one cut is made of. */
interface Rows {
  cut: Cut
  units: readonly string[]
  periods: Wanted
  bases: Wanted
  channels: Wanted
  publications: Wanted
}

/**
 * Reads some cuts as they stand in the rollups, number by number, each with what was judged of it; no sketch is opened.
 * By the primary key of both tables: it costs what it answers, however much is kept. Cuts of the same periods are read
 * together and told apart here, since planning such a statement takes longer than doing it.
 */
export async function readSlices(db: Db, query: SliceQuery, cuts: readonly Cut[]): Promise<Slice[][]> {
  const wanted = cuts.map(
    (cut): Rows => ({
      cut,
      units: scopesOf(query, cut),
      periods: periodsOf(query, cut),
      bases: codesOf('base', query, cut),
      channels: codesOf('channel', query, cut),
      publications: codesOf('publication', query, cut),
    }),
  )
  const parts = [...Map.groupBy(wanted, ({ periods }) => periods.name).values()].map((some) =>
    rowsOf(query.electionId, some),
  )
  const { rows } = await sql<RollupRow>`${sql.join(parts, sql` union all `)}`.execute(db)
  return wanted.map(({ cut, units, periods, bases, channels, publications }) => {
    const among = new Set(units)
    return rows
      .filter(
        (row) =>
          among.has(row.work_unit_id) &&
          periods.includes(row.period) &&
          bases.includes(row.base) &&
          channels.includes(row.channel) &&
          publications.includes(row.publication),
      )
      .map((row) => sliceOf(cut, row))
  })
}

/** The rows of some cuts of the same periods, and a few others. */
function rowsOf(electionId: string, some: readonly Rows[]): RawBuilder<unknown> {
  const units = [...new Set(some.flatMap((rows) => rows.units))]
  const any = (wanted: readonly Wanted[]) => {
    const each = new Map(wanted.map((one) => [one.name, one.condition]))
    return sql`(${sql.join([...each.values()], sql` or `)})`
  }
  return sql`
    select r.work_unit_id, r.period, r.base, r.channel, r.publication, ${countsOf('r')} as counts,
      r.delivered_people, r.engaged_people, r.first_on, r.last_on, r.last_at,
      coalesce(h.delivered, false) as delivered_held, coalesce(h.engaged, false) as engaged_held,
      coalesce(h.hits, false) as hits_held, coalesce(h.kinds, false) as kinds_held
    from reach_rollup r
    left join reach_held h on h.work_unit_id = r.work_unit_id and h.election_id = r.election_id
      and h.period = r.period and h.base = r.base and h.channel = r.channel and h.publication = r.publication
    where r.work_unit_id = any(${sql.val(units)}::text[]) and r.election_id = ${electionId}
      and ${any(some.map(({ periods }) => periods))} and ${any(some.map(({ bases }) => bases))}
      and ${any(some.map(({ channels }) => channels))}
      and ${any(some.map(({ publications }) => publications))}`
}

/** Every code of a dimension that is cut, or the one asked for, or all together. */
function codesOf(column: 'base' | 'channel' | 'publication', query: SliceQuery, cut: Cut): Wanted {
  const only = query[column]
  if (!has(cut, column) || only !== undefined) return exactly(column, only ?? all)
  return { condition: sql`${columnOf(column)} <> ${all}`, name: 'each', includes: (code) => code !== all }
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
      publication: row.publication,
      volunteer: '',
    }),
    cell: {
      workUnitId: row.work_unit_id,
      period: row.period,
      base: row.base,
      channel: row.channel,
      publication: row.publication,
    },
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
function periodsOf({ period }: SliceQuery, cut: Cut): Wanted {
  const kind = (['hour', 'day', 'week'] as const).find((one) => has(cut, one))
  if (kind === undefined) return exactly('period', period ?? season)
  const within = period?.slice(period.indexOf(':') + 1)
  const from = `${kind}:${within ?? ''}`
  const until =
    within === undefined ? `${kind}:9999` : `${kind}:${kind === 'day' ? dayAfter(within, 6) : `${within}T24`}`
  return {
    condition: sql`${columnOf('period')} between ${from} and ${until}`,
    name: `${from} to ${until}`,
    includes: (one) => one >= from && one <= until,
  }
}

const place = (cut: Cut, values: Record<Dimension, string>) => ({
  row: cut[0] ? values[cut[0]] : '',
  column: cut[1] ? values[cut[1]] : null,
})
