import { type HitKind, hitKinds } from './figures.ts'

/** Why a request is no person's, or not a new hit. */
export const leftOutReasons = [
  'preview',
  'prefetch',
  'bot',
  'head',
  'repeat',
  'scanner',
  'staff',
  'flood',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/** What becomes of a request: a hit of some kind, or left out for some reason. */
export type Outcome = HitKind | LeftOutReason

export const outcomes: readonly Outcome[] = [...hitKinds, ...leftOutReasons]

/**
 * The column in which an outcome is counted, in the order of `outcomes`. New ones are added at the end: groups that
 * wait in the journal hold their counts in this order.
 */
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
  'scanners',
  'staff',
  'floods',
] as const

/** Of those, the columns of hits. */
export const hitColumns = counterColumns.slice(0, hitKinds.length)

const places = new Map(outcomes.map((outcome, at) => [outcome, at]))
export const placeOf = (outcome: Outcome) => places.get(outcome) as number

export const isHit = (outcome: Outcome): outcome is HitKind => placeOf(outcome) < hitKinds.length

/** One number an outcome. */
export type Counters = number[]
export const noCounts = (): Counters => outcomes.map(() => 0)

/** Whether there is a hit among the counts, and not only requests that were left out. */
export const isAnyHit = (counts: Counters): boolean =>
  hitKinds.some((kind) => (counts[placeOf(kind)] ?? 0) > 0)
