import type { ListedFigure } from './stated-read-model.ts'

/** What was stated at one time about one post, or about one account and its days: up to a figure of each kind. */
export interface Statement {
  first: ListedFigure
  figures: readonly ListedFigure[]
}

/**
 * Puts figures that came in the order of their places together. Of rows read one further than `limit` the last
 * statement, which may be cut, is left for the next page; `last` is then the figure after which that begins.
 */
export function statementsOf(
  figures: readonly ListedFigure[],
  limit: number,
): { statements: Statement[]; last: ListedFigure | undefined } {
  const keyOf = ({ place, until, statedOn, source }: ListedFigure) =>
    JSON.stringify([place, until, statedOn, source])
  const statements = [...Map.groupBy(figures, keyOf).values()].flatMap((own) =>
    own[0] ? [{ first: own[0], figures: own }] : [],
  )
  if (figures.length <= limit) return { statements, last: undefined }
  const cut = figures.at(-1)?.place
  const whole = statements.filter(({ first }) => first.place !== cut)
  // So much about one place that it fills the page: shown in parts.
  if (whole.length === 0) return { statements, last: figures.at(-1) }
  return { statements: whole, last: figures.findLast(({ place }) => place !== cut) }
}
