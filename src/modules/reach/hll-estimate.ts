import { registerCount, registerMost } from './hll-storage.ts'

/**
 * Number of different elements behind registers: the improved raw estimator, unbiased from the first to the last
 * without tables or thresholds.
 * Source: O. Ertl, New cardinality estimation algorithms for HyperLogLog sketches, 2017, algorithm 6.
 */
export function estimate(registers: Uint8Array): number {
  const multiplicity = new Uint32Array(registerMost + 1)
  const words = new Uint32Array(registers.buffer)
  let untouched = 0
  for (let word = 0; word < words.length; word += 1) {
    if (words[word] === 0) {
      untouched += 4
      continue
    }
    for (let at = word * 4; at < word * 4 + 4; at += 1) {
      const value = registers[at] as number
      multiplicity[value] = (multiplicity[value] as number) + 1
    }
  }
  multiplicity[0] = (multiplicity[0] as number) + untouched
  const m = registers.length
  let z = m * tau(1 - (multiplicity[registerMost] as number) / m)
  for (let value = registerMost - 1; value >= 1; value -= 1) {
    z = 0.5 * (z + (multiplicity[value] as number))
  }
  z += m * sigma((multiplicity[0] as number) / m)
  return (m * m) / (2 * Math.LN2 * z)
}

/** One standard deviation over the estimate: 1.04 / sqrt(m), 0.81 % at 2^14 registers (Flajolet et al. 2007). */
export const relativeErrorOf = () => 1.04 / Math.sqrt(registerCount)

/** Corrects for registers that nothing has touched. */
function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY
  let x = share
  let y = 1
  let z = share
  for (let before = Number.NaN; z !== before; ) {
    x *= x
    before = z
    z += x * y
    y += y
  }
  return z
}

/** Corrects for registers that can rise no more. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0
  let x = share
  let y = 1
  let z = 1 - share
  for (let before = Number.NaN; z !== before; ) {
    x = Math.sqrt(x)
    before = z
    y *= 0.5
    z -= (1 - x) ** 2 * y
  }
  return z / 3
}
