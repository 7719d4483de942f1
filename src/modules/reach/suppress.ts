import type { PeopleFigure, ReachCell } from './figures.ts'

type Measured = 'delivered' | 'engaged'

const isShown = ({ people, suppressed }: PeopleFigure) => !suppressed && people !== null && people > 0

/**
 * Holds back what would show too few people.
 *
 * A figure of fewer than `minCell` people is held back, and its hits with it, since they bound it. Where exactly one
 * figure of a line (a row, a column, the row totals) is held back, the smallest other one of the line goes too:
 * otherwise the total less the rest would tell it. A total is held back only for its own sake.
 * Source: cell suppression, primary and complementary; Hundepool et al., Statistical Disclosure Control, 2012, 4.
 */
export function suppress(
  cells: readonly ReachCell[],
  total: ReachCell,
  minCell: number,
): { cells: ReachCell[]; total: ReachCell } {
  const shown = cells.map((cell) => ({ ...cell, hits: { ...cell.hits } }))
  const lines = linesOf(shown)
  for (const measure of ['delivered', 'engaged'] as const) {
    for (const cell of shown) if (isSmall(cell[measure], minCell)) holdBack(cell, measure)
    protect(lines, measure)
  }
  const whole = { ...total, hits: { ...total.hits } }
  for (const measure of ['delivered', 'engaged'] as const) {
    if (isSmall(whole[measure], minCell)) holdBack(whole, measure)
  }
  return { cells: shown, total: whole }
}

const isSmall = (figure: PeopleFigure, minCell: number) =>
  isShown(figure) && Math.round(figure.people ?? 0) < minCell

/** Cells whose hits add up to a total that is shown or can be asked for. */
function linesOf(cells: readonly ReachCell[]): ReachCell[][] {
  const inner = cells.filter(({ column }) => column !== null)
  const rowTotals = cells.filter(({ column }) => column === null)
  return [
    rowTotals,
    ...Map.groupBy(inner, ({ row }) => row).values(),
    ...Map.groupBy(inner, ({ column }) => column).values(),
  ].filter((line) => line.length > 0)
}

/** Repeats until no line has exactly one figure held back, or nothing else is left in it to hold back. */
function protect(lines: readonly (readonly ReachCell[])[], measure: Measured): void {
  for (let changed = true; changed; ) {
    changed = false
    for (const line of lines) {
      if (line.filter((cell) => cell[measure].suppressed).length !== 1) continue
      const others = line.filter((cell) => isShown(cell[measure]))
      const smallest = others.toSorted((a, b) => (a[measure].people ?? 0) - (b[measure].people ?? 0))[0]
      if (!smallest) continue
      holdBack(smallest, measure)
      changed = true
    }
  }
}

/** Who engaged was also delivered to: without the larger figure the smaller one is not shown either. */
function holdBack(cell: ReachCell, measure: Measured): void {
  const held = { people: null, suppressed: true, relativeError: 0 }
  cell.hits.click = 0
  cell.hits.scan = 0
  cell.hits.share = 0
  cell.engaged = isShown(cell.engaged) || cell.engaged.suppressed ? held : cell.engaged
  if (measure === 'delivered') {
    cell.delivered = held
    cell.hits.view = 0
  }
}
