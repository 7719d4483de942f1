const ways = 4
const wordsPerEntry = 5
const minute = 60

/**
 * Tells a flood from people: one network that brings more than `limit` new hits within a minute, whatever agents it
 * dresses in. Counts the present minute and, in proportion, the one before (a sliding window of two counters), in a
 * table of fixed size, for this process alone, in memory alone.
 *
 * The first `limit` hits have been counted by then and stay counted: a sketch forgets nobody. Many people behind one
 * carrier address are one network too; the limit is therefore far above what they do together.
 */
export class FloodGate {
  readonly #limit: number
  readonly #sets: number
  /** Entries of: high and low word of the network, minute, hits in it, hits in the one before. */
  readonly #table: Uint32Array

  /** @param limit new hits of one network within a minute; @param entries networks remembered, 20 bytes each */
  constructor(limit: number, entries = 1 << 16) {
    this.#limit = limit
    this.#sets = 2 ** Math.ceil(Math.log2(Math.max(1, entries / ways)))
    this.#table = new Uint32Array(this.#sets * ways * wordsPerEntry)
  }

  /** Counts one hit of a network (its hash) at a time in seconds; true when it is one too many. */
  isFlood(high: number, low: number, seconds: number): boolean {
    const table = this.#table
    const now = Math.floor(seconds / minute)
    const at = this.#entry(high, low, now)
    const age = now - (table[at + 2] as number)
    if (age > 0) {
      table[at + 4] = age === 1 ? (table[at + 3] as number) : 0
      table[at + 3] = 0
      table[at + 2] = now
    }
    const share = 1 - (seconds % minute) / minute
    const before = (table[at + 3] as number) + (table[at + 4] as number) * share
    table[at + 3] = (table[at + 3] as number) + 1
    return before >= this.#limit
  }

  /** The network's entry; a new one takes the place of the one that was heard of longest ago. */
  #entry(high: number, low: number, now: number): number {
    const table = this.#table
    const start = (low & (this.#sets - 1)) * ways * wordsPerEntry
    let oldest = start
    for (let at = start; at < start + ways * wordsPerEntry; at += wordsPerEntry) {
      if (table[at] === high && table[at + 1] === low && table[at + 2] !== 0) return at
      if ((table[at + 2] as number) < (table[oldest + 2] as number)) oldest = at
    }
    table[oldest] = high
    table[oldest + 1] = low
    table[oldest + 2] = now
    table[oldest + 3] = 0
    table[oldest + 4] = 0
    return oldest
  }
}
