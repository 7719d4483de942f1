import type { Few } from './few.ts'
import { changedBy, turnsOf } from './hit-moves.ts'
import { HitTurns } from './hit-turns.ts'
import type { LeafHits } from './leaf-hits.ts'
import type { ToldFigure, ToldHits } from './told-hits.ts'

/** Leaves that are looked at for one way, those with the most hits to spare first. */
const mostLeaves = 40

/** Of those, how many are looked at beside others; and how many ways are tried. */
const mostBeside = 8
const mostTried = 16

/**
 * Holds figures of hits back until few people could have had `enough` hits more than they had, without any figure that
 * is told being another one. Each call finds one such way for one set of few people and holds back what it changes;
 * later calls only hold back more, so that ways found stay open.
 */
export class HitGuard {
  readonly #told: ToldHits
  readonly #enough: number
  readonly #leaves: readonly LeafHits[]
  readonly #under = new Map<string, LeafHits[]>()

  constructor(leaves: readonly LeafHits[], told: ToldHits, enough: number) {
    this.#told = told
    this.#enough = enough
    const worth = new Map(leaves.map((leaf) => [leaf, sumOf(leaf.ofDay)]))
    this.#leaves = leaves.toSorted((a, b) => (worth.get(b) as number) - (worth.get(a) as number))
    for (const leaf of this.#leaves) {
      for (const unit of leaf.chain) {
        const known = this.#under.get(unit)
        if (known) known.push(leaf)
        else this.#under.set(unit, [leaf])
      }
    }
  }

  protect(few: Few): void {
    const leaves = this.#within(few.unit).filter((leaf) => leaf.of(few).length > 0)
    if (leaves.slice(0, mostLeaves).some((leaf) => this.#turns(few, leaf).canRaise())) return
    const leaf = leaves.find(({ unit }) => this.#told.isClosed(unit)) ?? leaves[0]
    while (leaf) {
      const way = this.#cheapest(few, leaves.slice(0, mostLeaves))
      const next = this.#nextToClose(few, leaf)
      if (way && (!next || way.cost <= next.cost)) {
        for (const { unit, column } of way.figures) this.#told.hold(unit, column)
        return
      }
      if (!next) return
      this.#told.close(next.unit)
      if (next.isWhole) this.#told.hold(next.unit, this.#told.whole)
      if (this.#turns(few, leaf).canRaise()) return
    }
  }

  /** Hits of few beyond their people, at least, up to what is enough. */
  canSpare(few: Few): boolean {
    let sum = 0
    for (const leaf of this.#within(few.unit)) {
      for (const place of leaf.of(few)) sum += leaf.spare[place] as number
      if (sum >= this.#enough) return true
    }
    return false
  }

  #within(unit: string): readonly LeafHits[] {
    return this.#under.get(unit) ?? []
  }

  #beside(unit: string): LeafHits[] {
    const above = unit.slice(0, unit.lastIndexOf('.'))
    return this.#within(above)
      .filter(({ chain }) => !chain.includes(unit))
      .slice(0, mostLeaves)
  }

  #elsewhere(unit: string): LeafHits[] {
    const above = unit.slice(0, unit.lastIndexOf('.'))
    return this.#leaves.filter(({ chain }) => !chain.includes(above)).slice(0, mostLeaves)
  }

  /** The cheapest way of some: to hold back figures of two bases, channels or days in one leaf, and in another. */
  #cheapest(few: Few, leaves: readonly LeafHits[]): Way | undefined {
    const others = [
      ...this.#beside(few.unit).slice(0, mostBeside),
      ...this.#elsewhere(few.unit).slice(0, mostBeside),
      undefined,
    ]
    const ways: (Way & { leaf: LeafHits })[] = []
    for (const leaf of leaves.slice(0, mostBeside)) {
      for (const turn of turnsOf(few, leaf)) {
        for (const other of others) {
          if (other && !other.canMove(turn.dimension, turn.to, turn.from)) continue
          const figures = [...changedBy(turn, leaf, other, this.#told)]
          const cost = figures.reduce((sum, one) => sum + this.#told.worth(one), 0)
          if (cost > 0) ways.push({ leaf, figures, cost })
        }
      }
    }
    return ways
      .sort((a, b) => a.cost - b.cost)
      .slice(0, mostTried)
      .find(({ leaf, figures }) => this.#told.without(figures, () => this.#turns(few, leaf).canRaise()))
  }

  #turns(few: Few, leaf: LeafHits): HitTurns {
    return new HitTurns(few, leaf, (unit) => this.#within(unit), this.#told, this.#enough)
  }

  /**
   * What is closed next where there is no way with single figures that costs less: the leaf, then others beside it that
   * turn hits back, the unit above where all are closed. Where too little is left besides few, a whole goes too.
   */
  #nextToClose(few: Few, leaf: LeafHits): Closing | undefined {
    const told = this.#told
    if (!told.isClosed(leaf.unit)) return this.#closing(leaf.unit, false)
    const whole = leaf.chain.find((unit) => told.isWholeTold(unit))
    const open = leaf.chain.find((unit) => !told.isClosed(unit))
    const nextWhole = whole === undefined ? undefined : this.#wholeBeside(leaf, whole)
    const nextOpen = open === undefined ? undefined : this.#openBeside(open)
    if (!nextWhole || !nextOpen) return nextWhole ?? nextOpen
    return this.#turns(few, leaf).room() < this.#enough || nextWhole.cost < nextOpen.cost
      ? nextWhole
      : nextOpen
  }

  #wholeBeside(leaf: LeafHits, whole: string): Closing {
    if (whole === leaf.unit) return this.#closing(whole, true)
    const beside = this.#beneath(whole, (unit) => this.#told.isWholeTold(unit))
    const next = beside.findLast(({ ofDay }) => sumOf(ofDay) >= this.#enough)
    return this.#closing(next?.unit ?? whole, true)
  }

  #openBeside(open: string): Closing {
    const beside = this.#beneath(open, (unit) => !this.#told.isClosed(unit))
    // The smallest of those with plenty; the largest where none has.
    const next = beside.findLast(({ ofDay }) => sumOf(ofDay) >= plenty * this.#enough) ?? beside[0]
    return this.#closing(next?.unit ?? open, false)
  }

  /** Leaves below a unit of which something holds, as of no unit between. */
  #beneath(above: string, holds: (unit: string) => boolean): LeafHits[] {
    return this.#within(above).filter(
      ({ unit, chain }) =>
        unit !== above && holds(unit) && chain.find((one, at) => at > 0 && holds(one)) === above,
    )
  }

  #closing(unit: string, isWhole: boolean): Closing {
    const whole = isWhole ? this.#told.worth({ unit, column: this.#told.whole }) * dearer : 0
    return { unit, isWhole, cost: this.#told.worthOfAll(unit) + whole }
  }
}

/** A way for few, with what is held back for it. */
interface Way {
  figures: readonly ToldFigure[]
  cost: number
}

/** A unit of which nothing but its whole is told any more, or not even that. */
interface Closing {
  unit: string
  isWhole: boolean
  cost: number
}

/** Wholes are worth more than their parts. */
const dearer = 10

/** So many times as many hits as are needed are plenty to find some among. */
const plenty = 50

const sumOf = (numbers: Float64Array) => numbers.reduce((sum, one) => sum + one, 0)
