import type { Log } from '../../platform/log.ts'
import type { PhotographList, SomePhotographs, UploadAnswer } from './door-shapes.ts'
import type { RelayBox } from './relay-box.ts'
import type { RelayClock } from './relay-clock.ts'
import type { RelayGate } from './relay-gate.ts'
import type { RelayHall } from './relay-hall.ts'
import type { RelayPhotographs } from './relay-photographs.ts'
import type { RelayedContact, RelayNews, RelayUpload, VenueSnapshot } from './relay-shapes.ts'
import type { Heard, RelayUpstream } from './relay-upstream.ts'

export interface LineParts {
  box: RelayBox
  clock: RelayClock
  hall: RelayHall
  gate: RelayGate
  photographs: RelayPhotographs
  upstream: RelayUpstream
  log: Log
  contacts: ReadonlyMap<string, RelayedContact>
  /** The meeting is over: people are no longer asked about, only what was scanned is handed in. */
  isOver(): boolean
  /** The server says that this relay is out. */
  onGone(): void
  /** A turn was taken, with a line or without. */
  onTurn(): void
}

const batch = 200

/** Between two turns, in milliseconds; without a line each pause is twice the one before, up to the longest. */
export interface Pace {
  every: number
  longest: number
}
const usual: Pace = { every: 2_000, longest: 6_000 }
/** So old the list of people may be while there is a line. */
const renewEvery = 300_000

/** Hands in what the venue's phones scanned, oldest first, and hears what other doors and the committee did. */
export class RelayLine {
  readonly #parts: LineParts
  readonly #pace: Pace
  #pause: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #isAskedAgain = false
  #isOver = false
  #since = 0
  #renewedAt = Number.NEGATIVE_INFINITY
  #listedAt = Number.NEGATIVE_INFINITY
  #hasLine = false
  #heardAt: number | null = null

  constructor(parts: LineParts, pace: Partial<Pace> = {}) {
    this.#parts = parts
    this.#pace = { ...usual, ...pace }
    this.#pause = this.#pace.every
  }

  /** Whether the server answered when it was asked last. */
  get hasLine(): boolean {
    return this.#hasLine
  }

  /** When the server was last heard of, by the relay's clock; null: not since this program began. */
  get heardAt(): number | null {
    return this.#heardAt
  }

  /** Takes a turn now, or another as soon as this one is over. */
  go(): void {
    if (this.#isOver) return
    if (this.#running) {
      this.#isAskedAgain = this.#hasLine
      return
    }
    clearTimeout(this.#timer)
    this.#running = this.#turn()
      // A full disk is no reason to leave the phones alone.
      .catch((error: unknown) => this.#parts.log.error('a turn of the relay failed', error))
      .finally(() => {
        this.#running = null
        if (this.#isOver) return
        const pause = this.#isAskedAgain ? 0 : this.#pause
        this.#isAskedAgain = false
        this.#timer = setTimeout(() => this.go(), pause)
      })
  }

  /** Resolves when the turn under way is over; none follows. */
  async stop(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #turn(): Promise<void> {
    const { isOver, onTurn } = this.#parts
    // Phones first: scans of one that nobody is known to have let in are nobody's.
    const isTold = await this.#parts.gate.tell((told) => this.#hear('/relay/phones', told))
    const heard =
      isTold && (await this.#handIn()) && (isOver() || ((await this.#news()) && (await this.#renew())))
    this.#hasLine = heard
    const { every, longest } = this.#pace
    this.#pause = heard ? every : Math.min(longest, this.#pause * 2)
    if (heard && !isOver()) await this.#fetchPhotographs()
    if (!this.#isOver) onTurn()
  }

  /** Asks; true when there was an answer, which has been taken then. */
  async #ask<Answer>(take: (answer: Answer) => void, path: string, body?: () => object): Promise<boolean> {
    const heard = await this.#hear<Answer>(path, body)
    if (heard.is !== 'answer') return false
    this.#heardAt = this.#parts.clock.raw()
    take(heard.answer)
    return true
  }

  /** What the server says; that this relay is out is acted upon. Nothing is heard any more once it ended. */
  async #hear<Answer>(path: string, body?: () => object): Promise<Heard<Answer>> {
    const { upstream, onGone } = this.#parts
    const heard = await upstream.ask<Answer>(path, body)
    if (this.#isOver) return { is: 'later' }
    if (heard.is === 'gone') {
      this.#isOver = true
      onGone()
    }
    return heard
  }

  async #handIn(): Promise<boolean> {
    const { box, clock, contacts } = this.#parts
    do {
      const items = box.waiting(batch).map(({ scan }) => scan)
      let asked = 0
      let answered = 0
      const isHeard = await this.#ask<UploadAnswer>(
        (answer) => {
          clock.heard(answer.now, asked)
          const ids = new Set(answer.items.map(({ id }) => id))
          const done = items.filter(({ id }) => ids.has(id)).map(({ id }) => id)
          answered = done.length
          box.handedIn(done)
        },
        '/relay/scans',
        () => {
          asked = clock.raw()
          return {
            sentAt: asked,
            waiting: box.count(),
            phones: [...contacts.values()],
            items,
          } satisfies RelayUpload
        },
      )
      // An answer that names nothing of what was sent would go round for ever.
      if (!isHeard || (items.length > 0 && answered === 0)) return false
    } while (box.count() > 0)
    return true
  }

  #news(): Promise<boolean> {
    const { hall, clock, box, gate } = this.#parts
    return this.#ask<RelayNews>((news) => {
      this.#since = news.now
      hall.learn(news.known, clock.raw())
      const before = JSON.stringify(hall.phones)
      hall.keepPhones(gate.withUntold(news.phones))
      if (JSON.stringify(hall.phones) !== before) box.put('phones', news.phones)
    }, `/relay/news?since=${this.#since}`)
  }

  async #renew(): Promise<boolean> {
    const { hall, clock, box } = this.#parts
    if (hall.snapshot && performance.now() - this.#renewedAt < renewEvery) return true
    return this.#ask<VenueSnapshot>((snapshot) => {
      this.#renewedAt = performance.now()
      hall.keep(snapshot, clock.raw())
      box.put('snapshot', snapshot)
    }, '/relay/snapshot')
  }

  /** A few a turn: what phones scan is handed in between. */
  async #fetchPhotographs(): Promise<void> {
    const { photographs } = this.#parts
    if (performance.now() - this.#listedAt >= renewEvery)
      await this.#ask<PhotographList>((list) => {
        this.#listedAt = performance.now()
        photographs.keepList(list)
      }, '/relay/photographs')
    const asked = photographs.next()
    if (asked.length === 0 || this.#isOver) return
    await this.#ask<SomePhotographs>((some) => {
      photographs.keep(asked, some)
      if (photographs.next().length > 0) this.#isAskedAgain = true
    }, `/relay/photographs/${asked.join()}`)
  }
}
