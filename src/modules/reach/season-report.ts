import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { countsOf } from './counted-store.ts'
import { type Outcome, outcomes } from './counters.ts'
import type { SeasonRecount } from './season-recount.ts'
import type { SimulationWishes } from './season-schedule.ts'

/** How far estimates lie from the exact number of different visitors, over some scopes. */
export interface ErrorFigure {
  scopes: number
  /** Median and 95th percentile of the absolute relative error. */
  median: number
  p95: number
  largest: number
}

export interface SimulationReport {
  people: number
  links: number
  requests: number
  /** Seconds of the whole run and of folding alone. */
  seconds: number
  foldingSeconds: number
  /** Counted in the database and recounted by the simulation, by outcome. */
  counted: Record<Outcome, number>
  recounted: Record<Outcome, number>
  nation: {
    /** Different people that were simulated, different visitors (network and browser) among them, and the estimate. */
    people: number
    visitors: number
    estimate: number
  }
  errors: { provinces: ErrorFigure; districts: ErrorFigure; bases: ErrorFigure }
  storage: { table: string; rows: number; bytes: number }[]
  /** What the same season would be at full rate. */
  full: { requests: number; busiestHourPerSecond: number; cellsAtMost: number; cellBytesAtMost: number }
}

/** What the database says, beside the recount. */
export async function figuresOf(
  { db, database }: Services,
  { electionId }: SimulationWishes,
  recount: SeasonRecount,
): Promise<Pick<SimulationReport, 'people' | 'counted' | 'recounted' | 'nation' | 'errors' | 'storage'>> {
  const { rows } = await sql<{ scope: string; base: string; people: number; counts: string }>`
    select work_unit_id as scope, base, delivered_people as people, ${countsOf('r')} as counts
    from reach_rollup r where election_id = ${electionId} and period = 'season' and channel = '*' and publication = '*'`.execute(
    db,
  )
  const tree = await unitTree({ db, database })
  const root = tree.root.id
  const nation = rows.find(({ scope, base }) => scope === root && base === '*')
  const numbers = nation?.counts.split(',').map(Number) ?? []
  const errorOf = (name: string, people: number) => {
    const exact = recount.visitors.get(name)?.size ?? 0
    return exact === 0 ? 0 : Math.abs(people - exact) / exact
  }
  const errorsAt = (depth: number) =>
    errorFigure(
      rows
        .filter(({ scope, base }) => base === '*' && scope.split('.').length === depth)
        .map(({ scope, people }) => errorOf(scope, people)),
    )
  const tables = await sql<{ table: string; bytes: number; rows: number }>`
    select t as table, pg_total_relation_size(t::regclass)::float8 as bytes,
      (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || t, false, true, '')))[1]::text::float8 as rows
    from unnest(array['reach_cell', 'reach_link', 'reach_rollup', 'reach_beacon_key']) as t`.execute(db)
  return {
    people: recount.people.size,
    counted: Object.fromEntries(outcomes.map((outcome, at) => [outcome, numbers[at] ?? 0])) as Record<
      Outcome,
      number
    >,
    recounted: recount.counts,
    nation: {
      people: recount.people.size,
      visitors: recount.visitors.get(root)?.size ?? 0,
      estimate: nation?.people ?? 0,
    },
    errors: {
      provinces: errorsAt(2),
      districts: errorsAt(3),
      bases: errorFigure(
        rows
          .filter(({ scope, base }) => scope === root && base !== '*')
          .map(({ base, people }) => errorOf(`base ${base}`, people)),
      ),
    },
    storage: tables.rows,
  }
}

function errorFigure(errors: readonly number[]): ErrorFigure {
  const sorted = [...errors].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { scopes: sorted.length, median: at(0.5), p95: at(0.95), largest: sorted.at(-1) ?? 0 }
}

/** The size of a sketch of so many visitors, in bytes: hashes, filled registers of 19 bits, or all of 5. */
function sketchBytes(visitors: number): number {
  if (visitors <= 128) return 3 + 8 * visitors
  const filled = 16_384 * (1 - Math.exp(-visitors / 16_384))
  return 3 + Math.min(10_240, (filled * 19) / 8)
}

/** What the same season would be with everybody in it. `links`: how many there are; `busiest`: requests of the busiest hour simulated. */
export function fullRate(
  recount: SeasonRecount,
  { oneIn, span }: SimulationWishes,
  links: number,
  busiest: number,
): SimulationReport['full'] {
  const days = Math.round((Date.parse(span.until) - Date.parse(span.from)) / 86_400_000) + 1
  const { view, click, scan } = recount.counts
  const cellsAtMost = links * days
  // Visitors spread evenly over links and days fill the most bytes.
  const viewed = (view * oneIn) / cellsAtMost
  const engaged = ((click + scan) * oneIn) / cellsAtMost
  return {
    requests: recount.requests * oneIn,
    busiestHourPerSecond: (busiest * oneIn) / 3_600,
    cellsAtMost,
    cellBytesAtMost: cellsAtMost * (200 + sketchBytes(viewed + engaged) + sketchBytes(engaged)),
  }
}
