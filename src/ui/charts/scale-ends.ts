/**
 * A round number at or above `value` to end a scale with: 1, 2, 3, 4, 5, 6 or 8 times a power of ten.
 * 0 for nothing to show.
 */
export function roundAbove(value: number): number {
  if (!(value > 0)) return 0
  const power = 10 ** Math.floor(Math.log10(value))
  for (const step of [1, 2, 3, 4, 5, 6, 8]) {
    const end = Number((step * power).toPrecision(2))
    if (value <= end) return end
  }
  return Number((10 * power).toPrecision(2))
}

/**
 * Ends of a scale over values that are shown: from 0, or from half of its end where all of them lie above that, so
 * that areas of nearly the same value can still be told apart.
 */
export function scaleOver(values: readonly number[]): { low: number; high: number } {
  const high = roundAbove(values.reduce((most, value) => Math.max(most, value), 0))
  const least = values.reduce((lowest, value) => Math.min(lowest, value), high)
  return { low: least >= high / 2 && least < high ? high / 2 : 0, high }
}
