import { type Few, fewOf } from './few.ts'
import { isSmall } from './held-back.ts'
import { HitGuard } from './hit-guard.ts'
import { PlaceNames } from './hit-names.ts'
import type { DayHours, HitSource } from './hit-places.ts'
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
  source: HitSource,
  minCell: number,
): InSteps<HitsJudgement> {
  const names = new PlaceNames(source.places)
  const leaves = yield* leavesInSteps(source, names, minCell)
  const told = new ToldHits(leaves, names, cells)
  for (const { chain } of leaves) {
    for (const unit of chain) if (!told.isWholeTold(unit)) told.close(unit)
  }
  const guard = new HitGuard(leaves, told, minCell)
  const few = [
    ...(yield* fewOfCells(cells, names, guard, minCell)),
    ...fewOfHours(source.hours, names, minCell),
  ].sort(inOrder(names))
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

/** The hits of each unit without others under it and of each own part, with what is known of their hours. */
function* leavesInSteps(
  { places, hours }: HitSource,
  names: PlaceNames,
  minCell: number,
): InSteps<LeafHits[]> {
  const leaves: LeafHits[] = []
  yield* step([...Map.groupBy(places, ({ workUnitId }) => workUnitId)], ([unit, own]) => {
    leaves.push(new LeafHits(names.at('unit', unit) as number, own, names, minCell))
  })
  const byUnit = new Map(leaves.map((leaf) => [leaf.unit, leaf]))
  for (const day of hours) {
    const at = numbersOf(day, names)
    if (at) byUnit.get(at.unit)?.knowHours(at.day, day.spare, day.spareViews)
  }
  // The hours of a unit's own part are not kept by themselves.
  for (const leaf of leaves) if (isOwnPart(names.unit[leaf.unit] as string)) leaf.forgetDays()
  return leaves
}

/** The few people of cells, and many who are held back for others' sake and have no hits to spare. */
function* fewOfCells(
  cells: readonly LatticeCell[],
  names: PlaceNames,
  guard: HitGuard,
  minCell: number,
): InSteps<Few[]> {
  const found: Few[] = []
  yield* step(cells, (cell) => {
    const { isHeld, least } = cell.members.delivered
    if (!isHeld || least === 0) return
    const few = fewOf(cell, names)
    if (few && (isSmall(least, minCell) || !guard.canSpare(few))) found.push(few)
  })
  return found
}

/** Days with an hour of few people beside whose hits there are too few to spare. */
const fewOfHours = (hours: readonly DayHours[], names: PlaceNames, minCell: number): Few[] =>
  hours.flatMap((hour) => {
    const at = numbersOf(hour, names)
    const { small, spare, spareViews } = hour
    if (!at || small === null) return []
    return (small.isEngaged ? spare : spareViews) - small.spare < minCell
      ? [{ unit: at.unit, days: [at.day] }]
      : []
  })

function numbersOf({ workUnitId, day }: DayHours, names: PlaceNames) {
  const [unit, at] = [names.at('unit', workUnitId), names.at('day', dayPeriod(day))]
  return unit === undefined || at === undefined ? undefined : { unit, day: at }
}

/** Whole seasons first, units from the top: they have the fewest ways. */
function inOrder(names: PlaceNames) {
  const depths = names.unit.map((_, unit) => names.chainOf(unit).length)
  return (a: Few, b: Few) =>
    (b.days?.length ?? 1_000) - (a.days?.length ?? 1_000) ||
    (depths[a.unit] as number) - (depths[b.unit] as number)
}

/**
 * Whether there is a figure of hits of cells like this: of all of a unit by base, by channel or by time; in units with
 * others under them also by two or three of these. None by hour or publication.
 */
export const hasHits = ({ period, base, channel, publication }: CellName, isAboveOthers: boolean) =>
  publication === all &&
  !period.startsWith('hour') &&
  (isAboveOthers || Number(period !== season) + Number(base !== all) + Number(channel !== all) < 2)
