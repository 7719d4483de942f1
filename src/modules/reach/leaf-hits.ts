import type { Few } from './few.ts'
import type { HitDimension, PlaceNames } from './hit-names.ts'
import type { HitPlace } from './hit-places.ts'
import { dayPeriod } from './periods.ts'
import { PossiblePlaces } from './possible-places.ts'

/**
 * The hits of a unit without others under it, or of what a unit did by itself, by base, channel and day: how many of
 * each place could be another's, so that no figure of people is contradicted. A place keeps a hit for each of its
 * people, and a click, scan or share for each who engaged; and those go only where somebody engaged.
 */
export class LeafHits {
  /** Its number, as in `PlaceNames`. */
  readonly unit: number
  /** Itself and the units above it, upwards. */
  readonly chain: readonly number[]
  readonly names: PlaceNames
  readonly hits: Int32Array
  /** Hits of each place that could be elsewhere; of those, how many could be where nobody engaged. */
  readonly spare: Int32Array
  readonly spareViews: Int32Array
  /** `spare` and `spareViews` of each day, for who knows the people of its hours. */
  readonly ofDay: Float64Array
  readonly viewsOfDay: Float64Array
  /** Hits of who engaged, beyond one for each of them. */
  readonly spareEngaged: Int32Array
  /** Where hits may be, for who reads every figure of people; those with the most to spare first. */
  readonly known: readonly number[]
  readonly #isKnown: Uint8Array
  readonly #mayEngage: Uint8Array
  readonly #by: Record<HitDimension, ReadonlyMap<number, readonly number[]>>
  readonly #enough: number
  /** Whether enough can move from one base, channel or day to another: 0 not known yet, 1 yes, 2 no. */
  readonly #moves: Record<HitDimension, Uint8Array>

  /** @param enough how many hits have to be moved */
  constructor(unit: number, places: readonly HitPlace[], names: PlaceNames, enough: number) {
    this.unit = unit
    this.chain = names.chainOf(unit)
    this.names = names
    this.#enough = enough
    this.hits = new Int32Array(names.places)
    this.spare = new Int32Array(names.places)
    this.spareViews = new Int32Array(names.places)
    this.spareEngaged = new Int32Array(names.places)
    const used: number[] = []
    const engaging: number[] = []
    for (const { base, channel, day, hits, views, delivered, engaged } of places) {
      const at = this.#numberOf(base, channel, dayPeriod(day))
      const most = Math.max(0, Math.floor(hits - delivered))
      used.push(at)
      if (engaged > 0) engaging.push(at)
      this.hits[at] = hits
      this.spareEngaged[at] = Math.max(0, Math.floor(hits - views - engaged))
      this.spareViews[at] = Math.min(views, most)
      this.spare[at] = Math.min(views + (this.spareEngaged[at] as number), most)
    }
    const possible = new PossiblePlaces(names, used)
    const engagingThere = new PossiblePlaces(names, engaging)
    this.#isKnown = new Uint8Array(names.places)
    this.#mayEngage = new Uint8Array(names.places)
    const known: number[] = []
    for (let place = 0; place < names.places; place += 1) {
      if (!possible.has(place)) continue
      known.push(place)
      this.#isKnown[place] = 1
      if (engagingThere.has(place)) this.#mayEngage[place] = 1
    }
    this.known = known.sort((a, b) => (this.spare[b] as number) - (this.spare[a] as number))
    const by = (dimension: HitDimension) => Map.groupBy(this.known, (place) => names.of(place, dimension))
    this.#by = { base: by('base'), channel: by('channel'), day: by('day') }
    const moves = (dimension: HitDimension) => new Uint8Array(names[dimension].length ** 2)
    this.#moves = { base: moves('base'), channel: moves('channel'), day: moves('day') }
    this.ofDay = new Float64Array(names.day.length)
    this.viewsOfDay = new Float64Array(names.day.length)
    for (const place of this.known) {
      const day = names.of(place, 'day')
      this.ofDay[day] = (this.ofDay[day] as number) + (this.spare[place] as number)
      this.viewsOfDay[day] = (this.viewsOfDay[day] as number) + (this.spareViews[place] as number)
    }
  }

  #numberOf(base: string, channel: string, day: string): number {
    const { names } = this
    const [b, c, d] = [names.at('base', base), names.at('channel', channel), names.at('day', day)]
    return names.placeOf(b as number, c as number, d as number)
  }

  /** Knows what its hours have beyond their people; no more of a day can go to another day. */
  knowHours(day: number, spare: number, spareViews: number): void {
    const least = (known: number, hours: number) => Math.min(known, Math.max(0, Math.floor(hours)))
    this.ofDay[day] = least(this.ofDay[day] as number, spare)
    this.viewsOfDay[day] = least(this.viewsOfDay[day] as number, spareViews)
  }

  /** Knows nothing of its hours: no hit of a day can be said to be of another one. */
  forgetDays(): void {
    this.ofDay.fill(0)
    this.viewsOfDay.fill(0)
  }

  mayHave(place: number): boolean {
    return this.#isKnown[place] === 1
  }

  /** How many hits of a place could be of another one, in a leaf where somebody may have engaged there or nobody. */
  spareFor(from: number, mayEngage: boolean): number {
    return (mayEngage ? this.spare[from] : this.spareViews[from]) as number
  }

  /** Whether somebody may have engaged at a place. */
  mayEngage(place: number): boolean {
    return this.#mayEngage[place] === 1
  }

  /** How many hits of a day could be of another day. */
  spareOfDay(day: number, mayEngage: boolean): number {
    return (mayEngage ? this.ofDay[day] : this.viewsOfDay[day]) as number
  }

  /** The places of one base, channel or day where there may be hits. */
  at(dimension: HitDimension, at: number): readonly number[] {
    return this.#by[dimension].get(at) ?? nowhere
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
    const at = from * this.names[dimension].length + to
    const moves = this.#moves[dimension]
    if (moves[at] === 0) moves[at] = this.#sumMoved(dimension, from, to) >= this.#enough ? 1 : 2
    return moves[at] === 1
  }

  #sumMoved(dimension: HitDimension, from: number, to: number): number {
    let sum = 0
    for (const place of this.at(dimension, from)) {
      const moved = this.names.moved(place, dimension, to)
      if (this.mayHave(moved)) sum += this.spareFor(place, this.mayEngage(moved))
      if (sum >= this.#enough) break
    }
    return dimension === 'day' ? Math.min(sum, this.ofDay[from] as number) : sum
  }
}

const nowhere: readonly number[] = []

/** The leaves in each unit, by its number, in the order given. */
export function leavesByUnit(
  leaves: readonly LeafHits[],
  names: PlaceNames,
): readonly (readonly LeafHits[])[] {
  const under: LeafHits[][] = names.unit.map(() => [])
  for (const leaf of leaves) for (const unit of leaf.chain) under[unit]?.push(leaf)
  return under
}
