import { t975 } from './student-t.ts'

/** A value between the ends of its 95 % interval. */
export interface Estimate {
  value: number
  lower: number
  upper: number
}

/** 97.5 % of the normal distribution lie under it. */
const z = 1.959963984540054
const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/**
 * A share with its 95 % interval: Wilson's score interval without continuity correction. `n` at least 1.
 * Source: Wilson 1927; recommended in Newcombe 1998, Statistics in Medicine 17:857-872 (method 3).
 */
export function shareOf(count: number, n: number): Estimate {
  const value = count / n
  const middle = (2 * count + z * z) / (2 * (n + z * z))
  const half = (z * Math.sqrt(z * z + 4 * count * (1 - value))) / (2 * (n + z * z))
  return { value, lower: between(middle - half, 0, 1), upper: between(middle + half, 0, 1) }
}

/**
 * A mean with its 95 % interval: mean ± t(0.975; n - 1) · s / √n, s the standard deviation with n - 1 below it.
 * Null under two answers, which have no spread. Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2.
 */
export function meanOf({ n, mean, deviation }: { n: number; mean: number; deviation: number }) {
  if (n < 2) return null
  const half = (t975(n - 1) * deviation) / Math.sqrt(n)
  return { value: mean, lower: mean - half, upper: mean + half }
}

/**
 * How much larger the second share is than the first, of different people: Newcombe's hybrid score interval.
 * Source: Newcombe 1998, Statistics in Medicine 17:873-890 (method 10).
 */
export function differenceOfShares(
  before: { right: number; n: number },
  after: { right: number; n: number },
): Estimate {
  const [p, q] = [shareOf(before.right, before.n), shareOf(after.right, after.n)]
  const value = q.value - p.value
  return {
    value,
    lower: value - Math.hypot(q.value - q.lower, p.upper - p.value),
    upper: value + Math.hypot(q.upper - q.value, p.value - p.lower),
  }
}

/**
 * How much larger the share is after than before among the same `n` people, of whom `gained` were right only after
 * and `lost` only before: adjusted Wald interval.
 * Source: Bonett and Price 2012, Journal of Educational and Behavioral Statistics 37:479-488.
 */
export function differenceOfPairs({
  n,
  gained,
  lost,
}: {
  n: number
  gained: number
  lost: number
}): Estimate {
  const [up, down] = [(gained + 1) / (n + 2), (lost + 1) / (n + 2)]
  const middle = up - down
  const half = z * Math.sqrt((up + down - middle ** 2) / (n + 2))
  return {
    value: (gained - lost) / n,
    lower: between(middle - half, -1, 1),
    upper: between(middle + half, -1, 1),
  }
}
