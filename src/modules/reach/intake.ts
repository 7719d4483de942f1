import type { IncomingMessage } from 'node:http'
import type { Config } from '../../platform/config.ts'
import { clientAddress } from '../../platform/http/address.ts'
import type { Services } from '../../platform/services.ts'
import { classify } from './classify.ts'
import type { Outcome } from './counters.ts'
import { type HitKind, hitKinds } from './figures.ts'
import type { HitWriter } from './hit-writer.ts'
import type { Origin } from './origin.ts'
import { hitIdentity, RecentHits } from './repeats.ts'
import type { SeasonKeys } from './season-keys.ts'
import { visitorHash } from './visitor.ts'

/** What becomes of a request: committed, not counted at all, or refused for want of room. */
export type Taken = 'committed' | 'not-counted' | 'busy'

/** Turns a request into a counted hit: who, whether a person, whether again; and hands it to the writer. */
export class Intake {
  readonly #writer: HitWriter
  readonly #keys: SeasonKeys
  readonly #recent: RecentHits
  readonly #config: Pick<Config, 'trustProxy'>
  readonly #clock: Services['clock']

  constructor(
    { config, clock }: Pick<Services, 'config' | 'clock'>,
    parts: { writer: HitWriter; keys: SeasonKeys; recent?: RecentHits },
  ) {
    this.#config = config
    this.#clock = clock
    this.#writer = parts.writer
    this.#keys = parts.keys
    this.#recent = parts.recent ?? new RecentHits()
  }

  /** Counts a request of `kind` at an origin whose season key is in memory; `answer` is called exactly once. */
  take(
    request: IncomingMessage,
    hit: { origin: Origin; kind: HitKind; key: string | null },
    answer: (taken: Taken) => void,
  ): void {
    const { origin, kind, key } = hit
    const seasonKey = this.#keys.get(origin.electionId)
    if (!seasonKey) {
      answer('not-counted')
      return
    }
    const { headers } = request
    const agent = headers['user-agent'] ?? ''
    const what = classify({ method: request.method ?? 'GET', agent, purpose: purposeOf(request) })
    if (what !== 'person') {
      this.#write(origin, what, null, key, answer)
      return
    }
    const visitor = visitorHash(seasonKey, clientAddress(request, this.#config), agent)
    const identity = hitIdentity(visitor[0], visitor[1], origin.number, hitKinds.indexOf(kind))
    const seconds = Math.floor(this.#clock.now().getTime() / 1000)
    const outcome: Outcome = this.#recent.isRepeat(identity[0], identity[1], seconds) ? 'repeat' : kind
    this.#write(origin, outcome, outcome === 'repeat' ? null : visitor, key, (taken) => {
      if (taken === 'busy' && outcome !== 'repeat') this.#recent.forget(identity[0], identity[1])
      answer(taken)
    })
  }

  #write(
    origin: Origin,
    outcome: Outcome,
    visitor: readonly [number, number] | null,
    key: string | null,
    answer: (taken: Taken) => void,
  ): void {
    const isTaken = this.#writer.write({
      origin,
      outcome,
      visitor,
      key,
      answer: (isCommitted) => answer(isCommitted ? 'committed' : 'busy'),
    })
    if (!isTaken) answer('busy')
  }
}

function purposeOf({ headers }: IncomingMessage): string {
  const said = headers['sec-purpose'] ?? headers.purpose ?? headers['x-purpose'] ?? headers['x-moz']
  return said === undefined ? '' : String(said)
}
