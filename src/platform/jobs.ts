import { fromKysely, PgBoss } from 'pg-boss'
import type { Database, Tx } from './db/database.ts'
import type { Log } from './log.ts'
import type { Services } from './services.ts'

/** A kind of work that is done after the transaction that asked for it, or at set times. */
export interface JobDefinition {
  /** `module.verb`, for example `directory.forget-drafts`. */
  name: string
  /** Five fields of cron, in UTC. */
  cron?: string
  /** Throws to be tried again (three times, each later). Must bear being done twice. */
  handler(services: Services, data: Record<string, unknown>): Promise<void>
}

export interface Jobs {
  /** Asks for a job when, and only if, the transaction commits. */
  enqueue(tx: Tx, name: string, data?: Record<string, unknown>): Promise<void>
  /** Begins to do jobs in this process. */
  work(services: Services): Promise<void>
  stop(): Promise<void>
}

/** Seconds between two looks whether a job waits that a person may be waiting for. */
const askedLook = 2

/** The same for jobs that come at set times, to the minute: most kinds do, and each look is a statement. */
const timedLook = 15

/**
 * Opens the job queue over the database, and makes its tables when they are missing. It is read before anything
 * else runs: on the embedded database's one connection a look-up from inside a transaction would wait for itself.
 */
export async function openJobs(
  database: Database,
  definitions: readonly JobDefinition[],
  log: Log,
): Promise<Jobs> {
  const boss = new PgBoss({
    backend: database.engine === 'embedded' ? 'pglite' : 'postgres',
    db: { executeSql: (text, values) => database.query(text, values) },
    supervise: false,
    schedule: false,
  })
  boss.on('error', (error) => log.error('job queue', error))
  await boss.start()
  const known = new Set((await boss.getQueues()).map(({ name }) => name))
  for (const { name } of definitions) {
    if (!known.has(name)) await boss.createQueue(name, { retryLimit: 3, retryBackoff: true })
  }
  let worker: PgBoss | null = null
  return {
    enqueue: async (tx, name, data = {}) => {
      await boss.send(name, data, { db: fromKysely(tx) })
    },
    work: async (services) => {
      worker = new PgBoss({
        backend: database.engine === 'embedded' ? 'pglite' : 'postgres',
        // Nobody waits for a look at the queue, nor for its own housekeeping.
        db: { executeSql: (text, values) => database.queryPatiently(text, values) },
        schedule: definitions.some(({ cron }) => cron !== undefined),
      })
      worker.on('error', (error) => log.error('job queue', error))
      await worker.start()
      for (const { name, cron, handler } of definitions) {
        if (cron) await worker.schedule(name, cron)
        const pollingIntervalSeconds = cron ? timedLook : askedLook
        await worker.work<Record<string, unknown>>(name, { pollingIntervalSeconds }, async (jobs) => {
          for (const { data } of jobs) await handler(services, data ?? {})
        })
      }
    },
    stop: async () => {
      await worker?.stop({ graceful: true, close: false })
      await boss.stop({ graceful: false, close: false })
    },
  }
}
