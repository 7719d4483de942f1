import type { Dimension, ReachCell, ReachMatrix } from './figures.ts'
import type { ReachView } from './reach-view.ts'

/** The rows' own totals, without the cells by columns. */
export const rowsOf = ({ cells }: Pick<ReachMatrix, 'cells'>) => cells.filter(({ column }) => column === null)

/** Bases and channels in the preset's order, hits without a link last; others as they come. */
export function byPreset<T>(
  view: ReachView,
  dimension: Dimension,
  all: readonly T[],
  codeOf: (one: T) => string,
): T[] {
  if (dimension !== 'base' && dimension !== 'channel') return [...all]
  const order = (dimension === 'base' ? view.bases : view.channels).map(({ code }) => code)
  const rank = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length)
  return all.toSorted((a, b) => rank(codeOf(a)) - rank(codeOf(b)))
}

/** Rows of a cut as a page lists them; publications, which have no order of their own, by people. */
export const inOrder = (view: ReachView, dimension: Dimension, cells: readonly ReachCell[]): ReachCell[] =>
  dimension === 'publication'
    ? cells.toSorted((a, b) => (b.delivered.people ?? -1) - (a.delivered.people ?? -1))
    : byPreset(view, dimension, cells, ({ row }) => row)
