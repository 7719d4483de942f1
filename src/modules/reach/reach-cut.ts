import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { type Dimension, dimensions, type Measure } from './figures.ts'
import { none } from './origin.ts'
import { isAnswered, isPeriod } from './questions.ts'
import type { ReachView } from './reach-view.ts'

/** How a page of reach is cut, as it stands in an address. */
export interface ReachCut {
  rows: Dimension
  columns?: Dimension | undefined
  base?: string | undefined
  channel?: string | undefined
  /** `week:2019-03-04` (its Monday) or `day:2019-03-08`; the whole season when absent. */
  period?: string | undefined
  measure: Measure
}

/** The problem of a cut that is not kept; what is kept is told beside it. */
export const unkeptKey = 'reach.refusal.cut'

/** What a page asks for when the address says nothing. */
type Usual = Pick<ReachCut, 'rows' | 'columns'>

const parts = ['rows', 'columns', 'base', 'channel', 'period', 'measure'] as const

/** What was typed, so that a form shows it again, right or wrong. */
export const typedCut = (c: RequestContext, usual: Usual): Record<string, string> => ({
  rows: usual.rows,
  columns: usual.columns ?? '',
  measure: 'delivered',
  ...Object.fromEntries(
    parts.flatMap((part) => (c.req.query(part) === undefined ? [] : [[part, c.req.query(part) ?? '']])),
  ),
})

/**
 * Reads `?rows=&columns=&base=&channel=&period=&measure=`. What is no dimension, base, channel or whole period is a
 * problem of its field; what is not kept in this combination, one of the rows.
 */
export function cutOf(
  c: RequestContext,
  view: ReachView,
  usual: Usual,
): { cut: ReachCut; problems: readonly FieldProblem[] } {
  const typed = typedCut(c, usual)
  const word = (part: (typeof parts)[number]) => typed[part] || undefined
  const problems: FieldProblem[] = []
  const dimension = (part: 'rows' | 'columns') => {
    const found = dimensions.find((one) => one === word(part))
    if (word(part) !== undefined && found === undefined) {
      problems.push({ field: part, key: 'reach.refusal.dimension' })
    }
    return found
  }
  const code = (part: 'base' | 'channel', known: readonly { code: string }[]) => {
    const asked = word(part)
    if (asked !== undefined && asked !== none && !known.some((one) => one.code === asked)) {
      problems.push({ field: part, key: `reach.refusal.${part}` })
    }
    return asked
  }
  const cut: ReachCut = {
    rows: dimension('rows') ?? usual.rows,
    columns: dimension('columns'),
    base: code('base', view.bases),
    channel: code('channel', view.channels),
    period: word('period'),
    measure: word('measure') === 'engaged' ? 'engaged' : 'delivered',
  }
  if (cut.period !== undefined && !isPeriod(cut.period)) {
    problems.push({ field: 'period', key: 'reach.refusal.period' })
  }
  if (problems.length === 0 && !isAnswered(cut)) {
    problems.push({ field: cut.period ? 'period' : 'rows', key: unkeptKey })
  }
  return { cut, problems }
}

/** The part of a cut that is a question to the matrix. */
export const questionOf = ({ unit, election }: ReachView, { measure: _, ...cut }: ReachCut) => ({
  ...cut,
  scope: unit.id,
  electionId: election.id,
})

/** A cut as parameters of an address; what an empty value stands for is left out. */
export const cutParameters = (cut: Partial<ReachCut>): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap((part) => {
      const value = cut[part]
      return value === undefined || (part === 'measure' && value === 'delivered') ? [] : [[part, value]]
    }),
  )

/** What is kept of a cut on the way to another unit or view: whom and when it is about, not how it is laid out. */
export const keptOf = ({ base, channel, period, measure }: ReachCut): Partial<ReachCut> => ({
  base,
  channel,
  period,
  measure,
})
