import { type Counters, noCounts } from './counters.ts'
import { Sketch } from './hll.ts'

/** Counts and sketches of one cell or rollup, or of what is to be added to it. */
export interface Tally {
  counts: Counters
  delivered: Sketch
  engaged: Sketch
  /** First and last day with anything in it. */
  firstOn: string
  lastOn: string
  /** When the newest of it was committed. */
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

/** Adds one tally to another: counts are summed, people are merged. */
export function addTally(to: Tally, from: Tally): void {
  for (let at = 0; at < to.counts.length; at += 1) {
    to.counts[at] = (to.counts[at] as number) + (from.counts[at] as number)
  }
  to.delivered.merge(from.delivered)
  to.engaged.merge(from.engaged)
  if (from.firstOn < to.firstOn) to.firstOn = from.firstOn
  if (from.lastOn > to.lastOn) to.lastOn = from.lastOn
  if (from.lastAt > to.lastAt) to.lastAt = from.lastAt
  to.example ||= from.example
}
