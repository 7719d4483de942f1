import type { DenominatorKind } from './tables.ts'
import type { Turnout } from './turnout-read-model.ts'

/** What arithmetic needs of a record. */
export type TurnoutFigures = Pick<
  Turnout,
  | 'method'
  | 'areas'
  | 'voted'
  | 'dpt'
  | 'dptb'
  | 'dpk'
  | 'denominator'
  | 'denominatorKind'
  | 'statedPercent'
  | 'isApproximate'
>

/** `voted` over `denominator` in per cent, unrounded. */
export const percentOf = (voted: number, denominator: number) => (voted / denominator) * 100

/** Decimals with which a source states a rate: 81.4 has one. */
export const decimalsOf = (percent: number) => String(percent).split('.')[1]?.length ?? 0

export type RateCheck = 'agrees' | 'cut-off' | 'differs'

/**
 * Whether a stated rate is the computed one at the decimals it was stated with. `cut-off`: the digits agree, but the
 * rest was dropped instead of rounded (81.2553 stated as 81.25).
 */
export function checkRate(stated: number, computed: number): RateCheck {
  const scale = 10 ** decimalsOf(stated)
  const whole = Math.round(stated * scale)
  const exact = computed * scale
  // Half a unit in the last place, and a hair for binary fractions.
  if (Math.abs(exact - whole) <= 0.5 + 1e-9) return 'agrees'
  return Math.floor(exact + 1e-9) === whole ? 'cut-off' : 'differs'
}

/** The lists that a kind of denominator adds up, each null where the source does not give it. */
export function listsOf(figures: TurnoutFigures): (number | null)[] {
  const { dpt, dptb, dpk } = figures
  const lists: Record<DenominatorKind, (number | null)[]> = {
    DPT: [dpt],
    'DPT+DPTb': [dpt, dptb],
    'DPT+DPTb+DPK': [dpt, dptb, dpk],
    unstated: [],
  }
  return lists[figures.denominatorKind]
}

/** Sum of the lists behind the denominator; null when one of them, or which they are, is not known. */
export function sumOfLists(figures: TurnoutFigures): number | null {
  const lists = listsOf(figures)
  if (lists.length === 0) return null
  let sum = 0
  for (const list of lists) {
    if (list === null) return null
    sum += list
  }
  return sum
}

/** What to divide by: the denominator as stated, else the sum of its lists; null when neither is known. */
export const denominatorOf = (figures: TurnoutFigures) => figures.denominator ?? sumOfLists(figures)

/** The rate that follows from the record's own numbers, per cent, unrounded; null when it names too few. */
export function recomputedPercent(figures: TurnoutFigures): number | null {
  const denominator = denominatorOf(figures)
  return figures.voted === null || denominator === null || denominator === 0
    ? null
    : percentOf(figures.voted, denominator)
}
