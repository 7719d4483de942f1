import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './database.ts'

export type Migrations = Readonly<Record<string, { up(db: Kysely<unknown>): Promise<void> }>>

/** The database holds steps that this version of the program does not know: an older program met newer data. */
export class NewerDatabase extends Error {}

/**
 * Brings the database up to date: every step that is missing, in the order of the names, all in one transaction,
 * on PostgreSQL under an advisory lock so that several processes may start at once.
 * Returns the names that ran. Costs one query when there is nothing to do.
 */
export async function migrate(
  db: Db,
  migrations: Migrations,
  progress: (text: string) => void = () => {},
): Promise<string[]> {
  const applied = await appliedMigrations(db)
  const stranger = applied.find((name) => !(name in migrations))
  if (stranger !== undefined) {
    throw new NewerDatabase(
      `This database was made by a newer version of Jangkau (it holds ${stranger}). Start that version, or restore a backup.`,
    )
  }
  if (applied.length === Object.keys(migrations).length) return []
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => spoken(migrations, progress) },
    // Names are numbered by room: a new step of an early room sorts before steps that ran long ago.
    allowUnorderedMigrations: true,
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map(({ migrationName }) => migrationName)
}

/** Names of the steps the database has been through, oldest first. */
export async function appliedMigrations(db: Db): Promise<string[]> {
  const { rows: known } = await sql<{ known: boolean }>`
    select to_regclass('kysely_migration') is not null as known`.execute(db)
  if (!known[0]?.known) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** The same steps, each saying its name before it runs. */
function spoken(migrations: Migrations, progress: (text: string) => void): Record<string, Migration> {
  const steps = Object.entries(migrations).map(([name, { up }]): [string, Migration] => [
    name,
    {
      up: async (db) => {
        progress(`  ${name}`)
        await up(db)
      },
    },
  ])
  return Object.fromEntries(steps)
}
