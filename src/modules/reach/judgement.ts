import { measures } from './figures.ts'
import { holdBackInSteps, isSmall } from './held-back.ts'
import type { InSteps } from './in-steps.ts'
import { type CellName, type LatticeCell, type LatticeRow, latticeInSteps } from './lattice.ts'
import type { Held } from './suppress.ts'

/** What is held back of a cell for the sake of another. */
export interface HeldMark extends CellName, Held {}

/**
 * The marks of an election, from nothing but its cells: no database, no clock, so that it can be done in a thread of
 * its own. Cells of fewer than `minCell` people have no mark; they are told by their own number.
 *
 * @param rows every cell that can be asked for, and the bounds of what units above others did by themselves
 * @param minCell people of a figure that may be shown, at least
 */
export function* judgeInSteps(rows: readonly LatticeRow[], minCell: number): InSteps<HeldMark[]> {
  const { cells } = yield* latticeInSteps(rows)
  const members = cells.flatMap((cell) => measures.map((measure) => cell.members[measure]))
  yield* holdBackInSteps(members, minCell)
  return cells
    .filter((cell) => isHeldForAnother(cell, minCell))
    .map(({ workUnitId, period, base, channel, members: { delivered, engaged } }) => ({
      workUnitId,
      period,
      base,
      channel,
      delivered: delivered.isHeld,
      engaged: engaged.isHeld,
    }))
}

const isHeldForAnother = ({ members }: LatticeCell, minCell: number) =>
  measures.some((measure) => {
    const { isHeld, people, least } = members[measure]
    return isHeld && people === least && !isSmall(people, minCell)
  })
