import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Db } from './db/database.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** What every module is given; made once in the composition root. */
export interface Services {
  config: Config
  database: Database
  db: Db
  clock: Clock
  log: Log
  jobs: Jobs
  metrics: Metrics
}
