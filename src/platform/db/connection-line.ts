/**
 * Who waits for the embedded database's one connection. Each goes in the order of coming, but the patient, behind whom
 * nobody waits for an answer, let the others go first. So the job queue's looks, a dozen at once every few seconds and a
 * hundred every minute, delay a page or a hit by one statement at most. Whoever was patient for `patience` milliseconds goes before all.
 */
export class ConnectionLine {
  readonly #usual: (() => void)[] = []
  readonly #patient: { since: number; go: () => void }[] = []
  readonly #patience: number
  #isTaken = false

  constructor(patience = 1_000) {
    this.#patience = patience
  }

  /** Resolves when it is the caller's turn, who then must `release`. */
  async acquire(isPatient = false): Promise<void> {
    if (!this.#isTaken) {
      this.#isTaken = true
      return
    }
    await new Promise<void>((go) => {
      if (isPatient) this.#patient.push({ since: performance.now(), go })
      else this.#usual.push(go)
    })
  }

  release(): void {
    const [first] = this.#patient
    const isOverdue = first !== undefined && performance.now() - first.since >= this.#patience
    const next = (isOverdue ? null : this.#usual.shift()) ?? this.#patient.shift()?.go
    if (next) next()
    else this.#isTaken = false
  }
}
