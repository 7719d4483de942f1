import type { Services } from '../../platform/services.ts'
import type { SignedIn } from './actors-read-model.ts'

const keepMilliseconds = 5_000
const mostEntries = 2_000

/**
 * Remembers for a few seconds who is behind a session, so that a page with its parts asks once. Only where one
 * process owns the database: with several over PostgreSQL, a session revoked in one must be refused by all at once,
 * and there the query is cheap. Everything that takes rights away calls `forgetActors` after its commit.
 */
class ActorCache {
  #entries = new Map<string, { signedIn: SignedIn; until: number }>()
  #generation = 0

  get generation() {
    return this.#generation
  }

  get(token: string): SignedIn | null {
    const entry = this.#entries.get(token)
    return entry && entry.until > performance.now() ? entry.signedIn : null
  }

  /** Keeps an answer unless something changed while the question was under way. */
  put(token: string, signedIn: SignedIn, generation: number) {
    if (generation !== this.#generation) return
    if (this.#entries.size >= mostEntries) this.#entries.clear()
    this.#entries.set(token, { signedIn, until: performance.now() + keepMilliseconds })
  }

  clear() {
    this.#generation += 1
    this.#entries.clear()
  }
}

const caches = new WeakMap<Services, ActorCache>()

/** The cache of these services; null where there must be none. */
export function actorCache(services: Services): ActorCache | null {
  if (services.database.engine !== 'embedded') return null
  let cache = caches.get(services)
  if (!cache) {
    cache = new ActorCache()
    caches.set(services, cache)
  }
  return cache
}

/** Call after the commit of anything that changes sessions, grants or accounts. */
export const forgetActors = (services: Services) => actorCache(services)?.clear()
