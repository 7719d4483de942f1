import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { type Migrations, migrate } from '../db/migrate.ts'
import { noted } from '../installation.ts'
import { openJobs } from '../jobs.ts'
import { silentLog } from '../log.ts'
import { type BackupTable, foreignKeysOf, tablesOf } from './tables.ts'
import type { BackupEnd, BackupHead, BackupTableHead } from './write-backup.ts'

/** Why a backup is not restored; the sentence is for who asked. */
export class RestoreRefused extends Error {}

const rowsAtOnce = 500
const signsAtOnce = 4_000_000

/**
 * Fills an empty database from the lines of a backup and brings it up to date; all or nothing. Returns the number
 * of rows. Refuses a database that holds something, a backup of a newer version, and one that is cut or changed.
 */
export async function restoreBackup(
  database: Database,
  migrations: Migrations,
  lines: AsyncIterable<string>,
): Promise<number> {
  const reader = new Reader(lines)
  const head = (await reader.next()) as Partial<BackupHead> | null
  if (head?.jangkau !== 'backup' || head.version !== 1 || !head.migrations) {
    throw new RestoreRefused('This file is not a backup of Jangkau.')
  }
  const stranger = head.migrations.find((name) => !(name in migrations))
  if (stranger !== undefined) {
    throw new RestoreRefused(`This backup was made by a newer version of Jangkau (it holds ${stranger}).`)
  }
  const known = new Set(head.migrations)
  await refuseUnlessEmpty(database)
  await migrate(
    database.db,
    Object.fromEntries(Object.entries(migrations).filter(([name]) => known.has(name))),
  )
  await (await openJobs(database, [], silentLog)).stop()
  const rows = await database.db.transaction().execute((tx) => fill(tx, reader))
  await migrate(database.db, migrations)
  return rows
}

async function refuseUnlessEmpty({ db }: Database) {
  const { rows } = await sql<{ known: boolean }>`
    select to_regclass('public.installation') is not null as known`.execute(db)
  if (rows[0]?.known && (await noted(db, 'preset')) !== null) {
    throw new RestoreRefused('This installation holds data already: restore into an empty one.')
  }
}

async function fill(tx: Tx, reader: Reader): Promise<number> {
  const tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]))
  const keys = await foreignKeysOf(tx)
  for (const { table, name } of keys)
    await sql.raw(`alter table ${table} drop constraint ${name}`).execute(tx)
  if (tables.size > 0) await sql.raw(`truncate ${[...tables.keys()].join(', ')}`).execute(tx)
  let rows = 0
  let into: { table: BackupTable; columns: string[] } | null = null
  let waiting: (string | null)[][] = []
  let signs = 0
  const write = async () => {
    if (into && waiting.length > 0) await insert(tx, into.table, into.columns, waiting)
    rows += waiting.length
    waiting = []
    signs = 0
  }
  for (;;) {
    const line = await reader.next()
    if (line === null) throw new RestoreRefused('This backup is cut short: its last line is missing.')
    if (Array.isArray(line)) {
      waiting.push(line as (string | null)[])
      for (const value of line as (string | null)[]) signs += value?.length ?? 0
      if (waiting.length >= rowsAtOnce || signs >= signsAtOnce) await write()
      continue
    }
    await write()
    if ('end' in line) {
      const { end } = line as unknown as BackupEnd
      if (end.rows !== rows || end.sha256 !== reader.sumBefore()) {
        throw new RestoreRefused('This backup was changed after it was made: its sum does not fit.')
      }
      break
    }
    const { table: name, columns } = line as unknown as BackupTableHead
    const table = tables.get(name)
    if (!table) throw new RestoreRefused(`This backup holds a table ${name} that this version does not know.`)
    into = { table, columns }
  }
  await setSequences(tx)
  for (const { table, name, definition } of keys) {
    await sql.raw(`alter table ${table} add constraint ${name} ${definition}`).execute(tx)
  }
  return rows
}

async function insert(tx: Tx, table: BackupTable, columns: string[], rows: (string | null)[][]) {
  const types = columns.map((column) => table.columns.find(({ name }) => name === column)?.type)
  if (types.includes(undefined)) {
    throw new RestoreRefused(`This backup holds columns of ${table.name} that this version does not know.`)
  }
  const chosen = columns.map((_, index) => `c${index}::${types[index]}`).join(', ')
  const names = columns.map((_, index) => `c${index}`).join(', ')
  const arrays = columns.map((_, index) => sql`${rows.map((row) => row[index] ?? null)}::text[]`)
  await sql`insert into ${sql.raw(`${table.name} (${columns.join(', ')})`)} overriding system value
    select ${sql.raw(chosen)} from unnest(${sql.join(arrays)}) as backup (${sql.raw(names)})`.execute(tx)
}

async function setSequences(tx: Tx) {
  const { rows } = await sql<{ sequence: string; table: string; column: string }>`
    select pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence,
      format('%I.%I', n.nspname, c.relname) as table, format('%I', a.attname) as column
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'pgboss')
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null
  `.execute(tx)
  for (const { sequence, table, column } of rows) {
    await sql
      .raw(`select setval('${sequence}', coalesce(max(${column}), 0) + 1, false) from ${table}`)
      .execute(tx)
  }
}

/** Lines of JSON out of chunks of text, with the sum of all lines before the one read last. */
class Reader {
  readonly #chunks: AsyncIterator<string>
  readonly #hash = createHash('sha256')
  #rest = ''
  #from = 0
  #last = ''

  constructor(chunks: AsyncIterable<string>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  sumBefore(): string {
    return this.#hash.copy().digest('hex')
  }

  async next(): Promise<Record<string, unknown> | unknown[] | null> {
    this.#hash.update(this.#last)
    this.#last = ''
    let end = this.#rest.indexOf('\n', this.#from)
    while (end === -1) {
      const { value, done } = await this.#chunks.next()
      if (done) return null
      this.#rest = this.#rest.slice(this.#from) + value
      this.#from = 0
      end = this.#rest.indexOf('\n')
    }
    const text = this.#rest.slice(this.#from, end)
    this.#from = end + 1
    this.#last = `${text}\n`
    try {
      return JSON.parse(text) as Record<string, unknown> | unknown[]
    } catch {
      throw new RestoreRefused('This file is not a backup of Jangkau.')
    }
  }
}
