import { createHash } from 'node:crypto'
import { placeOf } from './counters.ts'
import { dayAfter, hourPeriod } from './periods.ts'
import { hitIdentity } from './repeats.ts'
import { type CellKey, type Counted, cellName, keyOfAll, type RollupKey, Tallies } from './rollups.ts'
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

/** How many come in each hour of voting day beside each other: from six to seven in the morning until the evening. */
const votingHours = [1, 4, 7, 8, 7, 6, 5, 3, 2, 1, 1, 1, 2, 2]
const firstHour = 6

/** How many people a district's links reach, from its voters; districts differ by a factor of about three. */
export const peopleOf = (voters: number, next: () => number) =>
  Math.round(voters * reachedOfVoters * (0.5 + next()))

/**
 * The cells of one district's season: more from week to week until voting day and at weekends, people who come again
 * by other links, and what is no person beside them. The same for the same links. Hours, which cells do not hold, are
 * made of the last day alone, voting day: into `hours`, on the unit's own clock.
 */
export function seasonOfUnit(
  links: readonly SeasonLink[],
  days: SeasonDays,
  people: number,
  at: (day: string) => Date,
  hours?: Tallies<RollupKey>,
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
  // Numbers of its own, so that the season is the same with hours and without.
  const nextHour = numbersFrom(`hours of voting day in ${unit}`)
  const hourOf = ({ link, day }: { link: SeasonLink; day: string }): Tally[] => {
    if (!hours || day !== days.until) return []
    const hour = firstHour + placeIn(hourWeights, nextHour() * (hourWeights.at(-1) as number))
    const period = hourPeriod(`${day}T${String(hour).padStart(2, '0')}`)
    const key = keyOfAll({ workUnitId: unit, electionId: link.electionId, period })
    return [hours.of(key, day, at(day), true)]
  }
  const own = seedOf(`people of ${unit}`)
  const afar = seedOf(`people of ${unit.split('.').slice(0, 2).join('.')}`)
  for (let person = 0; person < people; person += 1) {
    const [high, low] = hitIdentity(person, person, next() < fromAfar ? afar : own, 0)
    do {
      const at = placeIn(weights, next() * (weights.at(-1) as number))
      const place = places[at] as (typeof places)[number]
      const kind = place.link.channel === 'paper' ? 'scan' : 'click'
      visit([tallies[at] as Tally, ...hourOf(place)], kind, [high, low], next)
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

const hourWeights = votingHours.map((_, at) =>
  votingHours.slice(0, at + 1).reduce((sum, weight) => sum + weight, 0),
)

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

const count = (tallies: readonly Tally[], outcome: Parameters<typeof placeOf>[0]) => {
  for (const { counts } of tallies) counts[placeOf(outcome)] = (counts[placeOf(outcome)] ?? 0) + 1
}

/** One person's visit, in each sum that it belongs to: a view, often the click or scan before it, now and then a share; and what fetched along. */
function visit(
  tallies: readonly Tally[],
  kind: 'click' | 'scan',
  [high, low]: [number, number],
  next: () => number,
): void {
  count(tallies, 'view')
  for (const tally of tallies) tally.delivered.add(high, low)
  if (next() < engage) {
    count(tallies, kind)
    for (const tally of tallies) tally.engaged.add(high, low)
    if (next() < 0.06) count(tallies, 'share')
  }
  const drawn = next()
  if (drawn < 0.14) count(tallies, 'repeat')
  else if (drawn < 0.2) count(tallies, 'preview')
  else if (drawn < 0.22) count(tallies, 'bot')
  else if (drawn < 0.23) count(tallies, 'prefetch')
  else if (drawn < 0.235) count(tallies, 'head')
  else if (drawn < 0.24) count(tallies, 'scanner')
  else if (drawn < 0.25) count(tallies, 'staff')
  else if (drawn < 0.253) count(tallies, 'flood')
}
