import type { HitPlace } from './hit-places.ts'
import { dayPeriod, periodAbove, scopesAbove } from './periods.ts'

/** What hits are told by. */
export type HitDimension = 'base' | 'channel' | 'day'
export const hitDimensions = ['base', 'channel', 'day'] as const satisfies readonly HitDimension[]

/** The week of a day, both as periods. */
export const weekAbove = (day: string) => periodAbove(day) as string

/** What the places of an election are named by; a name's number is its place in these lists. */
export class PlaceNames {
  /** Units and own parts with hits, and the units above them. */
  readonly unit: readonly string[]
  readonly base: readonly string[]
  readonly channel: readonly string[]
  /** As periods: `day:2019-03-08`, `week:2019-03-04`. */
  readonly day: readonly string[]
  readonly week: readonly string[]
  /** The number of the week of each day. */
  readonly weekOf: readonly number[]
  /** The number of the unit right above each; -1 above the first. */
  readonly above: readonly number[]
  readonly #numbers = new Map<string, number>()
  /** How far places lie apart that differ by one in a dimension. */
  readonly #steps: Record<HitDimension, number>
  /** Base, channel and day of each place. */
  readonly #of: Record<HitDimension, Int32Array>

  constructor(places: readonly HitPlace[]) {
    const sorted = (names: Iterable<string>) => [...new Set(names)].sort()
    const own = [...new Set(places.map(({ workUnitId }) => workUnitId))]
    this.unit = sorted(own.flatMap(scopesAbove))
    this.base = sorted(places.map(({ base }) => base))
    this.channel = sorted(places.map(({ channel }) => channel))
    this.day = sorted(places.map(({ day }) => dayPeriod(day)))
    this.week = sorted(this.day.map(weekAbove))
    const days = this.day.length
    this.#steps = { base: this.channel.length * days, channel: days, day: 1 }
    const of = (dimension: HitDimension) =>
      Int32Array.from(
        { length: this.places },
        (_, place) => Math.floor(place / this.#steps[dimension]) % this[dimension].length,
      )
    this.#of = { base: of('base'), channel: of('channel'), day: of('day') }
    this.weekOf = this.day.map((day) => this.week.indexOf(weekAbove(day)))
    for (const kind of [...hitDimensions, 'week', 'unit'] as const) {
      for (const [at, name] of this[kind].entries()) this.#numbers.set(`${kind} ${name}`, at)
    }
    this.above = this.unit.map(
      (unit) => this.at('unit', unit.slice(0, Math.max(0, unit.lastIndexOf('.')))) ?? -1,
    )
  }

  /** The number of a name; undefined where no hit has it. */
  at(kind: HitDimension | 'week' | 'unit', name: string): number | undefined {
    return this.#numbers.get(`${kind} ${name}`)
  }

  /** A unit and those above it, upwards. */
  chainOf(unit: number): number[] {
    const chain: number[] = []
    for (let at = unit; at >= 0; at = this.above[at] as number) chain.push(at)
    return chain
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
    return this.#of[dimension][place] as number
  }

  /** A number for hits of a unit that turn from one base, channel or day to another. */
  numberOfTurn(unit: number, dimension: HitDimension, from: number, to: number): number {
    const most = Math.max(this.base.length, this.channel.length, this.day.length)
    return ((unit * 3 + hitDimensions.indexOf(dimension)) * most + from) * most + to
  }

  /** The place that differs from another in one dimension. */
  moved(place: number, dimension: HitDimension, to: number): number {
    return place + (to - this.of(place, dimension)) * this.#steps[dimension]
  }
}
