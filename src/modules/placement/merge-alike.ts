import type { Indexed } from './indexed.ts'

/** People between whom no goal and no rule of the flow can tell: first comes, first gets of what they get together. */
export interface Alike {
  members: number[]
}

/**
 * Puts together people of one unit (of one province where units are no rule) with the same classes at the same
 * cost, so that a hundred thousand people are some thousand nodes.
 */
export function mergeAlike(indexed: Indexed): Alike[] {
  const { people, start, option, cost, unplaced, unit, province, onePerUnit } = indexed
  const place = onePerUnit ? unit : province
  const buckets = new Map<number, Alike[]>()
  const found: Alike[] = []
  const isAlike = (a: number, b: number) => {
    const [fromA, fromB] = [start[a] as number, start[b] as number]
    const length = (start[a + 1] as number) - fromA
    if (place[a] !== place[b] || (start[b + 1] as number) - fromB !== length) return false
    if (unplaced[a] !== unplaced[b]) return false
    for (let at = 0; at < length; at += 1) {
      if (option[fromA + at] !== option[fromB + at] || cost[fromA + at] !== cost[fromB + at]) return false
    }
    return true
  }
  for (let person = 0; person < people; person += 1) {
    let hash = place[person] as number
    for (let at = start[person] as number; at < (start[person + 1] as number); at += 1) {
      hash = Math.imul(hash ^ (option[at] as number), 0x01000193)
      hash = Math.imul(hash ^ (cost[at] as number), 0x85ebca6b) ^ (hash >>> 15)
    }
    const bucket = buckets.get(hash)
    const known = bucket?.find(({ members }) => isAlike(members[0] as number, person))
    if (known) {
      known.members.push(person)
      continue
    }
    const one = { members: [person] }
    found.push(one)
    if (bucket) bucket.push(one)
    else buckets.set(hash, [one])
  }
  return found
}
