import { randomBytes } from 'node:crypto'
import type { Services } from '../../platform/services.ts'
import { putSeasonKey, readSeasonKey } from './journal-store.ts'
import { SipHash } from './siphash.ts'

/**
 * The secret with which visitors of one election are hashed, in memory. It is the same for every unit, so that a
 * person who meets two units is one person. A destroyed key is not made again: that season takes no more hits.
 */
export class SeasonKeys {
  readonly #services: Pick<Services, 'db' | 'clock'>
  readonly #known = new Map<string, SipHash | null>()

  constructor(services: Pick<Services, 'db' | 'clock'>) {
    this.#services = services
  }

  /** The key, ready to hash with, when it is in memory; null when it was destroyed; undefined when it has to be read first. */
  get(electionId: string): SipHash | null | undefined {
    return this.#known.get(electionId)
  }

  /** Lets go of a key that was destroyed. */
  forget(electionId: string): void {
    this.#known.set(electionId, null)
  }

  /** Lets go of keys that another process destroyed. */
  async follow(): Promise<void> {
    for (const [electionId, key] of this.#known) {
      if (key !== null && (await readSeasonKey(this.#services.db, electionId)) === null)
        this.forget(electionId)
    }
  }

  /** Reads the key, and makes one for an election that has none. Several processes end up with the same. */
  async read(electionId: string): Promise<SipHash | null> {
    const known = this.#known.get(electionId)
    if (known !== undefined) return known
    const { db, clock } = this.#services
    await putSeasonKey(db, electionId, randomBytes(32), clock.now())
    const key = await readSeasonKey(db, electionId)
    const hash = key === null ? null : new SipHash(key)
    this.#known.set(electionId, hash)
    return hash
  }
}
