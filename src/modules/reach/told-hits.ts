import { type HitDimension, hitDimensions, type PlaceNames } from './hit-names.ts'
import { type CellName, isOwnPart, type LatticeCell } from './lattice.ts'
import type { LeafHits } from './leaf-hits.ts'
import { season } from './periods.ts'
import { all } from './rollups.ts'
import { ToldTables, tablesOver, tablesWith } from './told-tables.ts'

/** A figure of hits: of a unit, by number of its column in `ToldHits`. */
export interface ToldFigure {
  /** Number of the unit, as in `PlaceNames`. */
  unit: number
  column: number
}

/** So many times as much as a unit's figures are those of the one above it worth. */
const dearer = 4

/**
 * Which figures of hits are told: of each unit the season as a whole, by base and by channel, and each week and day as a
 * whole; a column is one of them, in every unit. Of units with others under them also whole tables.
 */
export class ToldHits {
  readonly names: PlaceNames
  /** Of the whole season. */
  readonly whole = 0
  readonly #starts: Record<HitDimension | 'week', number>
  /** Columns of a unit. */
  readonly #size: number
  /** What a unit did by itself has no figures. */
  readonly #isOwnPart: Uint8Array
  /** Units of which nothing but the whole is told, if that. */
  readonly #isClosed: Uint8Array
  readonly #isTold: Uint8Array
  /** Hits of each figure. */
  readonly #hits: Float64Array
  /** How much more the figures of a unit are worth than those of the deepest. */
  readonly #weights: Float64Array
  /** Hits by two or three of base, channel and time. */
  readonly tables: ToldTables

  /**
   * Tells what has a figure of people.
   * @param leaves every unit and own part with hits
   * @param cells of which the people have been judged
   */
  constructor(leaves: readonly LeafHits[], names: PlaceNames, cells: readonly LatticeCell[]) {
    this.names = names
    const channel = 1 + names.base.length
    const day = channel + names.channel.length
    const week = day + names.day.length
    this.#starts = { base: 1, channel, day, week }
    this.#size = week + names.week.length
    this.#isOwnPart = Uint8Array.from(names.unit, (unit) => Number(isOwnPart(unit)))
    this.#isClosed = this.#isOwnPart.slice()
    this.#isTold = new Uint8Array(names.unit.length * this.#size)
    this.#hits = new Float64Array(this.#isTold.length)
    const depths = names.unit.map((_, unit) => names.chainOf(unit).length)
    const deepest = Math.max(0, ...depths)
    this.#weights = Float64Array.from(depths, (depth) => dearer ** (deepest - depth))
    for (const leaf of leaves) this.#count(leaf)
    this.tables = new ToldTables(cells, names)
    for (const cell of cells) {
      const [unit, own] = [names.at('unit', cell.workUnitId), this.columnOf(cell)]
      if (unit !== undefined && own !== undefined && !cell.members.delivered.isHeld) this.tell(unit, own)
    }
  }

  /** The column of a cell; undefined for those by two of base, channel and time, and for hours. */
  columnOf({ period, base, channel }: Pick<CellName, 'period' | 'base' | 'channel'>): number | undefined {
    const column = (kind: HitDimension | 'week', name: string) => {
      const at = this.names.at(kind, name)
      return at === undefined ? undefined : this.column(kind, at)
    }
    if (period !== season) {
      if (base !== all || channel !== all) return undefined
      return column('week', period) ?? column('day', period)
    }
    if (channel === all) return base === all ? this.whole : column('base', base)
    return base === all ? column('channel', channel) : undefined
  }

  /** Tells every table of which all cells have a figure of people, and all sums a figure of hits. */
  tellTables(): void {
    for (const unit of this.names.unit.keys()) {
      if (!this.isWholeTold(unit)) continue
      let untold = 0
      for (const kind of [...hitDimensions, 'week'] as const) {
        const start = unit * this.#size + this.#starts[kind]
        for (let at = start; at < start + this.names[kind].length; at += 1) {
          if ((this.#hits[at] as number) > 0 && this.#isTold[at] === 0) untold |= tablesOver[kind]
        }
      }
      this.tables.tell(unit, ~untold)
    }
  }

  column(dimension: HitDimension | 'week', at: number): number {
    return this.#starts[dimension] + at
  }

  /** The columns that change when hits of one base, channel or day become another's. */
  changed(dimension: HitDimension, from: number, to: number): number[] {
    const own = [this.column(dimension, from), this.column(dimension, to)]
    if (dimension !== 'day') return own
    const [one, other] = [this.names.weekOf[from] as number, this.names.weekOf[to] as number]
    return one === other ? own : [...own, this.column('week', one), this.column('week', other)]
  }

  #count({ chain, known, hits, names }: LeafHits): void {
    for (const place of known) {
      const sum = hits[place] as number
      const day = names.of(place, 'day')
      const own = [
        this.whole,
        this.column('base', names.of(place, 'base')),
        this.column('channel', names.of(place, 'channel')),
        this.column('day', day),
        this.column('week', names.weekOf[day] as number),
      ]
      for (const unit of chain) {
        for (const column of own) {
          const at = unit * this.#size + column
          this.#hits[at] = (this.#hits[at] as number) + sum
        }
      }
    }
  }

  isTold(unit: number, column: number): boolean {
    return this.#isTold[unit * this.#size + column] === 1
  }

  isWholeTold(unit: number): boolean {
    return this.isTold(unit, this.whole)
  }

  tell(unit: number, column: number): void {
    const at = unit * this.#size + column
    if (this.#isOwnPart[unit] === 0 && (this.#hits[at] as number) > 0) this.#isTold[at] = 1
  }

  hold(unit: number, column: number): void {
    this.#isTold[unit * this.#size + column] = 0
  }

  /** Whether something holds with some figures held back; afterwards they are told as before. */
  without(figures: readonly ToldFigure[], holds: () => boolean): boolean {
    const told = figures.filter(({ unit, column }) => this.isTold(unit, column))
    for (const { unit, column } of told) this.hold(unit, column)
    const found = holds()
    for (const { unit, column } of told) this.tell(unit, column)
    return found
  }

  /** Whether a figure or table of a unit changes when hits of one base, channel or day become another's. */
  isSeen(unit: number, dimension: HitDimension, from: number, to: number): boolean {
    if (this.tables.of(unit) & tablesWith(dimension, this.isOtherWeek(dimension, from, to))) return true
    return this.changed(dimension, from, to).some((column) => this.isTold(unit, column))
  }

  isOtherWeek(dimension: HitDimension, from: number, to: number): boolean {
    return dimension === 'day' && this.names.weekOf[from] !== this.names.weekOf[to]
  }

  /** Tells nothing but the whole of a unit any more. */
  close(unit: number): void {
    this.#isClosed[unit] = 1
    this.#isTold.fill(0, unit * this.#size + 1, (unit + 1) * this.#size)
  }

  isClosed(unit: number): boolean {
    return this.#isClosed[unit] === 1
  }

  /** What is lost when a figure that is told is held back: large ones are worth more, and those of units above others. */
  worth(unit: number, column: number): number {
    const at = unit * this.#size + column
    return this.#isTold[at] === 1
      ? (1 + Math.sqrt(this.#hits[at] as number)) * (this.#weights[unit] as number)
      : 0
  }

  /** What would be lost by closing a unit. */
  worthOfAll(unit: number): number {
    let worth = 0
    for (let column = 1; column < this.#size; column += 1) worth += this.worth(unit, column)
    return worth
  }
}
