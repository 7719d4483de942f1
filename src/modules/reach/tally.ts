import { type Counters, isAnyHit, noCounts } from './counters.ts'
import { Sketch } from './hll.ts'

/** Counts and sketches of one cell or rollup, or of what is to be added to it. */
export interface Tally {
  counts: Counters
  delivered: Sketch
  engaged: Sketch
  /** First and last day with a hit in it; of one that holds only what was left out, the days of that. */
  firstOn: string
  lastOn: string
  /** When the newest hit in it was committed; likewise. */
  lastAt: Date
  example: boolean
}

export const newTally = (day: string, at: Date, example = false): Tally => ({
  counts: noCounts(),
  delivered: new Sketch(),
  engaged: new Sketch(),
  firstOn: day,
  lastOn: day,
  lastAt: at,
  example,
})

/**
 * Moves the span and age of a tally by what is about to be added to it. Requests that are left out, a robot's of today on
 * a link of the last election, say nothing of the age of people's hits: they count only while there is nothing else.
 */
export function moveTimes(to: Tally, from: Pick<Tally, 'counts' | 'firstOn' | 'lastOn' | 'lastAt'>): void {
  const [was, comes] = [isAnyHit(to.counts), isAnyHit(from.counts)]
  if (was && !comes) return
  const isFirst = comes && !was
  if (isFirst || from.firstOn < to.firstOn) to.firstOn = from.firstOn
  if (isFirst || from.lastOn > to.lastOn) to.lastOn = from.lastOn
  if (isFirst || from.lastAt > to.lastAt) to.lastAt = from.lastAt
}

/** Adds one tally to another: counts are summed, people are merged. */
export function addTally(to: Tally, from: Tally): void {
  moveTimes(to, from)
  for (let at = 0; at < to.counts.length; at += 1) {
    to.counts[at] = (to.counts[at] as number) + (from.counts[at] as number)
  }
  to.delivered.merge(from.delivered)
  to.engaged.merge(from.engaged)
  to.example ||= from.example
}
