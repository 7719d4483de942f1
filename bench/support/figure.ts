/** One line of a benchmark. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** What was measured beside it in the same run, in the same unit. */
  floor?: number | null
  /** value / floor; above 1 is better for rates, below 1 for times. */
  ratio?: number | null
  /** Load, connections, rows, cache state. */
  note?: string
}

export type Benchmark = (report: (figure: Figure) => void) => Promise<void>

/** The middle of the values; of two middles the mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** The value below which the share `p` of the values lies (nearest rank). */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}
