import { type Few, fewOf } from './few.ts'
import { isSmall } from './held-back.ts'
import { HitGuard } from './hit-guard.ts'
import { type HitDimension, Names } from './hit-names.ts'
import type { HitSource } from './hit-places.ts'
import { type InSteps, step } from './in-steps.ts'
import type { CellName, LatticeCell } from './lattice.ts'
import { LeafHits } from './leaf-hits.ts'
import { dayPeriod, season } from './periods.ts'
import { all } from './rollups.ts'
import { ToldHits } from './told-hits.ts'
import { holdKinds } from './told-kinds.ts'

/** Which figures of hits are told. */
export interface HitsJudgement {
  /** Whether there is a figure of hits of a cell at all. */
  isOf(name: CellName): boolean
  /** Whether all hits of a cell together are told. */
  isTold(name: CellName): boolean
  /** Whether hits of a whole unit are told by their kind. */
  areKindsTold(workUnitId: string): boolean
}

/**
 * Decides which figures of hits are told: of a unit's season by base and by channel, of its weeks and days as a whole. Hits add up, so that each is an equation; besides, a set has at least as many hits as people, and none where it
 * has nobody.
 *
 * Every set of few people, told or not, is given a way to have had `minCell` hits more: hits of others turn to it, and
 * back elsewhere, so that each figure that is told stays the same and no place falls under its people; what changes is
 * held back. So nobody can bound its hits, nor by them its people, under the threshold. Where few ways are left nothing
 * but wholes is told.
 *
 * @param cells of which the people have been judged (`holdBack`)
 * Source: the hypercube method (Repsilber 1994; Giessing, Survey on methods for tabular data protection in Argus, 2004),
 * with places of the least hits in place of cells of the table.
 */
export function* judgeHitsInSteps(
  cells: readonly LatticeCell[],
  { places, hours }: HitSource,
  minCell: number,
): InSteps<HitsJudgement> {
  const names = new Names(places)
  const leaves: LeafHits[] = []
  yield* step([...Map.groupBy(places, ({ workUnitId }) => workUnitId)], ([unit, own]) => {
    leaves.push(new LeafHits(unit, own, names, minCell))
  })
  const byUnit = new Map(leaves.map((leaf) => [leaf.unit, leaf]))
  for (const { workUnitId, day, spare } of hours) {
    const at = names.at('day', dayPeriod(day))
    if (at !== undefined) byUnit.get(workUnitId)?.knowHours(at, spare)
  }
  // The hours of a unit's own part are not kept by themselves.
  for (const leaf of leaves) if (leaf.unit.endsWith('@')) leaf.ofDay.fill(0)
  const told = new ToldHits(leaves, names)
  yield* step(cells, (cell) => {
    const own = columnOf(cell, told)
    if (own !== undefined && !cell.members.delivered.isHeld) told.tell(cell.workUnitId, own)
  })
  for (const { chain } of leaves) {
    for (const unit of chain) if (!told.isWholeTold(unit)) told.close(unit)
  }
  const guard = new HitGuard(leaves, told, minCell)
  const few: Few[] = []
  yield* step(cells, (cell) => {
    const { isHeld, least } = cell.members.delivered
    if (!isHeld || least === 0) return
    const set = fewOf(cell, names)
    if (set && (isSmall(least, minCell) || !guard.canSpare(set))) few.push(set)
  })
  for (const { workUnitId, day, spare, spareOfSmall } of hours) {
    const at = names.at('day', dayPeriod(day))
    if (at === undefined || spareOfSmall === null || spare - spareOfSmall >= minCell) continue
    few.push({ unit: workUnitId, days: [at] })
  }
  yield* step(few.toSorted(inOrder), (one) => guard.protect(one))
  const areKindsTold = yield* holdKinds(cells, leaves, told, minCell)
  return {
    isOf: hasHits,
    isTold(cell) {
      const own = columnOf(cell, told)
      return own !== undefined && told.isTold(cell.workUnitId, own)
    },
    areKindsTold,
  }
}

/** Whole seasons first, units from the top: they have the fewest ways. */
const inOrder = (a: Few, b: Few) =>
  (b.days?.length ?? 1_000) - (a.days?.length ?? 1_000) || a.unit.split('.').length - b.unit.split('.').length

/** Whether hits are told of cells like this: of all of a unit by base, by channel or by time. */
export const hasHits = ({ period, base, channel }: CellName) =>
  Number(period !== season) + Number(base !== all) + Number(channel !== all) < 2 && !period.startsWith('hour')

/** The figure of hits that a cell has; undefined for those of two of base, channel and time, and for hours. */
function columnOf({ period, base, channel }: CellName, told: ToldHits): number | undefined {
  if (period !== season) {
    if (base !== all || channel !== all) return undefined
    return column(told, 'week', period) ?? column(told, 'day', period)
  }
  if (channel === all) return base === all ? told.whole : column(told, 'base', base)
  return base === all ? column(told, 'channel', channel) : undefined
}

function column(told: ToldHits, kind: HitDimension | 'week', name: string): number | undefined {
  const at = told.names.at(kind, name)
  return at === undefined ? undefined : told.column(kind, at)
}
