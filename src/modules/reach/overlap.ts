import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'
import type { PeopleFigure } from './figures.ts'
import { isSmall } from './held-back.ts'
import { Sketch } from './hll.ts'
import { figureOf } from './people-figure.ts'
import { season } from './periods.ts'
import { reachMatrix } from './reach-matrix.ts'
import { all } from './rollups.ts'

export interface Overlap {
  first: PeopleFigure
  second: PeopleFigure
  either: PeopleFigure
  /** Reached by both. Null where it is held back or either is not known. */
  both: number | null
  isHeld: boolean
  /** Bases of the unit that are held back and with them every overlap; none where people in both or one only are few. */
  heldBases: readonly string[]
  /** Two standard deviations of `both`, in people: 19 of 20 estimates lie within them. */
  margin: number
  /** The margin is as large as the figure: nobody can say whether anybody was reached by both. */
  isUnclear: boolean
}

const unknown: PeopleFigure = { people: null, suppressed: true, relativeError: 0 }

/**
 * How many people of a unit were delivered to by both of two bases over the season: those of the first and those of
 * the second less those of their merged sketches (inclusion and exclusion). Each of the three has an error of its own,
 * which add up as squares, so that a small overlap of two large bases drowns in them.
 *
 * It adds a figure to those that were judged together (ADR 607). It is therefore told only where no base of the unit is
 * held back, and where those in both and those in one only are nobody or enough people.
 */
export async function reachOverlap(
  services: Pick<Services, 'db' | 'database' | 'config' | 'clock'>,
  { scope, electionId, bases }: { scope: string; electionId: string; bases: readonly [string, string] },
): Promise<Overlap> {
  const { cells } = await reachMatrix(services, { scope, electionId, rows: 'base' })
  const figures = bases.map((base) => cells.find(({ row }) => row === base)?.delivered ?? figureOf(0))
  const [first = unknown, second = unknown] = figures
  const heldBases = cells.filter(({ delivered }) => delivered.suppressed).map(({ row }) => row)
  const held = {
    first,
    second,
    either: unknown,
    both: null,
    isHeld: true,
    heldBases,
    margin: 0,
    isUnclear: false,
  }
  if (heldBases.length > 0) return held
  const sketches = await sketchesOf(services.db, { scope, electionId, bases })
  const merged = new Sketch()
  for (const sketch of sketches) merged.merge(sketch)
  const [one = 0, other = 0] = sketches.map((sketch) => sketch.people())
  const both = Math.max(0, one + other - merged.people())
  const { minCell } = services.config
  if ([both, one - both, other - both].some((people) => isSmall(people, minCell))) return held
  const deviation = Math.hypot(
    ...[...sketches, merged].map((sketch) => sketch.people() * sketch.relativeError()),
  )
  return {
    first,
    second,
    either: figureOf(merged.people()),
    both: Math.round(both),
    isHeld: false,
    heldBases,
    margin: Math.round(2 * deviation),
    isUnclear: deviation > 0 && 2 * deviation >= both,
  }
}

async function sketchesOf(
  db: Services['db'],
  { scope, electionId, bases }: { scope: string; electionId: string; bases: readonly string[] },
): Promise<Sketch[]> {
  const rows = await db
    .selectFrom('reach_rollup')
    .select(['base', sql<string>`encode(delivered, 'base64')`.as('sketch')])
    .where('work_unit_id', '=', scope)
    .where('election_id', '=', electionId)
    .where('period', '=', season)
    .where('channel', '=', all)
    .where('publication', '=', all)
    .where('base', 'in', [...bases])
    .execute()
  return bases.map((base) => {
    const row = rows.find((one) => one.base === base)
    return row ? Sketch.from(Buffer.from(row.sketch, 'base64')) : new Sketch()
  })
}
