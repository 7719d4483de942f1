import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { ConnectionLine } from './connection-line.ts'
import { initialiseFolder } from './initialise-folder.ts'
import { PgliteClient } from './pglite-client.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import type { Schema } from './schema.ts'

/** What a query may run on: the database or an open transaction. Inside a transaction use only `tx`. */
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

interface QueryAnswer {
  rows: unknown[]
  affected: number
}

export interface Database {
  db: Db
  engine: 'embedded' | 'postgres'
  /** Raw parameterised SQL outside Kysely. */
  query(text: string, values?: readonly unknown[]): Promise<QueryAnswer>
  /**
   * The same for what nobody waits for, as the job queue's looks: on the embedded database's one connection everybody
   * else goes first. Not for a part of something that holds others up meanwhile.
   */
  queryPatiently(text: string, values?: readonly unknown[]): Promise<QueryAnswer>
  close(): Promise<void>
}

/** Opens the embedded database in `folder` (`null`: in memory), with fsync on. */
export async function openEmbedded(
  folder: string | null,
  tarball: Uint8Array | null = null,
): Promise<Database & { client: PgliteClient }> {
  if (folder !== null) await initialiseFolder(folder)
  const client = await PgliteClient.open(folder, tarball)
  const line = new ConnectionLine()
  const db = new Kysely<Schema>({ dialect: pgliteDialect(client, line) })
  // In the one connection's line: sent past it, a statement would land in whatever transaction is open.
  const inTurn = async (isPatient: boolean, text: string, values: readonly unknown[] = []) => {
    await line.acquire(isPatient)
    return client.query(text, values).finally(() => line.release())
  }
  return {
    db,
    client,
    engine: 'embedded',
    query: (text, values) => inTurn(false, text, values),
    queryPatiently: (text, values) => inTurn(true, text, values),
    close: async () => {
      await db.destroy()
      await client.close()
    },
  }
}

pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, (day) => day)
pg.types.setTypeParser(1700, Number)

/** Opens PostgreSQL 15 or newer at `url`, with a pool of `connections`. */
export async function openPostgres(url: string, connections = 10): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  // A session that the server ends while it rests is replaced by the pool; unheard, its error would end the program.
  pool.on('error', () => {})
  // So would that of one that is lent out and between two statements of a transaction: the next one fails instead.
  pool.on('connect', (client) => client.on('error', () => {}))
  const { rows } = await pool.query('show server_version_num')
  if (Number(rows[0].server_version_num) < 150000) {
    await pool.end()
    throw new Error('Jangkau needs PostgreSQL 15 or newer.')
  }
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const query = async (text: string, values?: readonly unknown[]): Promise<QueryAnswer> => {
    // Several statements in one text (the job queue's) come back as a list; their rows belong together.
    const answer: pg.QueryResult | pg.QueryResult[] = await pool.query(text, values as unknown[])
    const results = Array.isArray(answer) ? answer : [answer]
    return { rows: results.flatMap(({ rows }) => rows ?? []), affected: results.at(-1)?.rowCount ?? 0 }
  }
  return {
    db,
    engine: 'postgres',
    query,
    queryPatiently: query,
    close: () => db.destroy(),
  }
}
