import { type HitKind, hitKinds } from './figures.ts'

/** Why a request is no person's, or not a new hit. */
export const leftOutReasons = ['preview', 'prefetch', 'bot', 'head', 'repeat'] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/** What becomes of a request: a hit of some kind, or left out for some reason. */
export type Outcome = HitKind | LeftOutReason

export const outcomes: readonly Outcome[] = [...hitKinds, ...leftOutReasons]

/** The column in which an outcome is counted, in the order of `outcomes`. */
export const counterColumns = [
  'views',
  'clicks',
  'scans',
  'shares',
  'previews',
  'prefetches',
  'bots',
  'heads',
  'repeats',
] as const

const places = new Map(outcomes.map((outcome, at) => [outcome, at]))
export const placeOf = (outcome: Outcome) => places.get(outcome) as number

export const isHit = (outcome: Outcome): outcome is HitKind => placeOf(outcome) < hitKinds.length

/** One number an outcome. */
export type Counters = number[]
export const noCounts = (): Counters => outcomes.map(() => 0)
