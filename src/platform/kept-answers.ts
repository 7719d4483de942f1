/** What an answer is read from, and how. */
export interface Reading<Answer> {
  /** A text that is the same as long as reading again would say the same. */
  state(): Promise<string>
  read(): Promise<Answer>
}

interface Kept<Answer> {
  /** The state before the answer was read. */
  state: string
  answer: Promise<Answer>
  isReading: boolean
  /** The reading after this one, for those who asked while this one ran and knew of a change it may have missed. */
  next: Promise<Answer> | null
}

/**
 * Answers kept in memory as long as what they were read from is as it was. Of one question there is one reading at a
 * time: who asks meanwhile shares it, or where something has changed since it began, the one after it together with
 * everybody else. So nobody gets an answer from before the question, and a crowd costs no more than one after the other.
 */
export class KeptAnswers<Answer> {
  /** The one asked for longest ago comes first. */
  readonly #all = new Map<string, Kept<Answer>>()
  readonly #atMost: number

  /** @param atMost so many answers; of more, those nobody asked for lately are let go */
  constructor(atMost: number) {
    this.#atMost = atMost
  }

  async get(question: string, reading: Reading<Answer>): Promise<Answer> {
    const state = await reading.state()
    const known = this.#all.get(question)
    if (!known) return this.#begin(question, state, reading)
    if (known.state === state) {
      this.#put(question, known)
      return known.answer
    }
    if (!known.isReading && !known.next) return this.#begin(question, state, reading)
    known.next ??= this.#afterThat(question, known, reading)
    return known.next
  }

  #begin(question: string, state: string, { read }: Reading<Answer>): Promise<Answer> {
    const kept: Kept<Answer> = { state, answer: read(), isReading: true, next: null }
    this.#put(question, kept)
    kept.answer.then(
      () => {
        kept.isReading = false
      },
      () => this.#forget(question, kept),
    )
    return kept.answer
  }

  async #afterThat(question: string, before: Kept<Answer>, reading: Reading<Answer>): Promise<Answer> {
    await before.answer.catch(() => {})
    try {
      return await this.#begin(question, await reading.state(), reading)
    } finally {
      this.#forget(question, before)
    }
  }

  #put(question: string, kept: Kept<Answer>): void {
    this.#all.delete(question)
    this.#all.set(question, kept)
    const oldest = this.#all.keys().next().value
    if (this.#all.size > this.#atMost && oldest !== undefined) this.#all.delete(oldest)
  }

  #forget(question: string, kept: Kept<Answer>): void {
    if (this.#all.get(question) === kept) this.#all.delete(question)
  }
}
