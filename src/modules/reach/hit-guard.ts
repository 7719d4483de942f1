import { CheapestWays, type TurnBack } from './cheapest-ways.ts'
import type { Few } from './few.ts'
import { changedBy, lossesOf, ownUnits, type Turn, turnsOf } from './hit-moves.ts'
import { HitTurns } from './hit-turns.ts'
import { type LeafHits, leavesByUnit } from './leaf-hits.ts'
import type { ToldFigure, ToldHits } from './told-hits.ts'

/** Leaves that are looked at for one way, those with the most hits to spare first. */
const mostLeaves = 40

/** Of those, how many are looked at beside others. */
const mostBeside = 8

/**
 * Holds figures of hits back until few people could have had `enough` hits more than they had, without any figure that
 * is told being another one. Each call finds one such way for one set of few people and holds back what it changes;
 * later calls only hold back more, so that ways found stay open.
 */
export class HitGuard {
  readonly #told: ToldHits
  readonly #enough: number
  readonly #leaves: readonly LeafHits[]
  readonly #under: readonly (readonly LeafHits[])[]
  /** Where a turn can be turned back. */
  readonly #others = new Map<number, LeafHits[]>()

  constructor(leaves: readonly LeafHits[], told: ToldHits, enough: number) {
    this.#told = told
    this.#enough = enough
    const worth = new Map(leaves.map((leaf) => [leaf, sumOf(leaf.ofDay)]))
    this.#leaves = leaves.toSorted((a, b) => (worth.get(b) as number) - (worth.get(a) as number))
    this.#under = leavesByUnit(this.#leaves, told.names)
  }

