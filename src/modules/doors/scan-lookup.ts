import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { Roster } from './roster.ts'
import { type ScanOfParticipant, scansOf } from './scans-read-model.ts'

type Found = ReadonlyMap<string, readonly ScanOfParticipant[]>

interface Waiting {
  meeting: MeetingKey
  roster: Roster
  people: readonly string[]
  resolve(found: Found): void
  reject(error: unknown): void
}

/** Looks up scans of people for many uploads at once: those that come while one look is under way share the next. */
export class ScanLookup {
  readonly #services: Pick<Services, 'db'>
  #waiting: Waiting[] = []
  #isLooking = false

  constructor(services: Pick<Services, 'db'>) {
    this.#services = services
  }

  /** Everything scanned of these people, by whose it is. */
  find(meeting: MeetingKey, roster: Roster, people: readonly string[]): Promise<Found> {
    if (people.length === 0) return Promise.resolve(new Map())
    return new Promise((resolve, reject) => {
      this.#waiting.push({ meeting, roster, people, resolve, reject })
      if (!this.#isLooking) void this.#lookAll()
    })
  }

  async #lookAll(): Promise<void> {
    this.#isLooking = true
    // Uploads of one commit are answered together; their questions are one.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      for (const some of Map.groupBy(group, ({ meeting }) => `${meeting.workUnitId} ${meeting.id}`).values())
        await this.#look(some)
    }
    this.#isLooking = false
  }

  async #look(some: readonly Waiting[]): Promise<void> {
    const last = some.at(-1) as Waiting
    const people = [...new Set(some.flatMap((one) => one.people))]
    try {
      const scans = await scansOf(this.#services.db, last.meeting, last.roster, people)
      const found = Map.groupBy(scans, ({ participantId }) => participantId)
      for (const { resolve } of some) resolve(found)
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }
}
