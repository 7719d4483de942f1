import type { Few } from './few.ts'
import { unitsApart } from './hit-moves.ts'
import { type HitDimension, hitDimensions } from './hit-names.ts'
import type { LeafHits } from './leaf-hits.ts'
import type { ToldHits } from './told-hits.ts'
import { likenessFor } from './told-tables.ts'

/** Leaves in which hits of one dimension are turned back, at most. */
const mostLeaves = 60

/** Hits of one place that could be others'. */
interface Gift {
  leaf: LeafHits
  place: number
  by: number
  /** They go to another day. */
  isDelayed: boolean
}

/** Hits to be turned back below a unit, like those of a place. */
interface Back {
  seen: number
  dimension: HitDimension
  from: number
  to: number
  like: number
}

/**
 * Whether few could have `enough` hits more in a leaf with what is held back already: by hits of other places of the
 * same leaf, or where its whole is not told, of other such leaves. What that changes by base, channel or day is turned
 * back: in the same leaf where that is told of it, else in any leaf below the lowest unit it is told of, in which it is
 * not.
 */
export class HitTurns {
  readonly #few: Few
  readonly #leaf: LeafHits
  readonly #under: (unit: number) => readonly LeafHits[]
  readonly #told: ToldHits
  readonly #enough: number
  /** Hits given away so far, by leaf and place, and by leaf and day. */
  readonly #given = new Map<LeafHits, Map<number, number>>()
  readonly #givenOfDay = new Map<LeafHits, Map<number, number>>()
  readonly #backIn = new Map<number, LeafHits[]>()

  constructor(
    few: Few,
    leaf: LeafHits,
    under: (unit: number) => readonly LeafHits[],
    told: ToldHits,
    enough: number,
  ) {
    this.#few = few
    this.#leaf = leaf
    this.#under = under
    this.#told = told
    this.#enough = enough
  }

