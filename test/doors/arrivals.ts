import { setTimeout as sleep } from 'node:timers/promises'
import { badgeText, meetingMark } from '../../src/modules/seating/index.ts'
import { any, type Cut, post } from './cut-post.ts'
import type { Hall } from './hall.ts'
import { type Phone, scanWith, uploadOf } from './phone.ts'

/** So many of a hall never come. */
export const absent = 20

/**
 * Everybody of a hall but the last twenty arrives from `began` on, at any phone, some at two; every tenth scan is of
 * nobody. Participant id -> true time of the first arrival.
 */
export function scanEverybody(hall: Hall, phones: readonly Phone[], began: number): Map<string, number> {
  const mark = meetingMark(hall.meetingId)
  const arrived = new Map<string, number>()
  for (const [n, person] of hall.people.slice(0, hall.people.length - absent).entries()) {
    for (let times = n % 7 === 0 ? 2 : 1; times > 0; times -= 1) {
      const at = began + n * 20_000 + times * 7_000
      scanWith(any(phones), badgeText(mark, person.code), at)
      arrived.set(person.id, Math.min(at, arrived.get(person.id) ?? at))
    }
    if (n % 10 === 0) scanWith(any(phones), `kartu ${n}`, began + n * 20_000)
  }
  return arrived
}

/** Where phones hand in, and whether that is being killed: then they go on though all was answered. */
interface Desk {
  url(): string
  isKilling(): boolean
}

/** Phones hand in what they scanned, in any order, cut now and then, and again what was answered long ago. */
export class HandingIn {
  readonly answered = new Set<string>()
  cuts = 0
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Resolves when every scan of these phones was answered. */
  async all(phones: readonly Phone[]): Promise<void> {
    await Promise.all(phones.filter(({ scans }) => scans.length > 0).map((phone) => this.#one(phone)))
  }

  async #one(phone: Phone): Promise<void> {
    for (;;) {
      const left = phone.scans.filter(({ id }) => !this.answered.has(id))
      if (left.length === 0 && !this.#desk.isKilling()) return
      const items = Array.from({ length: 1 + Math.floor(Math.random() * 8) }, () =>
        any(left.length > 0 && Math.random() < 0.7 ? left : phone.scans),
      )
      const cut = any<Cut>(['none', 'none', 'half-sent', 'unheard'])
      if (cut !== 'none') this.cuts += 1
      const body = JSON.stringify(uploadOf(phone, [...new Set(items)], Date.now()))
      for (const id of await post(this.#desk.url(), phone, body, cut)) this.answered.add(id)
      await sleep(Math.random() * 40)
    }
  }
}

/** A scan as the database has it. */
export interface StoredArrival {
  id: string
  participant_id: string | null
  scanned_at: Date
  offset_ms: number
}

/** By how many milliseconds a stored first arrival is off at worst. */
export function worstError(rows: readonly StoredArrival[], arrived: ReadonlyMap<string, number>): number {
  const first = new Map<string, number>()
  for (const { participant_id, scanned_at, offset_ms } of rows) {
    if (participant_id === null) continue
    const at = scanned_at.getTime() + Number(offset_ms)
    first.set(participant_id, Math.min(at, first.get(participant_id) ?? at))
  }
  return Math.max(...[...arrived].map(([id, at]) => Math.abs((first.get(id) ?? 0) - at)))
}
