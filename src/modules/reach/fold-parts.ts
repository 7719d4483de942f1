import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { cells, links, rollups, withStanding, writing } from './counted-store.ts'
import { type FoldingState, turnQuery } from './journal-store.ts'
import { scopesAbove } from './periods.ts'
import {
  all,
  type CellKey,
  type Counted,
  linksOf,
  type RollupKey,
  rollUp,
  rollupName,
  Tallies,
} from './rollups.ts'

/** A part of a batch: rows that are written together or not at all. */
export interface Part {
  /** Says what it is, the same whenever the batch is read again: `id.33 week:2019-03-04`. */
  name: string
  cells: readonly Counted<CellKey>[]
  rollups: readonly Counted<RollupKey>[]
  /** About how long it takes, in rows of a district. */
  weight: number
}

/**
 * The parts of a batch, in the order of their names: each unit's cells with their links; each scope's rollups, a period
 * and base or a publication at a time. Each scope's rollups are made from those right under it, so that no step takes long.
 */
export async function partsOf(
  batch: readonly Counted<CellKey>[],
  hours: readonly Counted<RollupKey>[] = [],
): Promise<Part[]> {
  const ownOf = Map.groupBy(batch, ({ key }) => key.workUnitId)
  const parts: Part[] = [...ownOf].map(([name, own]) => ({
    name,
    cells: own,
    rollups: [],
    weight: own.length * 2,
  }))
  const byScope = new Map<string, Tallies<RollupKey>>()
  for (const { key, tally } of hours) {
    const own = byScope.get(key.workUnitId) ?? new Tallies<RollupKey>(rollupName)
    own.add(key, tally)
    byScope.set(key.workUnitId, own)
  }
  const scopes = new Set([...ownOf.keys()].flatMap(scopesAbove))
  // The deepest first: what lies above is made of it.
  for (const scope of [...scopes].sort((a, b) => depthOf(b) - depthOf(a))) {
    const of = byScope.get(scope) ?? new Tallies<RollupKey>(rollupName)
    for (const { key, tally } of rollUp(scope, ownOf.get(scope) ?? [])) of.add(key, tally)
    byScope.delete(scope)
    const above = scopesAbove(scope).at(-2)
    if (above !== undefined) {
      const sum = byScope.get(above) ?? new Tallies<RollupKey>(rollupName)
      for (const { key, tally } of of.values()) sum.add({ ...key, workUnitId: above }, tally)
      byScope.set(above, sum)
    }
    const rows = Map.groupBy(of.values(), ({ key: { period, base, publication } }) =>
      [scope, period, base, ...(publication === all ? [] : [publication])].join(' '),
    )
    for (const [name, own] of rows) {
      parts.push({ name, cells: [], rollups: own, weight: own.length * heaviness(scope) })
    }
    await breathe()
  }
  return parts.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Lets requests that have come in go first. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

const depthOf = (scope: string) => scope.split('.').length

/** Sketches of a country or province are full, ten kilobytes each; those of a district mostly small. */
const heaviness = (scope: string) => [6, 3][depthOf(scope) - 1] ?? 1

/**
 * How much one statement takes in: as much as takes `target` milliseconds on this machine with this load, since on the
 * embedded database's one connection hits wait behind it.
 */
export class Pace {
  #weight: number
  readonly #target: number

  /** @param weight to begin with: low, since a slow machine must not learn it from a long statement */
  constructor(target = 6, weight = 8) {
    this.#target = target
    this.#weight = weight
  }

  get weight(): number {
    return this.#weight
  }

  /** Learns from a statement of this weight that took so many milliseconds. */
  note(weight: number, took: number): void {
    const fitting = (Math.max(1, weight) * this.#target) / Math.max(0.1, took)
    // Half way there, and never more than twice at once: one slow statement is no rule.
    this.#weight = Math.min(200, Math.max(1, Math.min(this.#weight * 2, (this.#weight + fitting) / 2)))
  }
}

/** The parts from `from` on that fit into a weight; always one. */
export function nextParts(parts: readonly Part[], from: number, weightAtMost: number): Part[] {
  let until = from
  for (let weight = 0; until < parts.length; until += 1) {
    weight += parts[until]?.weight ?? 0
    if (until > from && weight > weightAtMost) break
  }
  return parts.slice(from, until)
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
  const steps = writes.flatMap(({ sketches, insert }, at) => [
    sketches,
    sql`${sql.ref(`write_${at}`)} as (${insert})`,
  ])
  const { rows } = await sql`
    with ${sql.join([sql`turn as (${turnQuery(state, parts.at(-1)?.name ?? '')})`, ...steps])}
    select id from turn`.execute(db)
  return rows.length > 0
}
