import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { initialiseFolder } from './initialise-folder.ts'
import { PgliteClient } from './pglite-client.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import type { Schema } from './schema.ts'

/** What a query may run on: the database or an open transaction. Inside a transaction use only `tx`. */
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

export interface Database {
  db: Db
  engine: 'embedded' | 'postgres'
  /** Raw parameterised SQL outside Kysely, for the job queue. */
  query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[]; affected: number }>
  close(): Promise<void>
}

/** Opens the embedded database in `folder` (`null`: in memory), with fsync on. */
export async function openEmbedded(
  folder: string | null,
  tarball: Uint8Array | null = null,
): Promise<Database & { client: PgliteClient }> {
  if (folder !== null) await initialiseFolder(folder)
  const client = await PgliteClient.open(folder, tarball)
  const db = new Kysely<Schema>({ dialect: pgliteDialect(client) })
  return {
    db,
    client,
    engine: 'embedded',
    // Through the one connection's queue: sent past it, a statement would land in whatever transaction is open.
    query: async (text, values = []) => {
      const result = await db.executeQuery(CompiledQuery.raw(text, [...values]))
      return { rows: result.rows, affected: Number(result.numAffectedRows ?? 0) }
    },
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
  return {
    db,
    engine: 'postgres',
    query: async (text, values) => {
      // Several statements in one text (the job queue's) come back as a list; their rows belong together.
      const answer: pg.QueryResult | pg.QueryResult[] = await pool.query(text, values as unknown[])
      const results = Array.isArray(answer) ? answer : [answer]
      return { rows: results.flatMap(({ rows }) => rows ?? []), affected: results.at(-1)?.rowCount ?? 0 }
    },
    close: () => db.destroy(),
  }
}
