import type { IncomingMessage } from 'node:http'
import type { Config } from '../../platform/config.ts'
import { clientAddress } from '../../platform/http/address.ts'
import type { Services } from '../../platform/services.ts'
import { carriesSession } from '../accounts/index.ts'
import { classify } from './classify.ts'
import type { Outcome } from './counters.ts'
import { type HitKind, hitKinds } from './figures.ts'
import { FloodGate } from './flood-gate.ts'
import type { HitWriter } from './hit-writer.ts'
import { type NetworkList, readNetworks } from './network-list.ts'
import type { Origin } from './origin.ts'
import { hitIdentity, RecentHits } from './repeats.ts'
import type { SeasonKeys } from './season-keys.ts'
import { networkHash, visitorHash } from './visitor.ts'

/**
 * What becomes of a request: committed; committed as one that a browser made ahead of time, in case somebody follows the
 * link; not counted at all; or refused for want of room.
 */
export type Taken = 'committed' | 'ahead' | 'not-counted' | 'busy'

/** Turns a request into a counted hit: who, whether a person, whether again; and hands it to the writer. */
export class Intake {
  readonly #writer: HitWriter
  readonly #keys: SeasonKeys
  readonly #recent: RecentHits
  readonly #floods: FloodGate
  readonly #networks: NetworkList
  readonly #config: Pick<Config, 'trustProxy'>
  readonly #clock: Services['clock']

  constructor(
    { config, clock }: Pick<Services, 'config' | 'clock'>,
    parts: { writer: HitWriter; keys: SeasonKeys; recent?: RecentHits; floods?: FloodGate },
  ) {
    this.#config = config
    this.#clock = clock
    this.#writer = parts.writer
    this.#keys = parts.keys
    this.#recent = parts.recent ?? new RecentHits()
    this.#floods = parts.floods ?? new FloodGate(config.floodPerMinute)
    this.#networks = readNetworks(config.networksFile)
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
    const address = clientAddress(request, this.#config)
    const purpose = purposeOf(request)
    const what = classify({
      method: request.method ?? 'GET',
      agent,
      purpose,
      isSignedIn: carriesSession(headers.cookie),
      network: this.#networks.find(address),
    })
    if (what === 'prefetch' && purpose !== '') {
      this.#write(origin, what, null, key, (taken) => answer(taken === 'committed' ? 'ahead' : taken))
      return
    }
    if (what !== 'person') {
      this.#write(origin, what, null, key, answer)
      return
    }
    const visitor = visitorHash(seasonKey, address, agent)
    const identity = hitIdentity(visitor[0], visitor[1], origin.number, hitKinds.indexOf(kind))
    const seconds = this.#clock.now().getTime() / 1000
    if (this.#recent.isRepeat(identity[0], identity[1], Math.floor(seconds))) {
      this.#write(origin, 'repeat', null, key, answer)
      return
    }
    const [high, low] = networkHash(seasonKey, address)
    if (this.#floods.isFlood(high, low, seconds)) {
      // Whoever is real in there counts when the flood is over.
      this.#recent.forget(identity[0], identity[1])
      this.#write(origin, 'flood', null, key, answer)
      return
    }
    this.#write(origin, kind, visitor, key, (taken) => {
      if (taken === 'busy') this.#recent.forget(identity[0], identity[1])
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
