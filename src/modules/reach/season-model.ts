import { dayAfter, instantIn } from '../../platform/clock.ts'
import { numbersFrom } from './example-season.ts'

// Who comes when in a simulated season. Every number here is an assumption, made so that a system is loaded the way an
// election loads it: little for weeks, more from week to week, evenings and noons, and voting day above all.

/** Hits of an hour of the local day, as a share of the busiest: nights are quiet, evenings full. */
const hourShape = [
  0.12, 0.07, 0.05, 0.05, 0.1, 0.25, 0.45, 0.55, 0.6, 0.62, 0.65, 0.75, 0.85, 0.7, 0.6, 0.6, 0.65, 0.75, 0.9,
  1, 0.98, 0.85, 0.55, 0.28,
]
/** On voting day people look before they go: the morning is fullest. */
const votingShape = [
  0.1, 0.06, 0.05, 0.1, 0.35, 0.75, 1, 1, 0.95, 0.85, 0.75, 0.65, 0.55, 0.5, 0.45, 0.45, 0.45, 0.45, 0.5, 0.5,
  0.45, 0.35, 0.2, 0.12,
]
const weekend = 1.25
/** The last ordinary day is so many times as busy as the first. */
const ramp = 6
/** Voting day beside the day before it. */
const votingDay = 4
/** After a visit another one follows with this probability. */
const comeAgain = 0.35
const share = 0.06
const doubleTap = 0.05
const prefetched = 0.02
/** People behind one IPv4 address of a carrier; the rest have an IPv6 network of their own. */
const behindOne = 20
const withIpv6 = 0.3
/** Different names of browsers; few are common. */
const agents = 400

export interface ModelPerson {
  address: string
  agent: string
}

/** One visit: by which of the unit's links, and what follows. */
export interface Visit {
  person: ModelPerson
  link: number
  isShared: boolean
  isTappedTwice: boolean
  isPrefetched: boolean
}

/** Visits by the hour they fall into, counted from the season's first hour in UTC. */
export type Schedule = Map<number, Visit[]>

export interface SeasonSpan {
  /** First and last day, YYYY-MM-DD; the last is voting day. */
  from: string
  until: string
}

/** The agent of a number: version and device vary, the commonest first. */
const agentOf = (number: number) =>
  `Mozilla/5.0 (Linux; Android ${8 + (number % 8)}; ${number < 8 ? 'K' : `M${number}`}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${130 - (number % 25)}.0.0.0 Mobile Safari/537.36`

/** Person `number` of a unit whose people live in the networks from `network` on. */
function personOf(number: number, network: number, next: () => number): ModelPerson {
  const agent = agentOf(Math.floor(agents * next() ** 3))
  if (next() < withIpv6) {
    const groups = [0x2400, network, number >>> 16, number & 0xffff]
    return { agent, address: `${groups.map((group) => group.toString(16)).join(':')}::${1 + (number % 9)}` }
  }
  const address = network * 4096 + Math.floor(number / behindOne)
  return {
    agent,
    address: `${20 + (address >>> 24)}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`,
  }
}

/** How busy each hour of the season is in a zone, from the season's first hour in UTC on: hour and its share. */
function hoursOf({ from, until }: SeasonSpan, zone: string): { hour: number; weight: number }[] {
  const start = startOf({ from, until })
  const days = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)
  const hours: { hour: number; weight: number }[] = []
  for (let day = 0; day <= days; day += 1) {
    const isVoting = day === days
    const name = dayAfter(from, day)
    const weekday = new Date(`${name}T00:00:00Z`).getUTCDay()
    const growth = 1 + ((ramp - 1) * Math.min(day, days - 1)) / Math.max(1, days - 1)
    const busy = growth * (isVoting ? votingDay : weekday % 6 === 0 ? weekend : 1)
    const midnight = (instantIn(zone, name, '00:00').getTime() - start) / 3_600_000
    const shape = isVoting ? votingShape : hourShape
    for (const [at, part] of shape.entries()) hours.push({ hour: midnight + at, weight: busy * part })
  }
  return hours
}

/** The instant of the season's first hour: midnight in the easternmost zone of the country. */
export const startOf = ({ from }: SeasonSpan) => instantIn('Asia/Jayapura', from, '00:00').getTime()

/** Adds the visits of one unit's people to the schedule; the same for the same seed. */
export function scheduleUnit(
  schedule: Schedule,
  unit: { id: string; timeZone: string; people: number; links: number; network: number },
  span: SeasonSpan,
  seed: string,
): void {
  if (unit.links === 0) return
  const next = numbersFrom(`${seed} ${unit.id}`)
  const hours = hoursOf(span, unit.timeZone)
  const sums: number[] = []
  for (const { weight } of hours) sums.push((sums.at(-1) ?? 0) + weight)
  const total = sums.at(-1) as number
  for (let number = 0; number < unit.people; number += 1) {
    const person = personOf(number, unit.network, next)
    do {
      const hour = (hours[placeIn(sums, next() * total)] as { hour: number }).hour
      const visit = {
        person,
        // The first links are followed most.
        link: Math.floor(unit.links * next() ** 2),
        isShared: next() < share,
        isTappedTwice: next() < doubleTap,
        isPrefetched: next() < prefetched,
      }
      const then = schedule.get(hour)
      if (then) then.push(visit)
      else schedule.set(hour, [visit])
    } while (next() < comeAgain)
  }
}

/** The first place whose running sum exceeds what was drawn. */
function placeIn(sums: readonly number[], drawn: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] as number) > drawn) high = middle
    else low = middle + 1
  }
  return low
}
