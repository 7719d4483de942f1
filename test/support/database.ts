import { createHash, randomBytes } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrations } from '../../src/migrations/index.ts'
import { type Database, openEmbedded, openPostgres } from '../../src/platform/db/database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'

const root = join(import.meta.dirname, '..', '..')

/**
 * A migrated, otherwise empty database for one test file; `close` it at the end.
 * In memory by default; with TEST_DATABASE_URL a database of its own on that server, dropped on `close`.
 * Migrating takes seconds, so it is done once for each state of the migrations and copied after that.
 */
export const testDatabase = (): Promise<Database> =>
  process.env.TEST_DATABASE_URL ? onPostgres(process.env.TEST_DATABASE_URL) : inMemory()

/** Changes whenever a migrated database would look different. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(import.meta.filename))
  for (const path of globSync('src/migrations/*.ts', { cwd: root }).sort()) {
    hash.update(path).update(readFileSync(join(root, path)))
  }
  for (const name of ['@electric-sql/pglite', 'pg-boss']) {
    hash.update(readFileSync(join(root, 'node_modules', name, 'package.json')))
  }
  return hash.digest('hex').slice(0, 16)
}

const prepare = (database: Database) => migrate(database.db, migrations)

/** Held as long as its worker lives, so that the databases after the first find PostgreSQL compiled. */
let compiled: Promise<object> | undefined

function compile(): Promise<object> {
  const folder = dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite')))
  // Node's types do not know it as a value.
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { compile(bytes: Uint8Array): Promise<object> }
  }
  return WebAssembly.compile(readFileSync(join(folder, 'pglite.wasm')))
}

async function inMemory(): Promise<Database> {
  compiled ??= compile()
  await compiled
  const file = join(root, '.cache', `test-database-${fingerprint()}.tar`)
  if (!existsSync(file)) {
    const made = await openEmbedded(null)
    await prepare(made)
    // Nobody makes databases in it, and without these two it is loaded in two thirds of the time.
    await made.query('update pg_database set datistemplate = false')
    for (const unused of ['template0', 'template1']) await made.query(`drop database ${unused}`)
    mkdirSync(join(root, '.cache'), { recursive: true })
    // Two test workers may come here at once: each writes its own file, the last rename wins, both are whole.
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, await made.client.dump())
    renameSync(draft, file)
    await made.close()
  }
  return openEmbedded(null, readFileSync(file))
}

async function onPostgres(server: string): Promise<Database> {
  const template = `jangkau_template_${fingerprint()}`
  const name = `jangkau_test_${randomBytes(6).toString('hex')}`
  const at = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).href
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  // One maker of the template at a time; the lock ends with the connection.
  await admin.query('select pg_advisory_lock(72617)')
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
  if (rowCount === 0) {
    await admin.query(`create database ${template}_draft`)
    const made = await openPostgres(at(`${template}_draft`), 2)
    await prepare(made)
    await made.close()
    await admin.query(`alter database ${template}_draft rename to ${template}`)
  }
  await admin.query(`create database ${name} template ${template}`)
  await admin.end()
  const database = await openPostgres(at(name), 4)
  return {
    ...database,
    close: async () => {
      await database.close()
      const last = new pg.Client({ connectionString: server })
      await last.connect()
      await sessionsEnded(last, name)
      await last.query(`drop database if exists ${name} with (force)`)
      await last.end()
    },
  }
}

/** A pool says it is closed before the server has seen the last session go; who is dropped with it then complains. */
async function sessionsEnded(admin: pg.Client, name: string) {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rowCount } = await admin.query('select from pg_stat_activity where datname = $1', [name])
    if (rowCount === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
