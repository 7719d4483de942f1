import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { counterColumns, hitColumns } from './counters.ts'
import { Sketch } from './hll.ts'
import type { CellKey, Counted, LinkKey, RollupKey } from './rollups.ts'
import { addTally, type Tally } from './tally.ts'

/** A table of tallies: which columns make its key and how a key is turned into them. */
interface CountedTable<K> {
  table: 'reach_cell' | 'reach_link' | 'reach_rollup'
  /** Columns of the primary key with their types. */
  columns: readonly (readonly [column: string, type: string])[]
  valuesOf(key: K): string[]
  /** A column beside the key that follows from it. */
  person?(key: K): string
}

const text = (...columns: string[]) => columns.map((column) => [column, 'text'] as const)

export const cells: CountedTable<CellKey> = {
  table: 'reach_cell',
  columns: [
    ...text('work_unit_id', 'election_id', 'base', 'channel', 'publication_id', 'link_code'),
    ['day', 'date'],
  ],
  valuesOf: (k) => [k.workUnitId, k.electionId, k.base, k.channel, k.publicationId, k.linkCode, k.day],
  person: (k) => k.personId,
}

export const links: CountedTable<LinkKey> = {
  table: 'reach_link',
  columns: text('work_unit_id', 'election_id', 'base', 'channel', 'publication_id', 'link_code'),
  valuesOf: (k) => [k.workUnitId, k.electionId, k.base, k.channel, k.publicationId, k.linkCode],
  person: (k) => k.personId,
}

export const rollups: CountedTable<RollupKey> = {
  table: 'reach_rollup',
  columns: text('work_unit_id', 'election_id', 'period', 'base', 'channel', 'publication'),
  valuesOf: (k) => [k.workUnitId, k.electionId, k.period, k.base, k.channel, k.publication],
}

/**
 * The counts of a row as one text, in the order of `counterColumns`, commas between. Where nothing was counted nothing
 * is stored: most rows have one kind of hit only.
 * @param alias of the table in the query
 */
export const countsOf = (alias: string): RawBuilder<string> =>
  sql`concat_ws(',', ${sql.join(counterColumns.map((column) => sql`coalesce(${sql.ref(`${alias}.${column}`)}, 0)`))})`

/** All hits of a row, of whatever kind. */
export const hitsOfRow: RawBuilder<number> = sql`(${sql.join(
  hitColumns.map((column) => sql`coalesce(${sql.ref(column)}, 0)`),
  sql` + `,
)})`

/** The sketch of who engaged, base64: stored only where it is another than that of those delivered to. */
export const engagedOf = (alias: string): RawBuilder<string> =>
  sql`encode(coalesce(${sql.ref(`${alias}.engaged`)}, ${sql.ref(`${alias}.delivered`)}), 'base64')`

/** Rows written by one statement: enough to share its cost, few enough to be short. */
const rowsAtOnce = 400

/** Adds tallies to a table: what stands there is read, merged and written back. Nobody else may do so meanwhile. */
export async function addTallies<K>(
  tx: Tx,
  table: CountedTable<K>,
  added: readonly Counted<K>[],
): Promise<void> {
  const inOrder = inKeyOrder(table, added)
  for (let at = 0; at < inOrder.length; at += rowsAtOnce) {
    await writeTallies(tx, table, await withStanding(tx, table, inOrder.slice(at, at + rowsAtOnce)))
  }
}

/** Pages of an index are left nearly full by keys that come in their order, and half empty by others. */
function inKeyOrder<K>({ valuesOf }: CountedTable<K>, tallies: readonly Counted<K>[]): Counted<K>[] {
  const named = tallies.map((one) => ({ one, name: valuesOf(one.key).join('\n') }))
  return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ one }) => one)
}

/** The tallies with what stands under their keys added: as they are to be written. */
export async function withStanding<K>(
  db: Db,
  table: CountedTable<K>,
  added: readonly Counted<K>[],
): Promise<Counted<K>[]> {
  if (added.length === 0) return []
  const standing = await readTallies(db, table, added)
  return added.map(({ key, tally }, place) => {
    const before = standing.get(place)
    if (!before) return { key, tally }
    addTally(before, tally)
    return { key, tally: before }
  })
}

const keyArrays = <K>({ columns, valuesOf }: CountedTable<K>, rows: readonly Counted<K>[]) => {
  const values = rows.map(({ key }) => valuesOf(key))
  return columns.map(([, type], column) => {
    const array = values.map((row) => row[column] as string)
    return sql`${sql.val(array)}::${sql.raw(type)}[]`
  })
}

/** A tally as a query tells it (`tallyColumns`). */
export interface TallyRow {
  counts: string
  delivered64: string
  engaged64: string
  first_on: string
  last_on: string
  last_at: Date
  example: boolean
}

/**
 * The columns of a tally in a query.
 * @param alias of the table in the query
 */
export const tallyColumns = (alias: string): RawBuilder<unknown> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql`${countsOf(alias)} as counts, encode(${column('delivered')}, 'base64') as delivered64,
    ${engagedOf(alias)} as engaged64, ${sql.join(['first_on', 'last_on', 'last_at', 'example'].map(column))}`
}

