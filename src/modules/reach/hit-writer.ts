import { hourIn } from '../../platform/clock.ts'
import type { Services } from '../../platform/services.ts'
import { type Outcome, outcomes } from './counters.ts'
import { HitGroup, type Visitor } from './hit-group.ts'
import { appendGroup } from './journal-store.ts'
import type { Origin } from './origin.ts'

export interface PendingHit {
  origin: Origin
  outcome: Outcome
  /** Null for what is left out. */
  visitor: Visitor | null
  /** Idempotency key of a beacon. */
  key: string | null
  /** Called once: true after the commit, false when it failed. */
  answer(isCommitted: boolean): void
}

export interface WriterLimits {
  /** Hits waiting for a commit; beyond it new ones are refused. */
  waitingAtMost: number
  /** A hit that would wait behind one this old is refused, in milliseconds. */
  waitAtMost: number
  /** From the beginning of one commit to the next at least, in milliseconds: more hits share one fsync. */
  gap: number
}

const usual: WriterLimits = { waitingAtMost: 20_000, waitAtMost: 5_000, gap: 4 }

/**
 * Group commit: hits that come while a group is being committed make up the next one. Nobody is answered before
 * the commit that holds the hit, and beyond the limits a hit is refused rather than lost.
 */
export class HitWriter {
  readonly #services: Pick<Services, 'database' | 'clock' | 'log'>
  readonly #limits: WriterLimits
  readonly #metrics: ReturnType<typeof writerMetrics>
  #group: HitGroup
  #hits: PendingHit[] = []
  #oldest = 0
  #committing: Promise<void> | null = null
  #inCommit = 0
  #minute = 0
  readonly #hours = new Map<string, string>()

  constructor(
    services: Pick<Services, 'database' | 'clock' | 'log' | 'metrics'>,
    limits: Partial<WriterLimits> = {},
  ) {
    this.#services = services
    this.#limits = { ...usual, ...limits }
    this.#metrics = writerMetrics(services)
    this.#group = this.#newGroup()
  }

  /** Hits that have not been answered yet. */
  get waiting(): number {
    return this.#hits.length + this.#inCommit
  }

  /** Takes a hit, to be answered after its commit; false when there is no room and nothing was taken. */
  write(hit: PendingHit): boolean {
    if (this.waiting >= this.#limits.waitingAtMost || this.#isStuck()) {
      this.#metrics.refused.inc()
      return false
    }
    if (this.#hits.length === 0) this.#oldest = performance.now()
    this.#hits.push(hit)
    this.#group.add(hit.origin, hit.outcome, hit.visitor, hit.key)
    this.#committing ??= this.#commitAll()
    return true
  }

  /** Resolves when everything taken so far has been answered. */
  async drain(): Promise<void> {
    while (this.#committing) await this.#committing
  }

  #isStuck(): boolean {
    return this.#hits.length > 0 && performance.now() - this.#oldest > this.#limits.waitAtMost
  }

  #newGroup(): HitGroup {
    // Asked when the group is committed: it may have been made long before its first hit.
    return new HitGroup((zone) => this.#hourIn(zone))
  }

  /** The hour in a zone, worked out once a minute: no zone begins an hour within one. */
  #hourIn(zone: string): string {
    const now = this.#services.clock.now()
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#hours.clear()
    }
    let hour = this.#hours.get(zone)
    if (hour === undefined) {
      hour = hourIn(zone, now)
      this.#hours.set(zone, hour)
    }
    return hour
  }

  async #commitAll(): Promise<void> {
    // Requests that are in the socket already join the first group.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#hits.length > 0) {
      const began = performance.now()
      const hits = this.#hits
      const group = this.#group
      this.#hits = []
      this.#group = this.#newGroup()
      this.#inCommit = hits.length
      let isCommitted = true
      try {
        await appendGroup(this.#services.database, this.#services.clock.now(), group.encode())
      } catch (error) {
        isCommitted = false
        this.#services.log.error('a group of hits was not committed', error, { hits: hits.length })
      }
      this.#inCommit = 0
      this.#measure(hits, isCommitted, performance.now() - began)
      for (const hit of hits) hit.answer(isCommitted)
      const rest = this.#limits.gap - (performance.now() - began)
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    }
    this.#committing = null
  }

  #measure(hits: readonly PendingHit[], isCommitted: boolean, milliseconds: number): void {
    const { answered, failed, groupSize, groupSeconds } = this.#metrics
    groupSize.observe(hits.length)
    groupSeconds.observe(milliseconds / 1000)
    if (!isCommitted) {
      failed.inc(hits.length)
      return
    }
    const counts = new Map<Outcome, number>()
    for (const { outcome } of hits) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
    for (const [outcome, count] of counts) answered.inc({ outcome }, count)
  }
}

function writerMetrics({ metrics }: Pick<Services, 'metrics'>) {
  const answered = metrics.counter(
    'reach_answered_total',
    'Requests answered after their commit, by outcome',
    ['outcome'],
  )
  for (const outcome of outcomes) answered.inc({ outcome }, 0)
  return {
    answered,
    refused: metrics.counter('reach_refused_total', 'Hits refused because too many were waiting'),
    failed: metrics.counter('reach_failed_total', 'Hits whose commit failed; they were answered with 503'),
    groupSize: metrics.histogram('reach_group_hits', 'Hits a commit'),
    groupSeconds: metrics.histogram('reach_group_seconds', 'Duration of a commit'),
  }
}
