import type { Shares } from './even-share.ts'
import type { Indexed } from './indexed.ts'
import { LinearModel } from './linear-model.ts'
import type { Part } from './parts.ts'

/** A trait whose values are to be spread evenly. */
export interface Trait {
  name: 'province' | 'gender' | 'side'
  weight: number
  of: ArrayLike<number>
  shares: Shares
}

export interface PartModel {
  model: LinearModel
  /** Columns that place a block: which block of the part and which class, -1 for no seat. */
  seats: { block: number; class: number }[]
  /** Rows whose prices go into the proof. */
  classRow: Map<number, number>
  /** Key `unit * classes + class`. */
  unitRow: Map<number, number>
  /** By trait; key `value * classes + class`. */
  traitRow: Map<Trait['name'], Map<number, number>>
  apartRow: { pair: number; class: number; row: number }[]
  constant: number
}

/**
 * The mixed-integer model of a part with every rule and goal: a choice for each block and class, one row a class, one
 * for each unit and class, one for each pair apart and class, and what a trait has too many or too few of.
 */
export function partModel(indexed: Indexed, part: Part, traits: readonly Trait[]): PartModel {
  const { classes, unit, capacity, minimum, onePerUnit, apart } = indexed
  const model = new LinearModel()
  const seats: PartModel['seats'] = []
  const choices = new Map<number, [column: number, people: number][]>(part.classes.map((of) => [of, []]))
  const ofUnit = new Map<number, [number, number][]>()
  const ofTrait = traits.map(() => new Map<number, Map<number, number>>())
  const columnsOf = new Map<number, Map<number, number>>()
  const inApart = new Set(apart.flat())
  part.blocks.forEach((block, at) => {
    const own: [number, number][] = []
    for (const { class: of, cost } of block.options) {
      const column = model.choice(cost)
      own.push([column, 1])
      seats.push({ block: at, class: of })
      choices.get(of)?.push([column, block.members.length])
      for (const person of block.members) {
        if (onePerUnit) push(ofUnit, (unit[person] as number) * classes + of, [column, 1])
        if (inApart.has(person)) columnsOf.set(person, (columnsOf.get(person) ?? new Map()).set(of, column))
        traits.forEach((trait, n) => {
          const value = trait.of[person] as number
          if (value < 0) return
          const key = value * classes + of
          const row = ofTrait[n]?.get(key) ?? new Map<number, number>()
          ofTrait[n]?.set(key, row.set(column, (row.get(column) ?? 0) + 1))
        })
      }
    }
    if (block.unplaced !== Number.POSITIVE_INFINITY) {
      own.push([model.choice(block.unplaced), 1])
      seats.push({ block: at, class: -1 })
    }
    model.row(1, 1, own)
  })
  const classRow = new Map<number, number>()
  for (const [of, columns] of choices) {
    classRow.set(of, model.row(minimum[of] as number, capacity[of] as number, columns))
  }
  const unitRow = new Map<number, number>()
  for (const [key, columns] of ofUnit) {
    if (columns.length > 1) unitRow.set(key, model.row(0, 1, columns))
  }
  const apartRow: PartModel['apartRow'] = []
  for (const [pair, [a, b]] of apart.entries()) {
    for (const [of, column] of columnsOf.get(a) ?? []) {
      const other = columnsOf.get(b)?.get(of)
      if (other === undefined || other === column) continue
      const both = [
        [column, 1],
        [other, 1],
      ] as const
      apartRow.push({ pair, class: of, row: model.row(0, 1, both) })
    }
  }
  const traitRow: PartModel['traitRow'] = new Map()
  let constant = 0
  traits.forEach((trait, n) => {
    const rows = new Map<number, number>()
    traitRow.set(trait.name, rows)
    if (trait.weight === 0) return
    // Shares that nobody of this part could fill count all the same.
    trait.shares.low.forEach((low, key) => {
      if (low > 0 && choices.has(key % classes) && !ofTrait[n]?.has(key)) constant += trait.weight * low
    })
    for (const [key, terms] of ofTrait[n] ?? []) {
      const [low, high] = [trait.shares.low[key] as number, trait.shares.high[key] as number]
      const most = [...terms.values()].reduce((sum, people) => sum + people, 0)
      if (low === 0 && most <= high) continue
      const row: [number, number][] = [...terms]
      if (low > 0) row.push([model.column(trait.weight, 0, low, false), 1])
      if (most > high) row.push([model.column(trait.weight, 0, most - high, false), -1])
      rows.set(key, model.row(low, high, row))
    }
  })
  return { model, seats, classRow, unitRow, traitRow, apartRow, constant }
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
