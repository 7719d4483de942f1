import type { RequestListener } from 'node:http'
import { ConfigProblem, readConfig } from './config.ts'
import { openControl } from './control.ts'
import type { Migrations } from './db/migrate.ts'
import { loadExamples, loadPreset, type PresetVersion } from './first-load.ts'
import { housekeeping } from './housekeeping.ts'
import { type DoorServer, listen } from './http/serve.ts'
import type { JobDefinition } from './jobs.ts'
import { FolderTaken, lockFolder } from './lock.ts'
import type { CliCommand, Module, RawHandler } from './module.ts'
import { openDatabase, openServices } from './open-services.ts'
import { runCommand } from './run-command.ts'
import { type OpenRelay, startRelay } from './run-relay.ts'
import { readSecret } from './secret.ts'
import type { Services } from './services.ts'

/** The jobs of every module and the program's own. */
export const jobsOf = (modules: readonly Module[]): JobDefinition[] => [
  housekeeping,
  ...modules.flatMap((module) => module.jobs ?? []),
]

/** What the composition root gives to be served. */
export interface Program {
  modules: readonly Module[]
  migrations: Migrations
  preset: PresetVersion
  commands: readonly CliCommand[]
  createApp(services: Services): { raw: readonly RawHandler[]; rest: RequestListener }
  /** What stands in for the server where there is no line (`ROLE=relay`). */
  openRelay: OpenRelay
  /** Said once the program serves, for example the first sign-in links. */
  greeting(services: Services): Promise<readonly string[]>
}

const progress = (text: string) => process.stderr.write(`${text}\n`)

type Stop = () => Promise<void> | void

/**
 * Serves until a signal; refuses to start with one clear sentence. The program is loaded while the database opens in
 * its own thread: together they take a second that way, and two one after the other.
 */
export async function runServer(load: () => Promise<Program>, environment: NodeJS.ProcessEnv): Promise<void> {
  // Ended last first: the door, what runs beside requests, the database, the lock.
  const stops: Stop[] = []
  const stopAll = async () => {
    for (const stop of stops.reverse()) await stop()
    stops.length = 0
  }
  try {
    await start(load, environment, stops)
  } catch (error) {
    await stopAll().catch(() => {})
    progress(sentenceOf(error))
    process.exit(1)
  }
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      progress('Stopping: finishing what was asked ...')
      void stopAll().then(
        () => process.exit(0),
        (error) => {
          progress(sentenceOf(error))
          process.exit(1)
        },
      )
    })
  }
}

async function start(load: () => Promise<Program>, environment: NodeJS.ProcessEnv, stops: Stop[]) {
  const read = readConfig(environment)
  stops.push(lockFolder(read.dataDir))
  if (read.relay) return startRelay(load, { ...read, relay: read.relay }, stops, progress)
  const config = { ...read, secret: readSecret(read.dataDir, environment.SECRET) }
  const door: DoorServer | null =
    config.role === 'worker' ? null : await listen(config.port, config.host, config.tls)
  if (door && config.port === 0 && !environment.PUBLIC_URL) config.publicUrl = `http://localhost:${door.port}`
  const opening = openDatabase(config)
  stops.push(() => opening.then((database) => database.close()))
  const [database, program] = await Promise.all([opening, load()])
  const jobs = jobsOf(program.modules)
  const services = await openServices(config, database, { migrations: program.migrations, jobs, progress })
  stops.push(() => services.jobs.stop())
  const hasPreset = await loadPreset(services, program.modules, program.preset, progress)
  const hasExamples = config.examples && (await loadExamples(services, program.modules, progress))
  // The planner must not wait for somebody to count what has just come in; the embedded database never does.
  if (hasPreset || hasExamples) await services.database.query('analyze')
  for (const module of program.modules) {
    const stop = await module.start?.(services)
    if (stop) stops.push(stop)
  }
  if (config.role !== 'web') await services.jobs.work(services)
  if (config.databaseUrl === null) {
    stops.push(
      await openControl(config.dataDir, (request, send) =>
        runCommand(services, program.commands, request, send),
      ),
    )
  }
  if (door) {
    const { raw, rest } = program.createApp(services)
    door.open({ raw, rest, isHealthy: () => answers(services) })
    stops.push(() => door.close())
  }
  for (const line of await program.greeting(services)) progress(line)
  const seconds = (performance.now() / 1000).toFixed(1)
  progress(
    door
      ? `Jangkau serves on ${config.publicUrl} (ready in ${seconds} s)`
      : `Jangkau works (ready in ${seconds} s)`,
  )
}

const answers = (services: Services) =>
  services.database.query('select 1').then(
    () => true,
    () => false,
  )

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigProblem || error instanceof FolderTaken) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return 'The port is taken: stop what uses it, or start with another PORT.'
  if (code === 'EACCES') return 'This port or folder may not be used by this account.'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
