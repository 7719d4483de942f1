/**
 * Probability that Student's t with `df` (whole, at least 1) degrees of freedom lies between -t and t.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 (odd df) and 26.7.4 (even df).
 */
function within(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df))
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  let term = df % 2 === 1 ? cosine : 1
  let sum = df === 1 ? 0 : term
  for (let k = df % 2 === 1 ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2
    sum += term
  }
  return df % 2 === 1 ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** The t that 97.5 % of Student's distribution with `df` degrees of freedom lie under, to seven digits. */
export function t975(df: number): number {
  let [low, high] = [1.9, 12.8]
  while (high - low > 1e-8) {
    const middle = (low + high) / 2
    if (within(middle, df) < 0.95) low = middle
    else high = middle
  }
  return (low + high) / 2
}
