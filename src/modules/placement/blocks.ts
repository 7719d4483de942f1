import type { Indexed } from './indexed.ts'

/** People who go together, mostly one. */
export interface Block {
  members: number[]
  /** Classes open to all of them, and what they cost together. */
  options: { class: number; cost: number }[]
  /** Cost of leaving them all without a seat; infinite where that may not be. */
  unplaced: number
}

/** Everybody in one block with those they must be with; groups that overlap are one. */
export function blocksOf(indexed: Indexed): Block[] {
  const { people, start, option, cost, unplaced, unit, onePerUnit, together, apart } = indexed
  const leader = Int32Array.from({ length: people }, (_, person) => person)
  const find = (person: number): number => {
    let at = person
    while (leader[at] !== at) {
      leader[at] = leader[leader[at] as number] as number
      at = leader[at] as number
    }
    return at
  }
  for (const [first, ...others] of together as [number, ...number[]][]) {
    for (const other of others) leader[find(other)] = find(first)
  }
  const torn = new Set<number>()
  for (const [a, b] of apart) if (find(a) === find(b)) torn.add(find(a))
  const members = Map.groupBy(
    Array.from({ length: people }, (_, person) => person),
    find,
  )
  return [...members].map(([at, block]): Block => {
    const sums = new Map<number, { count: number; cost: number }>()
    for (const person of block) {
      for (let n = start[person] as number; n < (start[person + 1] as number); n += 1) {
        const known = sums.get(option[n] as number) ?? { count: 0, cost: 0 }
        sums.set(option[n] as number, { count: known.count + 1, cost: known.cost + (cost[n] as number) })
      }
    }
    const units = new Set(block.map((person) => unit[person]))
    const cannot = torn.has(at) || (onePerUnit && units.size < block.length)
    return {
      members: block,
      options: cannot
        ? []
        : [...sums].flatMap(([of, { count, cost }]) => (count === block.length ? [{ class: of, cost }] : [])),
      unplaced: block.reduce((sum, person) => sum + (unplaced[person] as number), 0),
    }
  })
}
