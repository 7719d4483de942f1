import type { LinkTarget } from '../publications/index.ts'
import { type Outcome, outcomes } from './counters.ts'
import { scopesAbove } from './periods.ts'

/** What the recount is told of within one hour. */
export interface HourRecount {
  hit(
    person: { address: string; agent: string },
    link: LinkTarget,
    kind: 'view' | 'click' | 'scan' | 'share',
  ): void
  leftOut(who: string, outcome: Outcome): void
  draw(): number
}

/** Counts by sets and maps what the program counts by sketches. */
export class SeasonRecount {
  readonly counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
  readonly visitors = new Map<string, Set<string>>()
  readonly people = new Set<object>()
  requests = 0
  #drawn = 0x2545f491

  /** Within an hour the same again is a repeat; the clock stands still within one. */
  ofHour(): HourRecount {
    const seen = new Set<string>()
    return {
      hit: (person, link, kind) => {
        this.requests += 1
        const visitor = `${person.address} ${person.agent}`
        const name = `${visitor} ${link.code} ${kind}`
        if (seen.has(name)) {
          this.counts.repeat += 1
          return
        }
        seen.add(name)
        this.counts[kind] += 1
        this.people.add(person)
        for (const scope of [...scopesAbove(link.workUnitId), `base ${link.base}`]) {
          const known = this.visitors.get(scope)
          if (known) known.add(visitor)
          else this.visitors.set(scope, new Set([visitor]))
        }
      },
      leftOut: (_, outcome) => {
        this.requests += 1
        this.counts[outcome] += 1
      },
      draw: () => {
        this.#drawn ^= this.#drawn << 13
        this.#drawn ^= this.#drawn >>> 17
        this.#drawn ^= this.#drawn << 5
        return (this.#drawn >>> 0) / 4_294_967_296
      },
    }
  }
}
