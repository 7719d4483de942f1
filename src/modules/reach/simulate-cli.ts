import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../platform/config.ts'
import { openEmbedded, openPostgres } from '../../platform/db/database.ts'
import { appliedMigrations } from '../../platform/db/migrate.ts'
import { loadExamples, loadPreset } from '../../platform/first-load.ts'
import { closeServices, openServices } from '../../platform/open-services.ts'
import type { OfflineCommand } from '../../platform/run-cli.ts'
import { stagesOf } from '../elections/index.ts'
import { outcomes } from './counters.ts'
import type { SimulationReport } from './season-report.ts'
import { simulateSeason } from './simulate-season.ts'

const electionId = 'general-2019'
const usual = { people: 200_000_000, oneIn: 4_000, seed: 'season' }

/**
 * `jangkau reach simulate`: in a database of its own, made for the run and thrown away, or in an empty PostgreSQL. The
 * installation's own is not touched, so it may run beside it.
 */
export const simulateCommand: OfflineCommand = {
  name: 'reach simulate',
  summary: 'Drive a season of a whole country through the counting and compare it with a recount',
  options: [
    ['--people <number>', `People who come in the season (${usual.people})`],
    ['--one-in <number>', `Simulate one in so many of them (${usual.oneIn})`],
    ['--seed <text>', `The same seed makes the same season (${usual.seed})`],
    ['--database <url>', 'An empty PostgreSQL to do it in, instead of an embedded database for this run'],
    ['--json', 'Answer as JSON'],
  ],
  run: async ({ program, environment, options, out, err }) => {
    const people = countOf(options.people, usual.people)
    const oneIn = countOf(options.oneIn, usual.oneIn)
    if (people === null || oneIn === null || people / oneIn < 100) {
      err('--people and --one-in are whole numbers, and at least 100 people have to remain.')
      return 2
    }
    const folder = mkdtempSync(join(tmpdir(), 'jangkau-simulation-'))
    const url = typeof options.database === 'string' ? options.database : null
    const database = url === null ? await openEmbedded(join(folder, 'db')) : await openPostgres(url)
    try {
      if ((await appliedMigrations(database.db)).length > 0) {
        err('This database holds data already. A simulation wants an empty one, for itself alone.')
        await database.close()
        return 1
      }
      const config = {
        ...readConfig(environment),
        databaseUrl: url,
        dataDir: folder,
        secret: 'of a simulation only, and long',
      }
      const services = await openServices(config, database, {
        migrations: program.migrations,
        jobs: [],
        progress: err,
      })
      try {
        await loadPreset(services, program.modules, program.preset, err)
        // Links come from the examples of the rooms before this one; its own hits are what is simulated.
        const before = program.modules.slice(
          0,
          program.modules.findIndex(({ name }) => name === 'reach'),
        )
        await loadExamples(services, before, err)
        await database.query('analyze')
        const season = (await stagesOf(services.db, electionId)).find(({ kind }) => kind === 'volunteers')
        if (!season) throw new Error(`The preset has no season of volunteers in ${electionId}.`)
        const report = await simulateSeason(services, {
          electionId,
          span: season,
          people,
          oneIn,
          seed: typeof options.seed === 'string' ? options.seed : usual.seed,
          progress: err,
        })
        out(options.json ? JSON.stringify(report) : inWords(report, oneIn))
        return isExact(report) ? 0 : 1
      } finally {
        await closeServices(services)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

function countOf(typed: string | boolean | undefined, otherwise: number): number | null {
  if (typed === undefined) return otherwise
  return typeof typed === 'string' && /^[1-9]\d{0,10}$/.test(typed) ? Number(typed) : null
}

const isExact = ({ counted, recounted }: SimulationReport) =>
  outcomes.every((outcome) => counted[outcome] === recounted[outcome])

const whole = (value: number) => Math.round(value).toLocaleString('en')
const share = (value: number) => `${(value * 100).toFixed(2)} %`
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

/** The report as lines for a terminal. */
function inWords(report: SimulationReport, oneIn: number): string {
  const { nation, errors, storage, full } = report
  const hits = report.counted.view + report.counted.click + report.counted.scan + report.counted.share
  const bytes = storage.reduce((sum, table) => sum + table.bytes, 0)
  return [
    `One in ${whole(oneIn)}: ${whole(report.people)} people, ${whole(report.requests)} requests on ${whole(report.links)} links`,
    `  in ${report.seconds.toFixed(0)} s, ${report.foldingSeconds.toFixed(0)} s of them folding`,
    `Counted ${isExact(report) ? 'exactly as recounted' : 'OTHERWISE THAN RECOUNTED'}:`,
    ...outcomes.map(
      (outcome) =>
        `  ${outcome.padEnd(9)} ${whole(report.counted[outcome])} / ${whole(report.recounted[outcome])}`,
    ),
    `Different visitors of the country: ${whole(nation.estimate)} estimated, ${whole(nation.visitors)} recounted (${share((nation.estimate - nation.visitors) / nation.visitors)})`,
    `  behind them ${whole(nation.people)} people: ${share(1 - nation.visitors / nation.people)} share address and browser with another`,
    ...Object.entries(errors).map(
      ([level, error]) =>
        `  error over ${error.scopes} ${level}: median ${share(error.median)}, 95 % under ${share(error.p95)}, largest ${share(error.largest)}`,
    ),
    `Storage: ${megabytes(bytes)}, ${megabytes((bytes / hits) * 1e6)} a million hits at this rate`,
    ...storage.map(
      (table) => `  ${table.table.padEnd(16)} ${whole(table.rows)} rows, ${megabytes(table.bytes)}`,
    ),
    `At full rate: ${whole(full.requests)} requests, ${whole(full.busiestHourPerSecond)} a second in the busiest hour`,
    `  at most ${whole(full.cellsAtMost)} cells of ${whole(full.cellBytesAtMost / full.cellsAtMost)} bytes, ${(full.cellBytesAtMost / 1e9).toFixed(1)} GB`,
  ].join('\n')
}