  protect(few: Few): void {
    const leaves = this.#within(few.unit).filter((leaf) => leaf.of(few).length > 0)
    if (leaves.slice(0, mostLeaves).some((leaf) => this.#turns(few, leaf).canRaise())) return
    const leaf = this.#firstOf(leaves)
    while (leaf) {
      const next = this.#nextToClose(few, leaf)
      const way = this.#cheapest(few, leaves, next?.cost ?? Number.POSITIVE_INFINITY)
      if (way) {
        for (const { unit, column } of way) this.#told.hold(unit, column)
        return
      }
      if (!next) return
      this.#told.close(next.unit)
      if (next.isWhole) this.#told.hold(next.unit, this.#told.whole)
      if (this.#turns(few, leaf).canRaise()) return
    }
  }

  /** The leaf in which a way is looked for last. */
  #firstOf(leaves: readonly LeafHits[]): LeafHits | undefined {
    return leaves.find(({ unit }) => this.#told.isClosed(unit)) ?? leaves[0]
  }

  /** Holds tables back until few could have had hits more with them too. To be called when all figures are decided. */
  protectFromTables(few: Few): void {
    if (!this.#told.tables.areAny()) return
    const leaves = this.#within(few.unit).filter((leaf) => leaf.of(few).length > 0)
    const { tables } = this.#told
    const leaf = this.#firstOf(leaves)
    const tried = new Set([...leaves.slice(0, mostLeaves), ...(leaf ? [leaf] : [])])
    const canRaise = () => [...tried].some((one) => this.#turns(few, one).canRaise())
    if (!leaf || canRaise()) return
    const choices = tables.choices(leaf.chain).sort((a, b) => a.cost - b.cost)
    const least = choices.find(({ held }) => tables.without(held, canRaise))
    // Without a way nothing at all is told of the units it lies in, and nothing is to be told by tables.
    for (const { unit, table } of least?.held ?? tables.all()) tables.hold(unit, table)
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

  #within(unit: number): readonly LeafHits[] {
    return this.#under[unit] ?? []
  }

  /** Leaves in which enough hits can turn back: some beside a unit and some elsewhere. */
  #back(unit: number, { dimension, from, to }: Turn): readonly LeafHits[] {
    const key = this.#told.names.numberOfTurn(unit, dimension, from, to)
    const known = this.#others.get(key)
    if (known) return known
    const above = this.#told.names.above[unit] as number
    const beside: LeafHits[] = []
    const elsewhere: LeafHits[] = []
    for (const leaf of this.#leaves) {
      const list = leaf.chain.includes(above) ? beside : elsewhere
      if (list.length === mostBeside || (above >= 0 && leaf.chain.includes(unit))) continue
      if (leaf.canMove(dimension, to, from)) list.push(leaf)
    }
    const found = [...beside, ...elsewhere]
    this.#others.set(key, found)
    return found
  }

  /**
   * The cheapest way of some, at most at a price: to hold back figures of two bases, channels or days, or of several such
   * pairs, in one leaf, and in others.
   */
  #cheapest(few: Few, leaves: readonly LeafHits[], price: number): readonly ToldFigure[] | undefined {
    const told = this.#told
    const ways = new CheapestWays(price)
    for (const leaf of leaves.slice(0, mostBeside)) {
      const cheapest = new Map<number, TurnBack>()
      for (const turns of turnsOf(few, leaf)) {
        const way: TurnBack[] = []
        let cost = 0
        for (const turn of turns) {
          const key = told.names.numberOfTurn(0, turn.dimension, turn.from, turn.to)
          const back = cheapest.get(key) ?? this.#cheapestBack(few, leaf, turn)
          cheapest.set(key, back)
          way.push(back)
          cost += back.cost
          if (cost > ways.price) break
        }
        if (cost > 0) ways.offer({ cost, leaf, turns: way })
      }
    }
    for (const { leaf, turns } of ways.all) {
      const figures = turns.flatMap(({ turn, other }) => changedBy(turn, leaf, other, told))
      if (told.without(figures, () => this.#turns(few, leaf).canRaise())) return figures
    }
    return undefined
  }

  /** The other leaf in which a turn is turned back with the least that is lost; or nowhere. */
  #cheapestBack(few: Few, leaf: LeafHits, turn: Turn): TurnBack {
    const told = this.#told
    const columns = told.changed(turn.dimension, turn.from, turn.to)
    const losses = lossesOf(columns, leaf, told)
    const all = losses.at(-1) as number
    if (all === 0) return { turn, other: undefined, cost: 0 }
    let best: TurnBack = { turn, other: undefined, cost: all }
    for (const other of this.#back(few.unit, turn)) {
      const own = losses[ownUnits(leaf, other)] as number
      if (own >= best.cost) continue
      const cost = own + (lossesOf(columns, other, told)[ownUnits(other, leaf)] as number)
      if (cost < best.cost) best = { turn, other, cost }
    }
    return best
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

  #wholeBeside(leaf: LeafHits, whole: number): Closing {
    if (whole === leaf.unit) return this.#closing(whole, true)
    const beside = this.#beneath(whole, (unit) => this.#told.isWholeTold(unit))
    const next = beside.findLast(({ ofDay }) => sumOf(ofDay) >= this.#enough)
    return this.#closing(next?.unit ?? whole, true)
  }

  #openBeside(open: number): Closing {
    const beside = this.#beneath(open, (unit) => !this.#told.isClosed(unit))
    // The smallest of those with plenty; the largest where none has.
    const next = beside.findLast(({ ofDay }) => sumOf(ofDay) >= plenty * this.#enough) ?? beside[0]
    return this.#closing(next?.unit ?? open, false)
  }

  /** Leaves below a unit of which something holds, as of no unit between. */
  #beneath(above: number, holds: (unit: number) => boolean): LeafHits[] {
    return this.#within(above).filter(
      ({ unit, chain }) =>
        unit !== above && holds(unit) && chain.find((one, at) => at > 0 && holds(one)) === above,
    )
  }

  #closing(unit: number, isWhole: boolean): Closing {
    const whole = isWhole ? this.#told.worth(unit, this.#told.whole) * dearer : 0
    return { unit, isWhole, cost: this.#told.worthOfAll(unit) + whole }
  }
}

/** A unit of which nothing but its whole is told any more, or not even that. */
interface Closing {
  unit: number
  isWhole: boolean
  cost: number
}

/** Wholes are worth more than their parts. */
const dearer = 10

/** So many times as many hits as are needed are plenty to find some among. */
const plenty = 50

const sumOf = (numbers: Float64Array) => numbers.reduce((sum, one) => sum + one, 0)
