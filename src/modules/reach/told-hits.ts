import type { HitDimension, Names } from './hit-names.ts'
import type { LeafHits } from './leaf-hits.ts'

/** A figure of hits: of a unit, by number of its column in `ToldHits`. */
export interface ToldFigure {
  unit: string
  column: number
}

/**
 * Which figures of hits are told: of each unit the season as a whole, by base and by channel, and each week and day as a
 * whole. A column is one of them, in every unit.
 */
export class ToldHits {
  readonly names: Names
  /** Of the whole season. */
  readonly whole = 0
  readonly #starts: Record<HitDimension | 'week', number>
  readonly #size: number
  readonly #units: ReadonlyMap<string, number>
  /** Units of which nothing but the whole is told, if that. */
  readonly #closed = new Set<string>()
  readonly #isTold: Uint8Array
  /** Hits of each figure. */
  readonly #hits: Float64Array

  /** @param leaves every unit and own part with hits */
  constructor(leaves: readonly LeafHits[], names: Names) {
    this.names = names
    const channel = 1 + names.base.length
    const day = channel + names.channel.length
    const week = day + names.day.length
    this.#starts = { base: 1, channel, day, week }
    this.#size = week + names.week.length
    const units = new Set(leaves.flatMap(({ chain, unit }) => (unit.endsWith('@') ? chain.slice(1) : chain)))
    this.#units = new Map([...units].map((unit, at) => [unit, at * this.#size]))
    this.#isTold = new Uint8Array(this.#units.size * this.#size)
    this.#hits = new Float64Array(this.#isTold.length)
    for (const leaf of leaves) this.#count(leaf)
  }

  column(dimension: HitDimension | 'week', at: number): number {
    return this.#starts[dimension] + at
  }

  /** The columns that change when hits of one base, channel or day become another's. */
  changed(dimension: HitDimension, from: number, to: number): number[] {
    const own = [this.column(dimension, from), this.column(dimension, to)]
    if (dimension !== 'day') return own
    const weeks = new Set([from, to].map((day) => this.names.weekOf[day] as number))
    return weeks.size === 1 ? own : [...own, ...[...weeks].map((week) => this.column('week', week))]
  }

  #count({ chain, known, hits, names }: LeafHits): void {
    const starts = chain.flatMap((unit) => this.#units.get(unit) ?? [])
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
      for (const start of starts) {
        for (const column of own) this.#hits[start + column] = (this.#hits[start + column] as number) + sum
      }
    }
  }

  isTold(unit: string, column: number): boolean {
    const start = this.#units.get(unit)
    return start !== undefined && this.#isTold[start + column] === 1
  }

  isWholeTold(unit: string): boolean {
    return this.isTold(unit, this.whole)
  }

  tell(unit: string, column: number): void {
    const start = this.#units.get(unit)
    if (start !== undefined && (this.#hits[start + column] as number) > 0) this.#isTold[start + column] = 1
  }

  hold(unit: string, column: number): void {
    this.#isTold[(this.#units.get(unit) as number) + column] = 0
  }

  /** Whether something holds with some figures held back; afterwards they are told as before. */
  without(figures: readonly ToldFigure[], holds: () => boolean): boolean {
    const told = figures.filter(({ unit, column }) => this.isTold(unit, column))
    for (const { unit, column } of told) this.hold(unit, column)
    const found = holds()
    for (const { unit, column } of told) this.tell(unit, column)
    return found
  }

  /** Tells nothing but the whole of a unit any more. */
  close(unit: string): void {
    this.#closed.add(unit)
    const start = this.#units.get(unit)
    if (start !== undefined) this.#isTold.fill(0, start + 1, start + this.#size)
  }

  /** What a unit did by itself has no figures. */
  isClosed(unit: string): boolean {
    return this.#closed.has(unit) || !this.#units.has(unit)
  }

  /** What is lost when a figure that is told is held back: large ones are worth more. */
  worth({ unit, column }: ToldFigure): number {
    return this.isTold(unit, column)
      ? 1 + Math.sqrt(this.#hits[(this.#units.get(unit) as number) + column] as number)
      : 0
  }

  /** What would be lost by closing a unit. */
  worthOfAll(unit: string): number {
    let worth = 0
    for (let column = 1; column < this.#size; column += 1) worth += this.worth({ unit, column })
    return worth
  }
}
