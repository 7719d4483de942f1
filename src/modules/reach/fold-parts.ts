import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { cells, links, rollups, withStanding, writing } from './counted-store.ts'
import { type FoldingState, turnQuery } from './journal-store.ts'
import { scopesAbove } from './periods.ts'
import { type CellKey, type Counted, linksOf, type RollupKey, rollUp } from './rollups.ts'

/** A part of a batch: rows that are written together or not at all. */
export interface Part {
  /** Says what it is, the same whenever the batch is read again: `id.33 week:2019-03-04`. */
  name: string
  cells: readonly Counted<CellKey>[]
  rollups: readonly Counted<RollupKey>[]
  /** About how long it takes, in rows of a district. */
  weight: number
}

/** What one transaction takes in at most: some ten milliseconds, so that hits never wait long behind it. */
const weightAtOnce = 30

/** The parts of a batch: each unit's cells with their links; each scope's rollups, a period and base at a time. */
export async function partsOf(batch: readonly Counted<CellKey>[]): Promise<Part[]> {
  const byScope = new Map<string, Counted<CellKey>[]>()
  for (const cell of batch) {
    for (const scope of scopesAbove(cell.key.workUnitId)) {
      const under = byScope.get(scope)
      if (under) under.push(cell)
      else byScope.set(scope, [cell])
    }
  }
  const parts: Part[] = [...Map.groupBy(batch, ({ key }) => key.workUnitId)].map(([unit, own]) => ({
    name: unit,
    cells: own,
    rollups: [],
    weight: own.length * 2,
  }))
  for (const [scope, under] of byScope) {
    const rows = Map.groupBy(rollUp(scope, under), ({ key }) => `${scope} ${key.period} ${key.base}`)
    for (const [name, own] of rows) {
      parts.push({ name, cells: [], rollups: own, weight: own.length * heaviness(scope) })
    }
    await breathe()
  }
  return parts
}

/** Lets requests that have come in go first. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Sketches of a country or province are full, ten kilobytes each; those of a district mostly small. */
const heaviness = (scope: string) => [6, 3][scope.split('.').length - 1] ?? 1

/** Parts in their order, as many together as one transaction may take. */
export function bundled(parts: readonly Part[]): Part[][] {
  const bundles: Part[][] = []
  let weight = Number.POSITIVE_INFINITY
  for (const part of parts) {
    if (weight + part.weight > weightAtOnce) {
      bundles.push([])
      weight = 0
    }
    bundles.at(-1)?.push(part)
    weight += part.weight
  }
  return bundles
}

/**
 * Adds what the parts hold and notes them as done, in one statement that does nothing when somebody else has gone on
 * with the batch; false then. What stands is read before, without a lock: only who has the turn may change it.
 */
export async function applyParts(db: Db, state: FoldingState, parts: readonly Part[]): Promise<boolean> {
  const own = parts.flatMap((part) => part.cells)
  const above = parts.flatMap((part) => part.rollups)
  const writes = [
    writing(cells, await withStanding(db, cells, own), 'cell_sketches', 'turn'),
    writing(links, await withStanding(db, links, linksOf(own)), 'link_sketches', 'turn'),
    writing(rollups, await withStanding(db, rollups, above), 'rollup_sketches', 'turn'),
  ].filter((_, at) => (at < 2 ? own.length : above.length) > 0)
  const names = parts.map(({ name }) => name)
  const steps = writes.flatMap(({ sketches, insert }, at) => [
    sketches,
    sql`${sql.ref(`write_${at}`)} as (${insert})`,
  ])
  const { rows } = await sql`
    with ${sql.join([sql`turn as (${turnQuery(state, names)})`, ...steps])}
    select id from turn`.execute(db)
  return rows.length > 0
}
