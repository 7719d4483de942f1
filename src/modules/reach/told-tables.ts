import type { HitDimension, PlaceNames } from './hit-names.ts'
import { isOwnPart, type LatticeCell } from './lattice.ts'
import { season } from './periods.ts'
import { all } from './rollups.ts'

/**
 * Hits by two or three of base, channel and time in a unit with others under it; each a bit. A table is told whole, with
 * all its cells, or not at all.
 */
const tables = {
  baseChannel: 1,
  baseWeek: 2,
  channelWeek: 4,
  baseChannelWeek: 8,
  baseDay: 16,
  channelDay: 32,
} as const

/** What sums of a table would tell too: a table is told only where these are. */
const within: readonly (readonly [table: number, sums: number])[] = [
  [tables.baseChannelWeek, tables.baseChannel | tables.baseWeek | tables.channelWeek],
  [tables.baseDay, tables.baseWeek],
  [tables.channelDay, tables.channelWeek],
]

/** The table that a cell is of; 0 for cells by one of base, channel and time, and for hours. */
export function tableOf({ period, base, channel }: Pick<LatticeCell, 'period' | 'base' | 'channel'>): number {
  const [isBase, isChannel] = [base !== all, channel !== all]
  if (period === season) return isBase && isChannel ? tables.baseChannel : 0
  if (period.startsWith('week')) {
    if (isBase && isChannel) return tables.baseChannelWeek
    return isBase ? tables.baseWeek : isChannel ? tables.channelWeek : 0
  }
  if (!period.startsWith('day')) return 0
  return isBase ? tables.baseDay : isChannel ? tables.channelDay : 0
}

/** The tables in which hits of another base, channel or day, or of another week too, are seen. */
export function tablesWith(dimension: HitDimension, isOtherWeek: boolean): number {
  const { baseChannel, baseWeek, channelWeek, baseChannelWeek, baseDay, channelDay } = tables
  if (dimension === 'base') return baseChannel | baseWeek | baseChannelWeek | baseDay
  if (dimension === 'channel') return baseChannel | channelWeek | baseChannelWeek | channelDay
  return baseDay | channelDay | (isOtherWeek ? baseWeek | channelWeek | baseChannelWeek : 0)
}

/** The tables whose sums are figures by base, by channel, by week or by day. */
export const tablesOver: Record<HitDimension | 'week', number> = {
  base: tablesWith('base', true),
  channel: tablesWith('channel', true),
  week: tablesWith('day', true),
  day: tablesWith('day', false),
}

/** In what a turn back has to be like the turn, so that some tables do not change. */
export interface Likeness {
  base: boolean
  channel: boolean
  week: boolean
  day: boolean
}

/** @param told tables of all units in which a turn is turned back */
export function likenessFor(told: number, dimension: HitDimension, isOtherWeek: boolean): Likeness {
  const seen = told & tablesWith(dimension, isOtherWeek)
  const { baseChannel, baseWeek, channelWeek, baseChannelWeek, baseDay, channelDay } = tables
  const both = baseChannel | baseChannelWeek
  return {
    base: dimension !== 'base' && (seen & (both | baseWeek | baseDay)) !== 0,
    channel: dimension !== 'channel' && (seen & (both | channelWeek | channelDay)) !== 0,
    week: dimension !== 'day' && (seen & (baseWeek | channelWeek | baseChannelWeek)) !== 0,
    day: dimension !== 'day' && (seen & (baseDay | channelDay)) !== 0,
  }
}

/** Some tables of a unit. */
export interface UnitTables {
  unit: number
  /** Bits of tables. */
  table: number
}

/**
 * Which tables are told of units with others under them: none until they are told, and only those of which every cell has
 * a figure of people.
 */
export class ToldTables {
  readonly #names: PlaceNames
  readonly #told: Uint8Array
  /** How many units have a table that is told. */
  #units = 0
  readonly #possible: Uint8Array
  /** What is lost with each table of a unit. */
  readonly #worth: Float64Array

