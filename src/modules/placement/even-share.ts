import type { Indexed } from './indexed.ts'

/** For each value of a trait and each class, the even share rounded down and up: index `value * classes + class`. */
export interface Shares {
  low: Int32Array
  high: Int32Array
}

/**
 * Even shares of a trait. A person counts in each class that comes into question by that class's part of all their
 * seats, so that the shares of a class follow from who could come, not from who does.
 * @param trait value of each person, -1 for none
 */
export function evenShares(indexed: Indexed, trait: ArrayLike<number>, values: number): Shares {
  const { people, classes, start, option, seats } = indexed
  const sums = new Float64Array(values * classes)
  for (let person = 0; person < people; person += 1) {
    const value = trait[person] as number
    if (value < 0) continue
    const [from, to] = [start[person] as number, start[person + 1] as number]
    let total = 0
    for (let at = from; at < to; at += 1) total += seats[option[at] as number] as number
    if (total === 0) continue
    for (let at = from; at < to; at += 1) {
      const of = option[at] as number
      const cell = value * classes + of
      sums[cell] = (sums[cell] as number) + (seats[of] as number) / total
    }
  }
  // A share of 3 that came out as 2.9999999 is 3.
  return {
    low: Int32Array.from(sums, (sum) => Math.floor(sum + 1e-6)),
    high: Int32Array.from(sums, (sum) => Math.ceil(sum - 1e-6)),
  }
}