export const tallyOf = (row: TallyRow): Tally => ({
  counts: row.counts.split(',').map(Number),
  delivered: Sketch.from(Buffer.from(row.delivered64, 'base64')),
  engaged: Sketch.from(Buffer.from(row.engaged64, 'base64')),
  firstOn: row.first_on,
  lastOn: row.last_on,
  lastAt: row.last_at,
  example: row.example,
})

/** The tallies that stand under these keys, by the place of the key. */
async function readTallies<K>(
  db: Db,
  table: CountedTable<K>,
  wanted: readonly Counted<K>[],
): Promise<Map<number, Tally>> {
  const names = table.columns.map(([column]) => column)
  const { rows } = await sql<TallyRow & { place: number }>`
    select k.place::int as place, ${tallyColumns('t')}
    from unnest(${sql.join(keyArrays(table, wanted))}) with ordinality
      as k (${sql.join([...names, 'place'].map((name) => sql.ref(name)))})
    join ${sql.table(table.table)} t
      on ${sql.join(
        names.map((name) => sql`${sql.ref(`t.${name}`)} = ${sql.ref(`k.${name}`)}`),
        sql` and `,
      )}`.execute(db)
  return new Map(rows.map((row) => [row.place - 1, tallyOf(row)]))
}

const countedColumns = [
  ...counterColumns.map((column) => [column, 'bigint'] as const),
  ['delivered_people', 'float8'],
  ['engaged_people', 'float8'],
  ['first_on', 'date'],
  ['last_on', 'date'],
  ['last_at', 'timestamptz'],
  ['example', 'boolean'],
] as const

/**
 * Writes tallies as they are, over what stands there. Rows travel as one JSON text and their sketches as one string
 * of bytes that is cut up there: thousands of small parameters would take longer than the writing.
 */
export async function writeTallies<K>(
  tx: Tx,
  table: CountedTable<K>,
  tallies: readonly Counted<K>[],
): Promise<void> {
  const inOrder = inKeyOrder(table, tallies)
  for (let at = 0; at < inOrder.length; at += rowsAtOnce) {
    const rows = inOrder.slice(at, at + rowsAtOnce)
    const { sketches, insert } = writing(table, rows, 'sketches')
    await sql`with ${sketches} ${insert}`.execute(tx)
  }
}

/**
 * The parts of a statement that writes rows: the sketches as a query of its own named `name`, and the insert that cuts
 * them up. `onlyIf`: a query that has a row when it may be written.
 */
export function writing<K>(
  table: CountedTable<K>,
  rows: readonly Counted<K>[],
  name: string,
  onlyIf?: string,
): { sketches: RawBuilder<unknown>; insert: RawBuilder<unknown> } {
  const names = table.columns.map(([column]) => column)
  const columns = [
    ...table.columns,
    ...(table.person ? [['person_id', 'text'] as const] : []),
    ...countedColumns,
  ]
  const sketches: Uint8Array[] = []
  let size = 0
  const place = (bytes: Uint8Array) => {
    sketches.push(bytes)
    size += bytes.length
    return { at: size - bytes.length + 1, size: bytes.length }
  }
  const lines = rows.map(({ key, tally }) => {
    const bytes = tally.delivered.toBytes()
    const engagedBytes = tally.engaged.toBytes()
    const delivered = place(bytes)
    const engaged = Buffer.compare(bytes, engagedBytes) === 0 ? null : place(engagedBytes)
    const values = [
      ...table.valuesOf(key),
      ...(table.person ? [table.person(key)] : []),
      ...tally.counts.map((count) => count || undefined),
      tally.delivered.people(),
      tally.engaged.people(),
      tally.firstOn,
      tally.lastOn,
      tally.lastAt,
      tally.example,
    ]
    return {
      ...Object.fromEntries(columns.map(([column], at) => [column, values[at]])),
      delivered_at: delivered.at,
      delivered_size: delivered.size,
      engaged_at: engaged?.at,
      engaged_size: engaged?.size,
    }
  })
  const typed = [
    ...columns,
    ...['delivered_at', 'delivered_size', 'engaged_at', 'engaged_size'].map((name) => [name, 'int'] as const),
  ].map(([column, type]) => sql`${sql.ref(column)} ${sql.raw(type)}`)
  const written = columns.map(([column]) => column)
  const refs = (list: readonly string[]) => sql.join(list.map((name) => sql.ref(name)))
  return {
    sketches: sql`${sql.ref(name)} as materialized
      (select decode(${Buffer.concat(sketches).toString('base64')}, 'base64') as bytes)`,
    insert: sql`
      insert into ${sql.table(table.table)} (${refs([...written, 'delivered', 'engaged'])})
      select ${refs(written)}, substring(bytes from delivered_at for delivered_size),
        substring(bytes from engaged_at for engaged_size)
      from ${sql.ref(name)}, json_to_recordset(${JSON.stringify(lines)}::json) as r (${sql.join(typed)})
      ${onlyIf === undefined ? sql`` : sql`where exists (select from ${sql.ref(onlyIf)})`}
      on conflict (${refs(names)}) do update set ${sql.join(
        [...written, 'delivered', 'engaged'].map(
          (column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`,
        ),
      )}`,
  }
}