  /** @param cells of which the people have been judged */
  constructor(cells: readonly LatticeCell[], names: PlaceNames) {
    this.#names = names
    this.#told = new Uint8Array(names.unit.length)
    this.#worth = new Float64Array(names.unit.length * inOrder.length)
    const held = new Uint8Array(names.unit.length)
    const any = new Uint8Array(names.unit.length)
    for (const cell of cells) {
      const table = tableOf(cell)
      const unit = table === 0 ? undefined : names.at('unit', cell.workUnitId)
      const { isHeld, least, people } = cell.members.delivered
      if (unit === undefined || least === 0) continue
      any[unit] = (any[unit] as number) | table
      if (isHeld) held[unit] = (held[unit] as number) | table
      const at = unit * inOrder.length + Math.log2(table)
      this.#worth[at] = (this.#worth[at] as number) + 1 + Math.sqrt(people)
    }
    const above = new Set(names.above)
    this.#possible = Uint8Array.from(names.unit, (name, unit) =>
      above.has(unit) && !isOwnPart(name) ? (any[unit] as number) & ~(held[unit] as number) : 0,
    )
  }

  /** The tables of a unit that are told. */
  of(unit: number): number {
    return this.#told[unit] as number
  }

  isTold(unit: number, cell: Pick<LatticeCell, 'period' | 'base' | 'channel'>): boolean {
    return (this.of(unit) & tableOf(cell)) !== 0
  }

  areAny(): boolean {
    return this.#units > 0
  }

  /** Tells those tables of a unit that may be told. */
  tell(unit: number, some: number): void {
    this.#set(unit, withSums((this.#possible[unit] as number) & some))
  }

  hold(unit: number, some: number): void {
    this.#set(unit, withSums(this.of(unit) & ~some))
  }

  #set(unit: number, told: number): void {
    this.#units += Number(told > 0) - Number(this.of(unit) > 0)
    this.#told[unit] = told
  }

  /** Whether something holds without some tables; afterwards they are told as before. */
  without(some: readonly UnitTables[], holds: () => boolean): boolean {
    const told = some.map(({ unit }) => this.of(unit))
    for (const { unit, table } of some) this.hold(unit, table)
    const found = holds()
    for (const [at, { unit }] of some.entries()) this.#set(unit, told[at] as number)
    return found
  }

  /**
   * What may be held back for a leaf, with what would be lost: the finest tables of the units it lies in, from below, and
   * then coarser ones; the same of all others besides; and all there is.
   */
  choices(chain: readonly number[]): { held: UnitTables[]; cost: number }[] {
    const units = [...this.#names.unit.keys()].filter((unit) => this.of(unit) > 0)
    const inChain = chain.filter((unit) => units.includes(unit))
    const beside = units.filter((unit) => !chain.includes(unit))
    if (units.length === 0) return []
    const sets = [
      ...inChain.map((_, at) => inChain.slice(0, at + 1)),
      ...beside.map((unit) => [unit]),
      beside,
      units,
    ]
    return sets.flatMap((set) =>
      [fine, fine | middle, every].map((table) => ({
        held: set.map((unit) => ({ unit, table })),
        cost: set.reduce((sum, unit) => sum + this.#lostOf(unit, table), 0),
      })),
    )
  }

  /** All there is. */
  all(): UnitTables[] {
    return [...this.#told.keys()].filter((unit) => this.of(unit) > 0).map((unit) => ({ unit, table: every }))
  }

  #lostOf(unit: number, table: number): number {
    const lost = this.of(unit) & ~withSums(this.of(unit) & ~table)
    let worth = 0
    for (const [at, one] of inOrder.entries()) {
      if (lost & one) worth += this.#worth[unit * inOrder.length + at] as number
    }
    return worth
  }
}

/** Tables in the order of their bits. */
const inOrder = Object.values(tables)
const fine = tables.baseDay | tables.channelDay
const middle = tables.baseWeek | tables.channelWeek | tables.baseChannelWeek
const every = fine | middle | tables.baseChannel

/** Those of some tables whose sums are among them. */
function withSums(told: number): number {
  let left = told
  for (const [table, sums] of within) if ((left & sums) !== sums) left &= ~table
  return left
}
