/** A request that was made, as the one who made it remembers it. */
export interface Made {
  /** Number of the person; several requests of one person carry the same. */
  person: number
  code: string
  kind: 'view' | 'click' | 'scan'
}

/** Counts what was made by other means than the program: sets of people, and repeats within the hour told apart. */
export class Recount {
  readonly #made: Made[] = []
  previews = 0
  robots = 0
  heads = 0

  /** Notes a request of a person; only those that were answered count. */
  note(made: Made): void {
    this.#made.push(made)
  }

  /** Different people, of the links in `codes` where given. */
  people(codes?: readonly string[]): number {
    const of = this.#made.filter(({ code }) => codes === undefined || codes.includes(code))
    return new Set(of.map(({ person }) => person)).size
  }

  /** Different people who clicked or scanned. */
  engaged(): number {
    return new Set(this.#made.filter(({ kind }) => kind !== 'view').map(({ person }) => person)).size
  }

  /** Requests but for those that the same person made of the same link in the same way before. */
  hits(): number {
    return new Set(this.#made.map(({ person, code, kind }) => `${person} ${code} ${kind}`)).size
  }

  repeats(): number {
    return this.#made.length - this.hits()
  }
}
