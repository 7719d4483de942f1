import { covers } from '../../platform/access.ts'
import type { EncodedAnswer } from './encoded-answer.ts'

interface Entry {
  answer: EncodedAnswer
  scope: string
  /** Milliseconds since 1970 from which it must be drawn anew. */
  until: number
  /** Asked for since it was last passed over. */
  wanted: boolean
}

/**
 * Drawn pages in memory, at most `capacity` bytes. What is over goes out oldest first, but for what was asked for
 * since (second chance): cheaper than moving an entry on every request, and as good.
 */
export class PageCache {
  readonly #entries = new Map<string, Entry>()
  readonly #capacity: number
  #size = 0
  #generation = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** The answer at a key, if it is still good at `now`. */
  get(key: string, now: number): EncodedAnswer | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    if (entry.until <= now) {
      this.#remove(key, entry)
      return undefined
    }
    entry.wanted = true
    return entry.answer
  }

  /** Counts what was forgotten: who draws notes it before and gives it to `put`. */
  get generation() {
    return this.#generation
  }

  /** Keeps an answer, unless something was forgotten while it was drawn: it may show what is no longer so. */
  put(key: string, entry: { answer: EncodedAnswer; scope: string; until: number }, generation: number): void {
    if (generation !== this.#generation) return
    const old = this.#entries.get(key)
    if (old) this.#remove(key, old)
    this.#entries.set(key, { ...entry, wanted: false })
    this.#size += entry.answer.size
    while (this.#size > this.#capacity) this.#passOver()
  }

  #passOver() {
    const [oldest] = this.#entries
    if (!oldest) return
    const [key, entry] = oldest
    if (entry.wanted) {
      entry.wanted = false
      this.#entries.delete(key)
      this.#entries.set(key, entry)
    } else this.#remove(key, entry)
  }

  #remove(key: string, entry: Entry) {
    this.#entries.delete(key)
    this.#size -= entry.answer.size
  }

  /** Forgets every page of a unit and of those under it, which show its notices too; all pages for `*`. */
  forget(scope: string): void {
    this.#generation += 1
    for (const [key, entry] of this.#entries)
      if (scope === '*' || covers(scope, entry.scope)) this.#remove(key, entry)
  }

  /** How many answers are kept, and their bytes. */
  get kept() {
    return { answers: this.#entries.size, bytes: this.#size }
  }
}
