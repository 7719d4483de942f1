import type { Few } from './few.ts'
import { type HitDimension, type Names, weekAbove } from './hit-names.ts'
import type { HitPlace } from './hit-places.ts'
import { dayPeriod, scopesAbove } from './periods.ts'
import { all } from './rollups.ts'

/**
 * The hits of a unit without others under it, or of what a unit did by itself, by base, channel and day. `spare` are the
 * hits of a place that could be fewer: those beyond one for each of its people, and only views, so that nothing changes
 * for who engaged.
 */
export class LeafHits {
  readonly unit: string
  /** Itself and the units above it, upwards. */
  readonly chain: readonly string[]
  readonly names: Names
  readonly hits: Int32Array
  readonly spare: Int32Array
  readonly spareEngaged: Int32Array
  /** How many hits of each day could be another day's, for who knows the people of its hours. */
  readonly ofDay: Float64Array
  /** Where hits may be, for who reads every figure of people; those with the most to spare first. */
  readonly known: readonly number[]
  readonly #isKnown: Uint8Array
  readonly #by: Record<HitDimension, ReadonlyMap<number, readonly number[]>>
  readonly #enough: number
  readonly #moves = new Map<string, boolean>()

  /** @param enough how many hits have to be moved */
  constructor(unit: string, places: readonly HitPlace[], names: Names, enough: number) {
    this.unit = unit
    this.chain = scopesAbove(unit).reverse()
    this.names = names
    this.#enough = enough
    this.hits = new Int32Array(names.places)
    this.spare = new Int32Array(names.places)
    this.spareEngaged = new Int32Array(names.places)
    for (const { base, channel, day, hits, views, delivered, engaged } of places) {
      const at = this.#numberOf(base, channel, dayPeriod(day)) as number
      this.hits[at] = hits
      this.spare[at] = Math.max(0, Math.min(views, Math.floor(hits - delivered)))
      this.spareEngaged[at] = Math.max(0, Math.floor(hits - views - engaged))
    }
    this.known = [...this.#knownPlaces(places)].sort(
      (a, b) => (this.spare[b] as number) - (this.spare[a] as number),
    )
    this.#isKnown = new Uint8Array(names.places)
    for (const place of this.known) this.#isKnown[place] = 1
    const by = (dimension: HitDimension) => Map.groupBy(this.known, (place) => names.of(place, dimension))
    this.#by = { base: by('base'), channel: by('channel'), day: by('day') }
    this.ofDay = new Float64Array(names.day.length)
    for (const place of this.known) {
      const day = names.of(place, 'day')
      this.ofDay[day] = (this.ofDay[day] as number) + (this.spare[place] as number)
    }
  }

  #numberOf(base: string, channel: string, day: string): number {
    const { names } = this
    const [b, c, d] = [names.at('base', base), names.at('channel', channel), names.at('day', day)]
    return names.placeOf(b as number, c as number, d as number)
  }

  /** A hit may be wherever there is one by base and day, by channel and day, and by both in the week. */
  *#knownPlaces(places: readonly HitPlace[]): Generator<number> {
    const cuts = new Set<string>()
    for (const { base, channel, day } of places) {
      const then = dayPeriod(day)
      cuts.add(`${base} ${all} ${then}`).add(`${all} ${channel} ${then}`)
      cuts.add(`${base} ${channel} ${weekAbove(then)}`)
    }
    const list = (names: Iterable<string>) => [...new Set(names)]
    const days = list(places.map(({ day }) => dayPeriod(day)))
    for (const base of list(places.map((place) => place.base))) {
      for (const channel of list(places.map((place) => place.channel))) {
        for (const day of days) {
          if (!cuts.has(`${base} ${channel} ${weekAbove(day)}`)) continue
          if (!cuts.has(`${base} ${all} ${day}`) || !cuts.has(`${all} ${channel} ${day}`)) continue
          yield this.#numberOf(base, channel, day)
        }
      }
    }
  }

  /** Knows how many hits its hours have beyond their people; no more of a day can go to another day. */
  knowHours(day: number, spare: number): void {
    this.ofDay[day] = Math.min(this.ofDay[day] as number, Math.max(0, Math.floor(spare)))
  }

  mayHave(place: number): boolean {
    return this.#isKnown[place] === 1
  }

  /** The bases, channels or days there may be hits of. */
  in(dimension: HitDimension): Iterable<number> {
    return this.#by[dimension].keys()
  }

  /** The places of one base, channel or day where there may be hits. */
  at(dimension: HitDimension, at: number): readonly number[] {
    return this.#by[dimension].get(at) ?? []
  }

  /** The places of a set of people. */
  of(few: Few): readonly number[] {
    const { base, channel, days } = few
    if (days !== undefined) {
      return days.flatMap((day) => this.at('day', day).filter((place) => this.isOf(few, place)))
    }
    if (base === undefined) return channel === undefined ? this.known : this.at('channel', channel)
    return this.at('base', base).filter((place) => this.isOf(few, place))
  }

  isOf({ base, channel, days }: Few, place: number): boolean {
    const { names } = this
    return (
      (base === undefined || names.of(place, 'base') === base) &&
      (channel === undefined || names.of(place, 'channel') === channel) &&
      (days === undefined || days.includes(names.of(place, 'day')))
    )
  }

  /** Whether enough hits could have been of another base, channel or day, all else as it was. */
  canMove(dimension: HitDimension, from: number, to: number): boolean {
    const key = `${dimension} ${from} ${to}`
    const known = this.#moves.get(key)
    if (known !== undefined) return known
    const found = this.#sumMoved(dimension, from, to)
    this.#moves.set(key, found)
    return found
  }

  #sumMoved(dimension: HitDimension, from: number, to: number): boolean {
    if (dimension === 'day' && (this.ofDay[from] as number) < this.#enough) return false
    let sum = 0
    for (const place of this.at(dimension, from)) {
      if (this.mayHave(this.names.moved(place, dimension, to))) sum += this.spare[place] as number
      if (sum >= this.#enough) return true
    }
    return false
  }
}