  canRaise(): boolean {
    let missing = this.#enough
    const { names } = this.#leaf
    const sources = this.#sources()
    for (const to of this.#leaf.of(this.#few)) {
      for (const source of sources) {
        for (const from of source.known) {
          if ((source.spare[from] as number) === 0) break
          if (this.#isOfFew(source, from)) continue
          const turned = hitDimensions.filter((one) => names.of(from, one) !== names.of(to, one))
          if (source !== this.#leaf && !this.#mayGive(source, from, to)) continue
          missing -= this.#turn(source, from, to, turned, missing)
          if (missing <= 0) return true
        }
      }
    }
    return false
  }

  /** How many hits besides those of few there are to turn, at most. */
  room(): number {
    let room = 0
    for (const source of this.#sources()) {
      const ofDay = new Map<number, number>()
      for (const place of source.known) {
        if (this.#isOfFew(source, place)) continue
        const day = source.names.of(place, 'day')
        ofDay.set(day, (ofDay.get(day) ?? 0) + (source.spare[place] as number))
      }
      for (const [day, own] of ofDay) {
        const isThen = this.#few.days?.includes(day) ?? true
        room += isThen ? own : Math.min(own, source.ofDay[day] as number)
      }
      if (room >= this.#enough) break
    }
    return room
  }

  /** The leaf, and where its whole is not told, others below the same whole of which nothing is told. */
  #sources(): LeafHits[] {
    const wholeOf = ({ chain }: LeafHits) => chain.find((unit) => this.#told.isWholeTold(unit))
    const whole = wholeOf(this.#leaf)
    if (whole === this.#leaf.unit) return [this.#leaf]
    const beside = this.#under(whole ?? (this.#leaf.chain.at(-1) as number)).filter(
      (one) => one !== this.#leaf && wholeOf(one) === whole,
    )
    return [this.#leaf, ...beside.slice(0, mostLeaves)]
  }

  #isOfFew(leaf: LeafHits, place: number): boolean {
    return leaf.isOf(this.#few, place) && leaf.chain.includes(this.#few.unit)
  }

  /** Whether hits of another leaf can be of this one: no figure of either, and of units above one alone, changes. */
  #mayGive(source: LeafHits, from: number, to: number): boolean {
    const { names } = this.#leaf
    const units = unitsApart(source, this.#leaf)
    return hitDimensions.every((dimension) => {
      const [away, back] = [names.of(from, dimension), names.of(to, dimension)]
      return units.every((unit) => !this.#told.isSeen(unit, dimension, away, back))
    })
  }

  /** Turns hits of one place into another's, up to a number, and back elsewhere; how many there were. */
  #turn(source: LeafHits, from: number, to: number, turned: readonly HitDimension[], most: number): number {
    const { names } = this.#leaf
    const isDelayed = turned.includes('day')
    let by = Math.min(most, this.#left(source, from, isDelayed, this.#leaf.mayEngage(to)))
    const own: Gift = { leaf: source, place: from, by, isDelayed }
    const gifts: Gift[] = [own]
    // One after the other: by base, then by channel, then by day.
    let at = from
    for (const dimension of turned) {
      if (by <= 0) return 0
      const [back, away] = [names.of(to, dimension), names.of(from, dimension)]
      at = names.moved(at, dimension, back)
      const seen = this.#leaf.chain.find((unit) => this.#told.isSeen(unit, dimension, away, back))
      if (seen === undefined) continue
      const found = this.#back({ seen, dimension, from: back, to: away, like: at }, by, gifts)
      by = found.reduce((sum, one) => sum + one.by, 0)
      gifts.push(...found)
    }
    if (by <= 0) return 0
    for (const gift of gifts) this.#give(gift, Math.min(gift.by, by))
    return by
  }

  /** Hits of leaves below a unit that could be of another base, channel or day without a figure below it changing. */
  #back({ seen, dimension, from, to, like }: Back, wanted: number, taken: readonly Gift[]): Gift[] {
    const isLike = this.#likeness(seen, dimension, from, to, like)
    const isDelayed = dimension === 'day'
    const gifts: Gift[] = []
    let missing = wanted
    for (const leaf of this.#leavesBack(seen, dimension, from, to)) {
      let takenThen = isDelayed ? takenOfDay(taken, leaf, from) : 0
      for (const place of leaf.at(dimension, from)) {
        if ((leaf.spare[place] as number) === 0) break
        if (!isLike(place)) continue
        const moved = leaf.names.moved(place, dimension, to)
        if (!leaf.mayHave(moved) || this.#isOfFew(leaf, place)) continue
        const mayEngage = leaf.mayEngage(moved)
        let by = Math.min(missing, this.#left(leaf, place, false, mayEngage))
        if (isDelayed) by = Math.min(by, this.#leftOfDay(leaf, from, mayEngage) - takenThen)
        for (const one of taken) if (one.leaf === leaf && one.place === place) by -= one.by
        if (by <= 0) continue
        gifts.push({ leaf, place, by, isDelayed })
        takenThen += by
        missing -= by
        if (missing <= 0) return gifts
      }
    }
    return gifts
  }

  /** Which places are so like one that tables of a unit and those above it stay the same. */
  #likeness(unit: number, dimension: HitDimension, from: number, to: number, like: number) {
    const { names } = this.#leaf
    let told = 0
    for (let above = unit; above >= 0; above = names.above[above] as number)
      told |= this.#told.tables.of(above)
    if (told === 0) return () => true
    const { base, channel, week, day } = likenessFor(
      told,
      dimension,
      this.#told.isOtherWeek(dimension, from, to),
    )
    const weekOf = (place: number) => names.weekOf[names.of(place, 'day')]
    return (place: number) =>
      (!base || names.of(place, 'base') === names.of(like, 'base')) &&
      (!channel || names.of(place, 'channel') === names.of(like, 'channel')) &&
      (!day || names.of(place, 'day') === names.of(like, 'day')) &&
      (!week || weekOf(place) === weekOf(like))
  }

  /** Leaves below a unit in which a figure may change, as it is told of no unit between. */
  #leavesBack(unit: number, dimension: HitDimension, from: number, to: number): LeafHits[] {
    const key = this.#leaf.names.numberOfTurn(unit, dimension, from, to)
    const known = this.#backIn.get(key)
    if (known) return known
    const found: LeafHits[] = []
    for (const leaf of this.#under(unit)) {
      if (leaf.at(dimension, from).length === 0 || leaf.at(dimension, to).length === 0) continue
      const first = leaf.chain.find((one) => this.#told.isSeen(one, dimension, from, to))
      if (first === unit && found.push(leaf) === mostLeaves) break
    }
    this.#backIn.set(key, found)
    return found
  }

  /** Hits of a place that are left to give, to another day or where nobody may have engaged. */
  #left(leaf: LeafHits, place: number, isDelayed: boolean, mayEngage: boolean): number {
    const own = leaf.spareFor(place, mayEngage) - (this.#given.get(leaf)?.get(place) ?? 0)
    return isDelayed ? Math.min(own, this.#leftOfDay(leaf, leaf.names.of(place, 'day'), mayEngage)) : own
  }

  #leftOfDay(leaf: LeafHits, day: number, mayEngage: boolean): number {
    return leaf.spareOfDay(day, mayEngage) - (this.#givenOfDay.get(leaf)?.get(day) ?? 0)
  }

  #give({ leaf, place, isDelayed }: Gift, by: number): void {
    add(this.#given, leaf, place, by)
    if (isDelayed) add(this.#givenOfDay, leaf, leaf.names.of(place, 'day'), by)
  }
}

function add(to: Map<LeafHits, Map<number, number>>, leaf: LeafHits, key: number, by: number): void {
  const own = to.get(leaf) ?? new Map<number, number>()
  to.set(leaf, own)
  own.set(key, (own.get(key) ?? 0) + by)
}

const takenOfDay = (taken: readonly Gift[], leaf: LeafHits, day: number) =>
  taken
    .filter((one) => one.leaf === leaf && one.isDelayed && leaf.names.of(one.place, 'day') === day)
    .reduce((sum, { by }) => sum + by, 0)
