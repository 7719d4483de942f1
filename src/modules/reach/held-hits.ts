import { type Few, fewOf } from './few.ts'
import { isSmall } from './held-back.ts'
import { HitGuard } from './hit-guard.ts'
import { Names } from './hit-names.ts'
import type { HitSource } from './hit-places.ts'
import { type InSteps, step } from './in-steps.ts'
import { type CellName, isOwnPart, type LatticeCell } from './lattice.ts'
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
 * Decides which figures of hits are told: of a unit's season by base and by channel, of its weeks and days as a whole; in
 * units with others under them whole tables by two or three of these. Hits add up, so that each is an equation; besides,
 * a set has at least as many hits as people, and none where it has nobody.
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
    leaves.push(new LeafHits(names.at('unit', unit) as number, own, names, minCell))
  })
  const byUnit = new Map(leaves.map((leaf) => [leaf.unit, leaf]))
  for (const { workUnitId, day, spare, spareViews } of hours) {
    const [unit, at] = [names.at('unit', workUnitId), names.at('day', dayPeriod(day))]
    if (unit !== undefined && at !== undefined) byUnit.get(unit)?.knowHours(at, spare, spareViews)
  }
  // The hours of a unit's own part are not kept by themselves.
  for (const leaf of leaves) if (isOwnPart(names.unit[leaf.unit] as string)) leaf.forgetDays()
  const told = new ToldHits(leaves, names, cells)
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
  for (const { workUnitId, day, spare, spareViews, small } of hours) {
    const [unit, at] = [names.at('unit', workUnitId), names.at('day', dayPeriod(day))]
    if (unit === undefined || at === undefined || small === null) continue
    if ((small.isEngaged ? spare : spareViews) - small.spare < minCell) few.push({ unit, days: [at] })
  }
  const depths = names.unit.map((unit) => unit.split('.').length)
  few.sort(inOrder(depths))
  yield* step(few, (one) => guard.protect(one))
  told.tellTables()
  yield* step(few, (one) => guard.protectFromTables(one))
  const above = new Set(names.above)
  const areKindsTold = yield* holdKinds(cells, leaves, told, minCell)
  return {
    isOf(cell) {
      const unit = names.at('unit', cell.workUnitId)
      return hasHits(cell, unit !== undefined && above.has(unit))
    },
    isTold(cell) {
      const unit = names.at('unit', cell.workUnitId)
      if (unit === undefined) return false
      const own = told.columnOf(cell)
      return own === undefined ? told.tables.isTold(unit, cell) : told.isTold(unit, own)
    },
    areKindsTold,
  }
}

/** Whole seasons first, units from the top: they have the fewest ways. */
const inOrder = (depths: readonly number[]) => (a: Few, b: Few) =>
  (b.days?.length ?? 1_000) - (a.days?.length ?? 1_000) ||
  (depths[a.unit] as number) - (depths[b.unit] as number)

/**
 * Whether there is a figure of hits of cells like this: of all of a unit by base, by channel or by time; in units with
 * others under them also by two or three of these. None by hour or publication.
 */
export const hasHits = ({ period, base, channel, publication }: CellName, isAboveOthers: boolean) =>
  publication === all &&
  !period.startsWith('hour') &&
  (isAboveOthers || Number(period !== season) + Number(base !== all) + Number(channel !== all) < 2)
