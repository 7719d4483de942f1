import { measures } from './figures.ts'
import { holdBackInSteps, isSmall } from './held-back.ts'
import { type HitsJudgement, judgeHitsInSteps } from './held-hits.ts'
import type { HitSource } from './hit-places.ts'
import type { InSteps } from './in-steps.ts'
import { type CellName, isSpine, type LatticeCell, type LatticeRow, latticeInSteps } from './lattice.ts'
import { makeRoomInSteps, type PublicationHits } from './publication-room.ts'
import { drawRestsInSteps } from './rest-lines.ts'
import { all } from './rollups.ts'
import type { Held } from './suppress.ts'

/** What is held back of a cell for the sake of another. */
export interface HeldMark extends CellName, Held {}

/**
 * The marks of an election, from nothing but its cells: no database, no clock, so that it can be done in a process of
 * its own. Cells of fewer than `minCell` people have no mark; they are told by their own number.
 *
 * @param rows every cell that can be asked for, and the bounds of what units above others did by themselves
 * @param source what is known of hits
 * @param publications hits of each publication
 * @param minCell people of a figure that may be shown, at least
 */
export function* judgeInSteps(
  rows: readonly LatticeRow[],
  source: HitSource,
  publications: readonly PublicationHits[],
  minCell: number,
): InSteps<HeldMark[]> {
  const { cells } = yield* latticeInSteps(rows)
  const members = cells.flatMap((cell) => measures.map((measure) => cell.members[measure]))
  const rests = yield* drawRestsInSteps(cells, minCell)
  yield* holdBackInSteps([...members, ...rests], minCell)
  yield* makeRoomInSteps(cells, publications, minCell)
  const told = yield* judgeHitsOfAll(cells, source, minCell)
  return cells.filter((cell) => isShown(cell, minCell)).flatMap((cell) => markOf(cell, told, minCell) ?? [])
}

/** Hits are told of all publications together, and of none by itself. */
export function* judgeHitsOfAll(
  cells: readonly LatticeCell[],
  source: HitSource,
  minCell: number,
): InSteps<HitsJudgement> {
  const isOfAll = ({ publication }: CellName) => publication === all
  const told = yield* judgeHitsInSteps(cells.filter(isOfAll), source, minCell)
  return {
    ...told,
    isOf: (name) => isOfAll(name) && told.isOf(name),
    isTold: (name) => isOfAll(name) && told.isTold(name),
  }
}

/** Whether a cell has a figure of its own, of enough people. */
const isShown = ({ members: { delivered } }: LatticeCell, minCell: number) =>
  delivered.people === delivered.least && delivered.people > 0 && !isSmall(delivered.people, minCell)

/** What is held back of a cell; undefined for nothing. */
function markOf(cell: LatticeCell, told: HitsJudgement, minCell: number): HeldMark | undefined {
  const { workUnitId, period, base, channel, publication, members } = cell
  const mark = {
    delivered: members.delivered.isHeld,
    engaged: members.engaged.isHeld && !isSmall(members.engaged.people, minCell),
    hits: told.isOf(cell) && !told.isTold(cell),
    // Clicks, scans and shares are at least as many as those who engaged, and would bound them.
    kinds: isSpine(cell) && (members.engaged.isHeld || !told.areKindsTold(workUnitId)),
  }
  return Object.values(mark).some(Boolean)
    ? { workUnitId, period, base, channel, publication, ...mark }
    : undefined
}
