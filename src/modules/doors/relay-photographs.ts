import {
  type Photograph,
  type PhotographList,
  type PhotographVersion,
  photographsAtOnce,
  type SomePhotographs,
} from './door-shapes.ts'
import { photographsDue } from './photographs-due.ts'
import type { RelayBox } from './relay-box.ts'

/** The photographs that a relay holds for its venue's phones: sealed in its box, and in memory as they are sent. */
export class RelayPhotographs {
  readonly #box: RelayBox
  readonly #held: Map<string, Photograph>
  #listed: PhotographVersion[]
  #missing: string[] = []

  constructor(box: RelayBox) {
    this.#box = box
    this.#held = new Map(box.photographs().map((one) => [one.hash, one]))
    this.#listed = [...this.#held.values()].map(({ hash, version }) => ({ hash, version }))
  }

  /** Takes in what the server says there is: what is there no longer, or in another version, is thrown away at once. */
  keepList({ photographs }: PhotographList): void {
    const { gone, missing } = photographsDue(this.#held, photographs)
    this.#listed = photographs
    this.#missing = missing
    for (const hash of gone) this.#held.delete(hash)
    if (gone.length > 0) this.#box.dropPhotographs(gone)
  }

  /** Whose photographs to ask the server for next. */
  next(): string[] {
    return this.#missing.slice(0, photographsAtOnce)
  }

  /** Keeps what came for those who were asked for; who is not among it has none any more. */
  keep(asked: readonly string[], { photographs }: SomePhotographs): void {
    const isAsked = new Set(asked)
    this.#missing = this.#missing.filter((hash) => !isAsked.has(hash))
    this.#box.putPhotographs(photographs)
    for (const one of photographs) this.#held.set(one.hash, one)
  }

  /** What a phone should hold, also what the relay has yet to get. */
  list(): PhotographList {
    return { photographs: this.#listed }
  }

  /** Those of them that are held. */
  some(hashes: readonly string[]): SomePhotographs {
    return { photographs: hashes.flatMap((hash) => this.#held.get(hash) ?? []) }
  }

  /** Lets go of everything in memory; the box throws away its own. */
  forget(): void {
    this.#held.clear()
    this.#listed = []
    this.#missing = []
  }
}
