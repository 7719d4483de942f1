import {
  checkRate,
  denominatorOf,
  listsOf,
  percentOf,
  recomputedPercent,
  sumOfLists,
  type TurnoutFigures,
} from './turnout-arithmetic.ts'

/** One thing that arithmetic says about a record; the page has a sentence for each kind. */
export type TurnoutCheck =
  | { kind: 'rate-agrees' | 'rate-cut-off' | 'rate-differs'; params: Stated }
  | { kind: 'rate-computed'; params: Computed }
  | { kind: 'more-votes-than-voters'; params: { voted: number; voters: number } }
  | { kind: 'lists-add-up'; params: { lists: string; denominator: number } }
  | { kind: 'lists-differ'; params: { sum: number; denominator: number; difference: number } }
  | { kind: 'lists-not-split'; params: { denominator: number; dpt: number; difference: number } }
  | { kind: 'against-dpt'; params: { list: string; computed: number; percent: number; dpt: number } }
  | { kind: 'mean-of-areas'; params: { stated: number; areas: number } }
  | { kind: 'cannot-be-checked'; params: { stated: number } }
  | { kind: 'approximate'; params: { stated: number } }

interface Computed {
  voted: number
  denominator: number
  list: string
  computed: number
}
interface Stated extends Computed {
  stated: number
}

export type Tone = 'good' | 'neutral' | 'warn' | 'bad'

const tones: Record<TurnoutCheck['kind'], Tone> = {
  'rate-agrees': 'good',
  'lists-add-up': 'good',
  'rate-computed': 'neutral',
  'lists-not-split': 'neutral',
  'against-dpt': 'warn',
  'rate-cut-off': 'warn',
  'mean-of-areas': 'warn',
  'cannot-be-checked': 'warn',
  approximate: 'warn',
  'rate-differs': 'bad',
  'lists-differ': 'bad',
  'more-votes-than-voters': 'bad',
}

/** How much a check should worry. */
export const toneOf = (check: TurnoutCheck): Tone => tones[check.kind]

const severity: readonly Tone[] = ['good', 'neutral', 'warn', 'bad']

/** The worst of several checks; `good` for none. */
export const worstTone = (checks: readonly TurnoutCheck[]): Tone =>
  checks.map(toneOf).reduce<Tone>((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a), 'good')

/** An approximate rate ("about 80") may be a whole point off before it counts as another one. */
const approximateTolerance = 1

function rateCheck(figures: TurnoutFigures): TurnoutCheck | null {
  const { voted, statedPercent: stated } = figures
  const denominator = denominatorOf(figures)
  const computed = recomputedPercent(figures)
  if (figures.method === 'mean-of-areas' && stated !== null) {
    return { kind: 'mean-of-areas', params: { stated, areas: figures.areas ?? 0 } }
  }
  if (voted === null || denominator === null || computed === null) {
    return stated === null ? null : { kind: 'cannot-be-checked', params: { stated } }
  }
  const list = figures.denominatorKind
  if (stated === null) return { kind: 'rate-computed', params: { voted, denominator, list, computed } }
  const close = figures.isApproximate && Math.abs(stated - computed) <= approximateTolerance
  const check = close ? 'agrees' : checkRate(stated, computed)
  return { kind: `rate-${check}`, params: { stated, voted, denominator, list, computed } }
}

function listCheck(figures: TurnoutFigures): TurnoutCheck | null {
  const { denominator, dpt } = figures
  if (denominator === null) return null
  const lists = listsOf(figures)
  const sum = sumOfLists(figures)
  if (sum !== null && sum !== denominator) {
    return { kind: 'lists-differ', params: { sum, denominator, difference: Math.abs(denominator - sum) } }
  }
  if (sum !== null && lists.length > 1) {
    return { kind: 'lists-add-up', params: { lists: figures.denominatorKind, denominator } }
  }
  if (sum === null && lists.length > 1 && dpt !== null) {
    return { kind: 'lists-not-split', params: { denominator, dpt, difference: denominator - dpt } }
  }
  return null
}

/**
 * Everything arithmetic has to say about one record of turnout: whether its rate follows from its own numbers,
 * whether its lists add up, and what the rate would be against the final list alone.
 */
export function checksOf(figures: TurnoutFigures): TurnoutCheck[] {
  const { voted, dpt, statedPercent: stated } = figures
  const denominator = denominatorOf(figures)
  const computed = recomputedPercent(figures)
  const checks: (TurnoutCheck | null)[] = [rateCheck(figures)]
  if (voted !== null && denominator !== null && voted > denominator) {
    checks.push({ kind: 'more-votes-than-voters', params: { voted, voters: denominator } })
  }
  checks.push(listCheck(figures))
  if (voted !== null && dpt !== null && dpt > 0 && computed !== null && figures.denominatorKind !== 'DPT') {
    const params = { list: figures.denominatorKind, computed, percent: percentOf(voted, dpt), dpt }
    checks.push({ kind: 'against-dpt', params })
  }
  if (figures.isApproximate && stated !== null) checks.push({ kind: 'approximate', params: { stated } })
  return checks.filter((check) => check !== null)
}
