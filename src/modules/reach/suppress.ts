import type { HitsFigure, PeopleFigure, ReachCell } from './figures.ts'
import { isSmall } from './held-back.ts'

/** What is held back of a figure for the sake of another. */
export interface Held {
  delivered: boolean
  engaged: boolean
  /** All hits together. */
  hits: boolean
  /** Hits by their kind. */
  kinds: boolean
}

/**
 * A cell as it may be shown: fewer than `minCell` people are held back, and what was judged to give such a figure away
 * (`release.ts`). Who engaged was also delivered to: without the larger figure the smaller one is not shown either. Hits
 * bound the people behind them, so they go with them: all of a cell's together, and by kind with those who engaged, since
 * all but the views are theirs.
 */
export function suppress(cell: ReachCell, held: Held, minCell: number): ReachCell {
  const delivered = hidden(cell.delivered, held.delivered, minCell)
  const engaged = hidden(cell.engaged, held.engaged || delivered.suppressed, minCell)
  const isHeld = held.hits || delivered.suppressed
  const { hits, allHits } = cell
  return {
    ...cell,
    delivered,
    engaged,
    allHits: allHits && isHeld ? heldHits : allHits,
    hits: hits && (isHeld || held.kinds || engaged.suppressed) ? noKinds : hits,
  }
}

const heldHits: HitsFigure = { hits: null, suppressed: true }
const noKinds = { view: null, click: null, scan: null, share: null }

const hidden = (figure: PeopleFigure, isHeld: boolean, minCell: number): PeopleFigure => {
  const { people } = figure
  if (people === null || people === 0 || !(isHeld || isSmall(people, minCell))) return figure
  return { people: null, suppressed: true, relativeError: 0 }
}
