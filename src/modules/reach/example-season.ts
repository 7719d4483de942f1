import { createHash } from 'node:crypto'
import { placeOf } from './counters.ts'
import { dayAfter } from './periods.ts'
import { hitIdentity } from './repeats.ts'
import { type CellKey, type Counted, cellName, Tallies } from './rollups.ts'
import type { Tally } from './tally.ts'

/** A link of the season, as the examples of publications hand them out. */
export interface SeasonLink {
  workUnitId: string
  electionId: string
  base: string
  channel: string
  publicationId: string
  linkCode: string
  personId: string
}

export interface SeasonDays {
  /** First and last day, YYYY-MM-DD. */
  from: string
  until: string
}

/** Numbers between 0 and 1 that follow from a text (mulberry32 over its hash): the same on every machine. */
export function numbersFrom(text: string): () => number {
  let state = seedOf(text)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const seedOf = (text: string) => createHash('sha256').update(text).digest().readUInt32LE(0)

/** How much each base is worth among the people of a district; the netizens lead (the first season with them). */
const weightOfBase = (base: string) =>
  ({ netizen: 1, 'first-time': 2.2, youth: 1.8, women: 1.4, family: 1.2, religious: 0.9, community: 0.8 })[
    base
  ] ?? 0.4

/** Of a thousand voters five were reached by links: an assumption, there is no fact about it. */
const reachedOfVoters = 0.005
/** Each district shared on a few days; together they cover the season. */
const busyDays = 3
/** People who come from the whole province rather than the district. */
const fromAfar = 0.04
const comeAgain = 0.28
const engage = 0.45

/** How many people a district's links reach, from its voters; districts differ by a factor of about three. */
export const peopleOf = (voters: number, next: () => number) =>
  Math.round(voters * reachedOfVoters * (0.5 + next()))

/**
 * The cells of one district's season: more from week to week until voting day and at weekends, people who come again
 * by other links, and what is no person beside them. The same for the same links.
 */
export function seasonOfUnit(
  links: readonly SeasonLink[],
  days: SeasonDays,
  people: number,
  at: (day: string) => Date,
): Counted<CellKey>[] {
  const unit = links[0]?.workUnitId
  if (unit === undefined) return []
  const next = numbersFrom(`hits of the season in ${unit}`)
  const cells = new Tallies<CellKey>(cellName)
  const busy = Array.from({ length: busyDays }, () => dayOf(days, next))
  const places = links.map((link) => ({ link, day: busy[Math.floor(next() * busyDays)] as string }))
  const weights: number[] = []
  for (const { link } of places) {
    weights.push((weights.at(-1) ?? 0) + weightOfBase(link.base) * (0.4 + next()))
  }
  const tallies = places.map(({ link, day }) => cells.of({ ...link, day }, day, at(day), true))
  const own = seedOf(`people of ${unit}`)
  const afar = seedOf(`people of ${unit.split('.').slice(0, 2).join('.')}`)
  for (let person = 0; person < people; person += 1) {
    const [high, low] = hitIdentity(person, person, next() < fromAfar ? afar : own, 0)
    do {
      const place = placeIn(weights, next() * (weights.at(-1) as number))
      visit(
        tallies[place] as Tally,
        places[place]?.link.channel === 'paper' ? 'scan' : 'click',
        [high, low],
        next,
      )
    } while (next() < comeAgain)
  }
  return cells.values().filter(({ tally }) => !tally.delivered.isEmpty)
}

/** A day on which the unit was busy, the later the likelier; from Monday to Thursday rather the coming weekend. */
function dayOf({ from, until }: SeasonDays, next: () => number): string {
  const last = (Date.parse(until) - Date.parse(from)) / 86_400_000
  const drawn = Math.floor(last * Math.sqrt(next()) + 0.5)
  const weekday = (new Date(`${dayAfter(from, drawn)}T00:00:00Z`).getUTCDay() + 6) % 7
  return dayAfter(from, Math.min(last, weekday < 4 && next() < 0.4 ? drawn + 4 - weekday : drawn))
}

function placeIn(weights: readonly number[], drawn: number): number {
  let low = 0
  let high = weights.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((weights[middle] as number) > drawn) high = middle
    else low = middle + 1
  }
  return low
}

const count = (tally: Tally, outcome: Parameters<typeof placeOf>[0], by = 1) => {
  tally.counts[placeOf(outcome)] = (tally.counts[placeOf(outcome)] ?? 0) + by
}

/** One person's visit: a view, often the click or scan before it, now and then a share; and what fetched along. */
function visit(
  tally: Tally,
  kind: 'click' | 'scan',
  [high, low]: [number, number],
  next: () => number,
): void {
  count(tally, 'view')
  tally.delivered.add(high, low)
  if (next() < engage) {
    count(tally, kind)
    tally.engaged.add(high, low)
    if (next() < 0.06) count(tally, 'share')
  }
  const drawn = next()
  if (drawn < 0.14) count(tally, 'repeat')
  else if (drawn < 0.2) count(tally, 'preview')
  else if (drawn < 0.22) count(tally, 'bot')
  else if (drawn < 0.23) count(tally, 'prefetch')
  else if (drawn < 0.235) count(tally, 'head')
  else if (drawn < 0.24) count(tally, 'scanner')
  else if (drawn < 0.25) count(tally, 'staff')
  else if (drawn < 0.253) count(tally, 'flood')
}
