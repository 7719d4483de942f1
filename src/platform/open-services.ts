import { systemClock } from './clock.ts'
import { type Config, databaseFolder } from './config.ts'
import { type Database, openEmbedded, openPostgres } from './db/database.ts'
import { type Migrations, migrate } from './db/migrate.ts'
import { type JobDefinition, openJobs } from './jobs.ts'
import { jsonLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import type { Services } from './services.ts'

/** The database the configuration names. */
export const openDatabase = (config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> =>
  config.databaseUrl === null ? openEmbedded(databaseFolder(config)) : openPostgres(config.databaseUrl)

/** Brings the database up to date and puts together what every module is given. */
export async function openServices(
  config: Config,
  database: Database,
  parts: { migrations: Migrations; jobs: readonly JobDefinition[]; progress(text: string): void },
): Promise<Services> {
  await migrate(database.db, parts.migrations, parts.progress)
  const jobs = await openJobs(database, parts.jobs, jsonLog)
  return {
    config,
    database,
    db: database.db,
    clock: systemClock,
    log: jsonLog,
    metrics: createMetrics(),
    jobs,
  }
}

/** Ends the job queue and closes the database, in that order. */
export async function closeServices({ jobs, database }: Services): Promise<void> {
  await jobs.stop()
  await database.close()
}
