import type { PeopleFigure, ReachCell } from './figures.ts'
import { isSmall } from './held-back.ts'

/** What is held back of a figure for the sake of another. */
export interface Held {
  delivered: boolean
  engaged: boolean
}

/**
 * A cell as it may be shown: fewer than `minCell` people are held back, and what was judged to give such a figure away
 * (`release.ts`). Who engaged was also delivered to: without the larger figure the smaller one is not shown either. A
 * cell's hits bound its people, so they go with them.
 */
export function suppress(cell: ReachCell, held: Held, minCell: number): ReachCell {
  const delivered = hidden(cell.delivered, held.delivered, minCell)
  const engaged = hidden(cell.engaged, held.engaged || delivered.suppressed, minCell)
  const { hits } = cell
  return {
    ...cell,
    delivered,
    engaged,
    hits: hits && {
      view: delivered.suppressed ? null : hits.view,
      click: engaged.suppressed ? null : hits.click,
      scan: engaged.suppressed ? null : hits.scan,
      share: engaged.suppressed ? null : hits.share,
    },
  }
}

const hidden = (figure: PeopleFigure, isHeld: boolean, minCell: number): PeopleFigure => {
  const { people } = figure
  if (people === null || people === 0 || !(isHeld || isSmall(people, minCell))) return figure
  return { people: null, suppressed: true, relativeError: 0 }
}
