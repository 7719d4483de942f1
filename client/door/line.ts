import type {
  KnownScan,
  News,
  PhotographList,
  Snapshot,
  SomePhotographs,
  Upload,
  UploadAnswer,
} from '../../src/modules/doors/door-shapes.ts'
import type { Store, WaitingScan } from './store.ts'

/** What a request came to: an answer, no line, or the word that this phone is out. */
type Heard<Answer> =
  | { is: 'answer'; answer: Answer }
  | { is: 'later'; seconds: number }
  | { is: 'gone' | 'over' }

async function ask<Answer>(path: string, body?: object): Promise<Heard<Answer>> {
  const signal = AbortSignal.timeout(20_000)
  const request = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  try {
    const response = await fetch(path, { redirect: 'error', cache: 'no-store', signal, ...request })
    if (response.status === 410) return { is: 'gone' }
    if (response.status === 404) return { is: 'over' }
    if (!response.ok) return { is: 'later', seconds: Number(response.headers.get('retry-after')) || 0 }
    return { is: 'answer', answer: await response.json() }
  } catch {
    return { is: 'later', seconds: 0 }
  }
}

export const askSnapshot = () => ask<Snapshot>('/door/snapshot')
export const askPhotographs = () => ask<PhotographList>('/door/photographs')
export const askSomePhotographs = (hashes: readonly string[]) =>
  ask<SomePhotographs>(`/door/photographs/${hashes.join()}`)
export const askSignOut = () => ask<object>('/door/sign-out', {})

export interface LineParts {
  store: Store
  /** In the order they were scanned; those that are committed are taken out. */
  waiting: WaitingScan[]
  onState(state: { hasLine: boolean; waiting: number }): void
  onClock(offset: number): void
  onKnown(known: readonly KnownScan[]): void
  onAnswer(id: string, words: string): void
  onGone(): void
}

const batch = 200
const every = 5_000
const longest = 60_000

/**
 * Hands in what was scanned, oldest first, and asks what other doors scanned. Goes on by itself: every five seconds,
 * and after a failure each time twice as long, up to a minute.
 */
export class Line {
  readonly #parts: LineParts
  #pause = every
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #since = 0
  #isOver = false

  constructor(parts: LineParts) {
    this.#parts = parts
    addEventListener('online', () => this.go())
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.go()
    })
  }

  /** Sends now. */
  go(): void {
    clearTimeout(this.#timer)
    if (this.#isOver || this.#running) return
    this.#running = this.#turn().finally(() => {
      this.#running = null
      if (!this.#isOver) this.#timer = setTimeout(() => this.go(), this.#pause)
    })
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  async #turn(): Promise<void> {
    const { waiting, onState, onGone } = this.#parts
    do {
      const heard = await this.#send(waiting.slice(0, batch))
      if (heard === 'gone') {
        this.stop()
        onGone()
        return
      }
      if (heard !== 'sent') {
        this.#pause = Math.max(heard.seconds * 1_000, Math.min(longest, this.#pause * 2))
        onState({ hasLine: false, waiting: waiting.length })
        return
      }
      onState({ hasLine: true, waiting: waiting.length })
    } while (waiting.length > 0)
    this.#pause = every
    await this.#news()
  }

  async #send(scans: readonly WaitingScan[]): Promise<'sent' | 'gone' | { seconds: number }> {
    const { store, waiting, onAnswer, onClock } = this.#parts
    const heard = await ask<UploadAnswer>('/door/scans', {
      sentAt: Date.now(),
      told: await store.number(),
      items: scans.map(({ number, scan }) => ({ ...scan.sent, number })),
    } satisfies Upload)
    if (heard.is === 'gone') return 'gone'
    if (heard.is !== 'answer') return { seconds: heard.is === 'later' ? heard.seconds : 0 }
    onClock(heard.answer.now - Date.now())
    await this.#meet(heard.answer.keeper)
    const ids = new Set(heard.answer.items.map(({ id }) => id))
    await store.markSent([...ids])
    const left = waiting.filter(({ scan }) => !ids.has(scan.sent.id))
    waiting.splice(0, waiting.length, ...left)
    for (const { id, words } of heard.answer.items) if (words) onAnswer(id, words)
    // An answer that names nothing of what was sent would go round for ever.
    return scans.length > 0 && ids.size === 0 ? { seconds: 0 } : 'sent'
  }

  /** A relay that took another's place has not what that one took: all of it is handed in again, each once. */
  async #meet(keeper: string | undefined): Promise<void> {
    const { store, waiting } = this.#parts
    if (keeper === undefined || !(await store.meets(keeper))) return
    const { waiting: all } = await store.load()
    const held = new Set(waiting.map(({ scan }) => scan.sent.id))
    waiting.push(...all.filter(({ scan }) => !held.has(scan.sent.id)))
  }

  async #news(): Promise<void> {
    const heard = await ask<News>(`/door/news?since=${this.#since}`)
    if (heard.is !== 'answer') return
    this.#since = heard.answer.now
    this.#parts.onKnown(heard.answer.known)
  }
}
