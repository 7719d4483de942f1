const ways = 8
const wordsPerEntry = 3

/**
 * Remembers for an hour who did what where, in a table of fixed size: a double tap, a reload, the way back.
 * Sets of eight entries; a full set forgets its oldest, so that under a flood a repeat may pass for a hit. It never
 * makes one person two: people are counted by the sketches. Kept by each process for itself and not on disk.
 */
export class RecentHits {
  readonly #sets: number
  readonly #table: Uint32Array
  readonly #keepFor: number

  /** @param entries how many to remember, rounded up to a power of two; 12 bytes each */
  constructor(entries = 1 << 20, keepForSeconds = 3600) {
    this.#sets = 2 ** Math.ceil(Math.log2(Math.max(1, entries / ways)))
    this.#table = new Uint32Array(this.#sets * ways * wordsPerEntry)
    this.#keepFor = keepForSeconds
  }

  /**
   * Whether the same was seen less than an hour ago; notes it when not. `high` and `low` identify visitor, origin
   * and kind together; `seconds` is the time.
   */
  isRepeat(high: number, low: number, seconds: number): boolean {
    const start = (low & (this.#sets - 1)) * ways * wordsPerEntry
    let oldest = start
    for (let at = start; at < start + ways * wordsPerEntry; at += wordsPerEntry) {
      const seen = this.#table[at + 2] as number
      if (this.#table[at] === high && this.#table[at + 1] === low && seen !== 0) {
        if (seconds - seen < this.#keepFor) return true
        this.#table[at + 2] = seconds
        return false
      }
      if (seen < (this.#table[oldest + 2] as number)) oldest = at
    }
    this.#table[oldest] = high
    this.#table[oldest + 1] = low
    this.#table[oldest + 2] = seconds
    return false
  }

  /** Forgets one that was noted, because its hit was not committed. */
  forget(high: number, low: number): void {
    const start = (low & (this.#sets - 1)) * ways * wordsPerEntry
    for (let at = start; at < start + ways * wordsPerEntry; at += wordsPerEntry) {
      if (this.#table[at] === high && this.#table[at + 1] === low) this.#table[at + 2] = 0
    }
  }
}

/** Visitor, origin and kind in 64 bits. Finaliser of MurmurHash3 on each half; the visitor's hash is random already. */
export function hitIdentity(
  high: number,
  low: number,
  origin: number,
  kind: number,
): [high: number, low: number] {
  const salt = Math.imul(origin * 16 + kind, 0x9e3779b1)
  return [mixed(high ^ salt), mixed(low + salt)]
}

function mixed(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
