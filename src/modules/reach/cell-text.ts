import type { LatticeRow } from './lattice.ts'

/**
 * Everything of one unit as the database tells it: a cell a line, `period base channel` and two values. Large elections
 * are read, and handed to the thread that judges, as a few long texts: a million objects would hold up everybody else.
 */
export interface CellText {
  workUnitId: string
  cells: string
}

/** The cells of some texts whose values are people delivered to and engaged. */
export function* rowsOf(texts: Iterable<CellText>): Generator<LatticeRow> {
  // The same few names again and again: one copy of each.
  const names = new Map<string, string>()
  const known = (name = '') => {
    const first = names.get(name)
    if (first === undefined) names.set(name, name)
    return first ?? name
  }
  for (const { workUnitId, cells } of texts) {
    for (const cell of cells.split('\n')) {
      const [period, base, channel, delivered, engaged] = cell.split(' ')
      yield {
        workUnitId,
        period: known(period),
        base: known(base),
        channel: known(channel),
        people: { delivered: Number(delivered), engaged: Number(engaged) },
      }
    }
  }
}

export const linesOf = (texts: readonly CellText[]): number =>
  texts.reduce((sum, { cells }) => sum + cells.split('\n').length, 0)
