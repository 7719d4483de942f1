import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { UnitTree } from '../directory/index.ts'
import { counterColumns } from './counters.ts'
import type { Dimension, MatrixQuery } from './figures.ts'
import { Sketch } from './hll.ts'
import { mondayOf } from './periods.ts'
import { all } from './rollups.ts'
import { addTally, newTally, type Tally } from './tally.ts'

/** What a line of the answer is about, before names and suppression. */
export interface Slice {
  row: string
  column: string | null
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

/** Reads one cut from the coarsest place that holds it. */
export function readSlices(db: Db, query: SliceQuery, cut: Cut): Promise<Slice[]> {
  if (isKeptAsRollup(query, cut)) return readRollups(db, query, cut)
  return mergeSlices(db, query, cut)
}

/** Whether the answer stands in the rollups as it is, number by number. */
function isKeptAsRollup(query: SliceQuery, cut: Cut): boolean {
  if (has(cut, 'publication', 'volunteer')) return false
  const byBase = has(cut, 'base') || query.base !== undefined
  const byChannel = has(cut, 'channel') || query.channel !== undefined
  if (has(cut, 'day')) return !byBase && !byChannel
  if (has(cut, 'week')) return !(byBase && byChannel) && startsWeek(query.from) && endsWeek(query.until)
  return query.from === undefined && query.until === undefined
}

const startsWeek = (day: string | undefined) => day === undefined || mondayOf(day) === day
const endsWeek = (day: string | undefined) =>
  day === undefined || new Date(`${day}T00:00:00Z`).getUTCDay() === 0

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
  counts: string
  delivered_people: number
  engaged_people: number
  first_on: string
  last_on: string
  last_at: Date
}

const countsOf = sql<string>`concat_ws(',', ${sql.join(counterColumns.map((column) => sql.ref(column)))})`

async function readRollups(db: Db, query: SliceQuery, cut: Cut): Promise<Slice[]> {
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
  return rows.map((row) => ({
    ...place(cut, {
      base: row.base,
      channel: row.channel,
      region: row.work_unit_id,
      unit: row.work_unit_id,
      week: row.period.slice('week:'.length),
      day: row.period.slice('day:'.length),
      publication: '',
      volunteer: '',
    }),
    counts: row.counts.split(',').map(Number),
    deliveredPeople: row.delivered_people,
    engagedPeople: row.engaged_people,
    firstOn: row.first_on,
    lastOn: row.last_on,
    lastAt: row.last_at,
  }))
}

function periodsOf({ from, until }: SliceQuery, cut: Cut): RawBuilder<unknown> {
  const kind = has(cut, 'day') ? 'day' : has(cut, 'week') ? 'week' : null
  if (kind === null) return sql`period = 'season'`
  return sql`period between ${`${kind}:${from ?? ''}`} and ${`${kind}:${until ?? '9999'}`}`
}

const place = (cut: Cut, values: Record<Dimension, string>) => ({
  row: cut[0] ? values[cut[0]] : '',
  column: cut[1] ? values[cut[1]] : null,
})

interface CellRow {
  work_unit_id: string
  base: string
  channel: string
  publication_id: string
  person_id: string
  day: string
  counts: string
  delivered: string
  engaged: string
  first_on: string
  last_on: string
  last_at: Date
}

const unitsAtOnce = 20

/** Merges the answer from links (for the whole season) or from cells (within days); exact, but slower than rollups. */
async function mergeSlices(db: Db, query: SliceQuery, cut: Cut): Promise<Slice[]> {
  const { tree, scope, from, until, base, channel } = query
  const byDay = has(cut, 'day', 'week') || from !== undefined || until !== undefined
  const table = byDay ? 'reach_cell' : 'reach_link'
  const only = [
    ...(base === undefined ? [] : [sql`base = ${base}`]),
    ...(channel === undefined ? [] : [sql`channel = ${channel}`]),
    ...(from === undefined ? [] : [sql`day >= ${from}::date`]),
    ...(until === undefined ? [] : [sql`day <= ${until}::date`]),
  ]
  const merged = new Map<string, { row: string; column: string | null; tally: Tally }>()
  const units = tree.within(scope).map(({ id }) => id)
  for (let start = 0; start < units.length; start += unitsAtOnce) {
    const { rows } = await sql<CellRow>`
      select work_unit_id, base, channel, publication_id, person_id,
        ${byDay ? sql.ref('day') : sql`first_on`} as day, ${countsOf} as counts,
        encode(delivered, 'base64') as delivered, encode(engaged, 'base64') as engaged,
        first_on, last_on, last_at
      from ${sql.table(table)}
      where work_unit_id = any(${sql.val(units.slice(start, start + unitsAtOnce))}::text[])
        and election_id = ${query.electionId}
        ${sql.join(
          only.map((one) => sql`and ${one}`),
          sql` `,
        )}`.execute(db)
    for (const row of rows) mergeRow(merged, query, cut, row)
  }
  return [...merged.values()].map(({ row, column, tally }) => ({
    row,
    column,
    counts: tally.counts,
    deliveredPeople: tally.delivered.people(),
    engagedPeople: tally.engaged.people(),
    firstOn: tally.firstOn,
    lastOn: tally.lastOn,
    lastAt: tally.lastAt,
  }))
}

function mergeRow(
  merged: Map<string, { row: string; column: string | null; tally: Tally }>,
  { tree, scope }: SliceQuery,
  cut: Cut,
  row: CellRow,
): void {
  const tally: Tally = {
    counts: row.counts.split(',').map(Number),
    delivered: Sketch.from(Buffer.from(row.delivered, 'base64')),
    engaged: Sketch.from(Buffer.from(row.engaged, 'base64')),
    firstOn: row.first_on,
    lastOn: row.last_on,
    lastAt: row.last_at,
    example: false,
  }
  for (const unit of unitsOfRow(tree, scope, cut, row.work_unit_id)) {
    const where = place(cut, {
      base: row.base,
      channel: row.channel,
      region: unit,
      unit,
      week: mondayOf(row.day),
      day: row.day,
      publication: row.publication_id,
      volunteer: row.person_id,
    })
    const name = `${where.row}\n${where.column ?? ''}`
    const known = merged.get(name)
    const into = known ?? { ...where, tally: newTally(row.first_on, row.last_at) }
    if (!known) merged.set(name, into)
    addTally(into.tally, tally)
  }
}

/** Where a unit's cell belongs: the child of the scope it lies under; or itself and every unit above it in the scope. */
function unitsOfRow(tree: UnitTree, scope: string, cut: Cut, unit: string): string[] {
  const above = tree.ancestors(unit).map(({ id }) => id)
  const inScope = above.slice(above.indexOf(scope))
  if (has(cut, 'region')) return inScope.slice(1, 2)
  return has(cut, 'unit') ? inScope : [unit]
}
