import type { Services } from '../../platform/services.ts'
import { appendScans, type StoredContact, type StoredScan } from './scans-store.ts'

/** The scans of one upload on their way to the disk. */
export interface PendingUpload {
  /** The phones it tells of: one, or those behind a relay. */
  contacts: readonly StoredContact[]
  scans: readonly StoredScan[]
  /** Called once: the ids that were new (who takes one takes it out), or null when nothing was committed. */
  answer(isNew: Set<string> | null): void
}

export interface ScanLimits {
  /** Scans waiting for a commit; beyond it uploads are refused. */
  waitingAtMost: number
  /** An upload that would wait behind one this old is refused, in milliseconds. */
  waitAtMost: number
  /** From the beginning of one commit to the next at least, in milliseconds: more uploads share one fsync. */
  gap: number
}

/** Nobody at a door sees 20 ms; the desk sees every commit that it must wait for on the one connection. */
const usual: ScanLimits = { waitingAtMost: 20_000, waitAtMost: 5_000, gap: 20 }
/** The embedded database counts no table by itself; after so many scans, and at each doubling, it is told to. */
const firstCount = 200
/** Scans in one statement; larger groups keep the desk waiting on the embedded database's one connection. */
const scansAtOnce = 1_000

/**
 * Group commit, as for hits: uploads that come while a group is being committed make up the next. Nobody is answered
 * before the commit, and beyond the limits an upload is refused whole rather than half taken.
 */
export class ScanWriter {
  readonly #services: Pick<Services, 'database' | 'log'>
  readonly #limits: ScanLimits
  readonly #refused: { inc(): void }
  readonly #written: { inc(count: number): void }
  #waiting: PendingUpload[] = []
  #size = 0
  #oldest = 0
  #committing: Promise<void> | null = null
  #new = 0
  #countAt = firstCount

  constructor(services: Pick<Services, 'database' | 'log' | 'metrics'>, limits: Partial<ScanLimits> = {}) {
    this.#services = services
    this.#limits = { ...usual, ...limits }
    this.#refused = services.metrics.counter('doors_refused_total', 'Uploads refused: too many were waiting')
    this.#written = services.metrics.counter('doors_scans_total', 'Scans committed, each once')
  }

  /** Takes an upload, to be answered after its commit; false when there is no room and nothing was taken. */
  write(upload: PendingUpload): boolean {
    const isStuck = this.#waiting.length > 0 && performance.now() - this.#oldest > this.#limits.waitAtMost
    if (this.#size + upload.scans.length > this.#limits.waitingAtMost || isStuck) {
      this.#refused.inc()
      return false
    }
    if (this.#waiting.length === 0) this.#oldest = performance.now()
    this.#waiting.push(upload)
    this.#size += upload.scans.length
    this.#committing ??= this.#commitAll()
    return true
  }

  /** Resolves when everything taken so far has been answered. */
  async drain(): Promise<void> {
    while (this.#committing) await this.#committing
  }

  async #commitAll(): Promise<void> {
    // Requests that are in the socket already join the first group.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const began = performance.now()
      await this.#commit(this.#nextGroup())
      if (this.#new >= this.#countAt) await this.#count()
      const rest = this.#limits.gap - (performance.now() - began)
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    }
    this.#committing = null
  }

  /** Without statistics the planner takes the table for empty and reads all of it to find one person. */
  async #count(): Promise<void> {
    this.#countAt = this.#new * 2
    if (this.#services.database.engine !== 'embedded') return
    await this.#services.database
      .query('analyze scan')
      .catch((error: unknown) => this.#services.log.error('the scans were not counted', error))
  }

  #nextGroup(): PendingUpload[] {
    let size = 0
    let end = 0
    for (const upload of this.#waiting) {
      if (end > 0 && size + upload.scans.length > scansAtOnce) break
      size += upload.scans.length
      end += 1
    }
    this.#oldest = performance.now()
    return this.#waiting.splice(0, end)
  }

  async #commit(group: readonly PendingUpload[]): Promise<void> {
    const scans = group.flatMap((upload) => upload.scans)
    let isNew: Set<string> | null = null
    try {
      const contacts = group.flatMap((upload) => upload.contacts)
      isNew = await appendScans(this.#services.database, scans, contacts)
      this.#written.inc(isNew.size)
      this.#new += isNew.size
    } catch (error) {
      // A meeting may be taken away while its phones upload; that must not keep others from being heard.
      if (group.length > 1) {
        for (const upload of group) await this.#commit([upload])
        return
      }
      this.#services.log.error('an upload of scans was not committed', error, { scans: scans.length })
    }
    this.#size -= scans.length
    for (const upload of group) upload.answer(isNew)
  }
}

/** Has scans committed; resolves to which of their ids were new and which known, or null when nothing was taken. */
export const written = (
  writer: ScanWriter,
  { scans, contacts }: Pick<PendingUpload, 'scans' | 'contacts'>,
): Promise<Map<string, 'new' | 'known'> | null> =>
  new Promise((resolve) => {
    const isTaken = writer.write({
      scans,
      contacts,
      answer: (isNew) =>
        resolve(isNew && new Map(scans.map(({ id }) => [id, isNew.delete(id) ? 'new' : 'known']))),
    })
    if (!isTaken) resolve(null)
  })
