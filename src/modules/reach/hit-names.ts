import type { HitPlace } from './hit-places.ts'
import { dayPeriod, periodAbove } from './periods.ts'

/** What hits are told by. */
export type HitDimension = 'base' | 'channel' | 'day'
export const hitDimensions = ['base', 'channel', 'day'] as const satisfies readonly HitDimension[]

/** The week of a day, both as periods. */
export const weekAbove = (day: string) => periodAbove(day) as string

/** What the places of an election are named by; a name's number is its place in these lists. */
export class Names {
  readonly base: readonly string[]
  readonly channel: readonly string[]
  /** As periods: `day:2019-03-08`, `week:2019-03-04`. */
  readonly day: readonly string[]
  readonly week: readonly string[]
  /** The number of the week of each day. */
  readonly weekOf: readonly number[]
  readonly #numbers = new Map<string, number>()
  /** How far places lie apart that differ by one in a dimension. */
  readonly #steps: Record<HitDimension, number>

  constructor(places: readonly HitPlace[]) {
    const sorted = (names: Iterable<string>) => [...new Set(names)].sort()
    this.base = sorted(places.map(({ base }) => base))
    this.channel = sorted(places.map(({ channel }) => channel))
    this.day = sorted(places.map(({ day }) => dayPeriod(day)))
    this.week = sorted(this.day.map(weekAbove))
    const days = this.day.length
    this.#steps = { base: this.channel.length * days, channel: days, day: 1 }
    this.weekOf = this.day.map((day) => this.week.indexOf(weekAbove(day)))
    for (const kind of [...hitDimensions, 'week'] as const) {
      for (const [at, name] of this[kind].entries()) this.#numbers.set(`${kind} ${name}`, at)
    }
  }

  /** The number of a name; undefined where no hit has it. */
  at(kind: HitDimension | 'week', name: string): number | undefined {
    return this.#numbers.get(`${kind} ${name}`)
  }

  /** How many places there are in a unit at most. */
  get places(): number {
    return this.base.length * this.channel.length * this.day.length
  }

  /** The number of a place. */
  placeOf(base: number, channel: number, day: number): number {
    return (base * this.channel.length + channel) * this.day.length + day
  }

  /** Base, channel or day of a place. */
  of(place: number, dimension: HitDimension): number {
    return Math.floor(place / this.#steps[dimension]) % this[dimension].length
  }

  /** The place that differs from another in one dimension. */
  moved(place: number, dimension: HitDimension, to: number): number {
    return place + (to - this.of(place, dimension)) * this.#steps[dimension]
  }
}
