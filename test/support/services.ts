import { clockAt } from '../../src/platform/clock.ts'
import { loadPreset } from '../../src/platform/first-load.ts'
import { addMessages } from '../../src/platform/i18n/catalogue.ts'
import { openJobs } from '../../src/platform/jobs.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import type { Module } from '../../src/platform/module.ts'
import { presetVersion } from '../../src/platform/preset.ts'
import type { Services } from '../../src/platform/services.ts'
import { testDatabase } from './database.ts'

export interface TestServices extends Services {
  close(): Promise<void>
}

/**
 * Services on a migrated database of their own, at a time that stands still; `close` them at the end.
 * `modules`: whose messages and jobs are known, and with `preset` whose preset is loaded.
 */
export async function testServices(
  options: { now?: string; modules?: readonly Module[]; preset?: boolean; minCell?: number } = {},
): Promise<TestServices> {
  const { now = '2019-03-01T03:00:00Z', modules = [], preset = false, minCell = 20 } = options
  const database = await testDatabase()
  for (const module of modules) addMessages(module.messages)
  const jobs = await openJobs(
    database,
    modules.flatMap((module) => module.jobs ?? []),
    silentLog,
  )
  const services: Services = {
    config: {
      port: 3000,
      host: '127.0.0.1',
      dataDir: '/nonexistent',
      databaseUrl: database.engine === 'embedded' ? null : (process.env.TEST_DATABASE_URL ?? null),
      publicUrl: 'http://localhost:3000',
      examples: false,
      role: 'all',
      secret: 'a secret for tests only, long enough to be one',
      minCell,
      trustProxy: true,
      tls: null,
      relay: null,
      floodPerMinute: 300,
      networksFile: null,
    },
    database,
    db: database.db,
    clock: clockAt(now),
    log: silentLog,
    metrics: createMetrics(),
    jobs,
  }
  if (preset) await loadPreset(services, modules, presetVersion(), () => {})
  return {
    ...services,
    close: async () => {
      await jobs.stop()
      await database.close()
    },
  }
}
