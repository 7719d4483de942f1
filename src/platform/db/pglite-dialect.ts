import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { ConnectionLine } from './connection-line.ts'
import type { PgliteClient } from './pglite-client.ts'

class Connection implements DatabaseConnection {
  readonly #client: PgliteClient
  constructor(client: PgliteClient) {
    this.#client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affected } = await this.#client.query(query.sql, query.parameters)
    return { rows: rows as R[], numAffectedRows: BigInt(affected) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }
}

/** One connection, handed out in turn: who waits, waits in line. */
class SingleConnectionDriver implements Driver {
  readonly #connection: Connection
  readonly #line: ConnectionLine

  constructor(client: PgliteClient, line: ConnectionLine) {
    this.#connection = new Connection(client)
    this.#line = line
  }

  async init() {}

  async acquireConnection() {
    await this.#line.acquire()
    return this.#connection
  }

  async releaseConnection() {
    this.#line.release()
  }

  async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy() {}
}

/** Kysely over the embedded database's thread, whose one connection is taken in `line`. */
export const pgliteDialect = (client: PgliteClient, line: ConnectionLine): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new SingleConnectionDriver(client, line),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})
