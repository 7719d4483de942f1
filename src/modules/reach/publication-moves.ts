import type { Measure } from './figures.ts'
import type { LatticeCell } from './lattice.ts'

/** Kinds of hits, as far as they tell who engaged: scans and shares are clicks here. */
type Kind = 'views' | 'clicks'

/** A publication in a unit without others under it, or in an own part, with its hits over the season. */
export interface LeafPublication {
  unit: string
  /** The units above, the nearest first. */
  above: readonly string[]
  publication: string
  hits: number
  views: number
  clicks: number
  cell: LatticeCell
}

/** Hits of one publication of a leaf that could have been another's, their people with them. */
export interface Move {
  from: LeafPublication
  to: LeafPublication
  kind: Kind
  size: number
}

/** How many people moves take along at most. */
export const peopleOf = (moves: readonly Move[]): Record<Measure, number> => ({
  delivered: sum(moves.map(({ size }) => size)),
  engaged: sum(moves.map(({ kind, size }) => (kind === 'clicks' ? size : 0))),
})

/** Of what kinds hits can have become a publication's: where nobody engaged with it, views only. */
export const kindsFor = ({ cell }: LeafPublication, measure: Measure): Kind[] =>
  measure === 'engaged' ? ['clicks'] : cell.members.engaged.people > 0 ? ['views', 'clicks'] : ['views']

/** Hits of a kind that could be another publication's, all but one with whoever made them. */
export const movable = ({ hits, views, clicks }: LeafPublication, kind: Kind) =>
  kind === 'views' ? Math.min(views, hits - 1) : clicks - 1

/** Hits that could be another publication's while nobody less is left. */
export function spareOf(
  { hits, views, clicks, cell }: LeafPublication,
  to: LeafPublication,
  measure: Measure,
): number {
  const { delivered, engaged } = cell.members
  const beyond = Math.floor(hits - delivered.people)
  const clicked = Math.floor(clicks - engaged.people)
  const most = measure === 'engaged' ? clicked : to.cell.members.engaged.people > 0 ? beyond : views
  return Math.max(0, Math.min(beyond, most))
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
