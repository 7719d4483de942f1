// The reach matrix over a season of many hits: base x region x channel with different people, and the same from the
// nation down to one district. The hits go through the program's own sketches, rollups and writing (`rollUp`,
// `addTallies`, `writeTallies`); what is left out is the journal before them, because a million requests a second are
// not to be had here. Exact numbers of people are counted beside, with a bit for each person.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { modules, program } from '../src/app.ts'
import { judgeFigures, loadMeasuredSeason, reachMatrix } from '../src/modules/reach/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { loadPreset } from '../src/platform/first-load.ts'
import { closeServices, openDatabase, openServices } from '../src/platform/open-services.ts'
import { presetVersion } from '../src/platform/preset.ts'
import type { Services } from '../src/platform/services.ts'
import { type Benchmark, median, percentile } from './support/figure.ts'
import { newPlace } from './support/hit-servers.ts'

const electionId = 'general-2019'
const channels = ['whatsapp', 'facebook', 'instagram', 'telegram', 'paper']

async function measure(services: Services, report: Parameters<Benchmark>[0], name: string, hits: number) {
  const exact = await loadMeasuredSeason(services, { electionId, hits })
  const { rows } = await services.database.query(
    `select sum(pg_total_relation_size(c.oid))::float8 as bytes from pg_class c
     where relkind = 'r' and relname in ('reach_cell', 'reach_link', 'reach_rollup', 'reach_held')`,
  )
  const megabytes = Number((rows[0] as { bytes: number }).bytes) / 1e6
  const stalls = monitorEventLoopDelay({ resolution: 5 })
  stalls.enable()
  const began = performance.now()
  await judgeFigures(services, electionId)
  const judged = performance.now() - began
  stalls.disable()
  const times: number[] = []
  let within = 0
  let compared = 0
  let held = 0
  for (let round = 0; round < 12; round += 1) {
    for (const channel of channels) {
      const start = performance.now()
      const matrix = await reachMatrix(services, {
        scope: 'id',
        electionId,
        rows: 'region',
        columns: 'base',
        channel,
      })
      times.push(performance.now() - start)
      if (round > 0) continue
      for (const { row, column, delivered } of matrix.cells) {
        const truth = column === null ? undefined : exact.get(`${row} ${column} ${channel}`)
        if (truth === undefined) continue
        if (delivered.people === null) {
          held += 1
          continue
        }
        compared += 1
        if (Math.abs(delivered.people - truth) <= 0.02 * truth) within += 1
      }
    }
  }
  const warm = times.slice(channels.length)
  const million = hits / 1e6
  const about = `${hits.toLocaleString('en')} hits, ${compared} cells told, ${held} held back`
  report({
    name: `${name}-p95`,
    value: percentile(warm, 0.95),
    unit: 'ms',
    note: `national regions x bases of one channel with totals; median ${median(warm).toFixed(1)} ms of ${warm.length}; ${about}`,
  })
  report({
    name: `${name}-within-2-percent`,
    value: within / compared,
    unit: 'share',
    note: `of an exact recount; ${about}`,
  })
  report({
    name: `${name}-storage`,
    value: megabytes / million,
    unit: 'MB a million hits',
    note: `${megabytes.toFixed(0)} MB of cells, links and rollups with indexes`,
  })
  report({
    name: `${name}-judgement`,
    value: judged,
    unit: 'ms',
    note: 'deciding over all cells what is held back, in a process of its own; once a minute at most',
  })
  report({
    name: `${name}-judgement-stall`,
    value: stalls.max / 1e6,
    unit: 'ms',
    note: `the longest that requests waited for the program meanwhile; 99 of 100 looks ${(stalls.percentile(99) / 1e6).toFixed(0)} ms; load of the machine ${loadavg()
      .map((load) => load.toFixed(0))
      .join(', ')}`,
  })
}

/** Millions of hits; `REACH_MATRIX=1,10,100` for others. */
const sizes = (process.env.REACH_MATRIX ?? '1,10').split(',').map((text) => Number(text) * 1e6)
const engines = (process.env.REACH_MATRIX_ENGINES ?? 'embedded,postgres').split(',') as (
  | 'embedded'
  | 'postgres'
)[]

const benchReachMatrix: Benchmark = async (report) => {
  for (const engine of engines) {
    for (const hits of sizes) {
      const place = await newPlace(engine)
      const folder = mkdtempSync(join(tmpdir(), 'jangkau-bench-matrix-'))
      try {
        const config = {
          ...readConfig({
            ...process.env,
            DATA_DIR: folder,
            ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
          }),
          secret: 'a secret for benchmarks only, long enough to be one',
        }
        const database = await openDatabase(config)
        const services = await openServices(config, database, {
          migrations: program.migrations,
          jobs: [],
          progress: () => {},
        })
        await loadPreset(services, modules, presetVersion(), () => {})
        await measure(services, report, `reach-matrix-${engine}-${hits / 1e6}m`, hits)
        await closeServices(services)
      } finally {
        await place.remove()
        rmSync(folder, { recursive: true, force: true })
      }
    }
  }
}

export default benchReachMatrix
