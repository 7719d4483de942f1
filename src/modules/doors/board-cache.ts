import { dayIn } from '../../platform/clock.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting, MeetingKey } from '../meetings/index.ts'
import { type Board, boardOf } from './board-read-model.ts'
import { type Phone, phoneState, phonesOf } from './doors-read-model.ts'
import { countOpenFlags } from './flags-read-model.ts'
import { relayState, relaysOf, type ShownRelay } from './relays-read-model.ts'

/** The board with what stands beside it, and when it was counted. */
export interface CountedBoard {
  board: Board
  openFlags: number
  /** Phones at their doors today, and those of them not heard of for ten minutes. */
  standing: Phone[]
  silent: number
  /** Relays that were let in and not sent away. */
  relays: ShownRelay[]
  at: Date
}

interface Kept {
  at: number
  /** How long the counting took, in milliseconds. */
  took: number
  counted: Promise<CountedBoard>
}

const kept = new WeakMap<object, Map<string, Kept>>()
/**
 * Boards that look at the same moment share one count, and counting takes a fortieth of the time at most: the desk, which
 * shares the connection, must not feel it. Every figure says when it was counted.
 */
const freshFor = 1_000
const restPerWork = 40

/** A phone or relay not heard of for so long, in milliseconds, is said to be silent. */
export const silentAfter = 600_000

async function count(services: Services, meeting: Meeting): Promise<CountedBoard> {
  const at = services.clock.now()
  const board = await boardOf(services, meeting)
  const today = dayIn(meeting.timeZone, at)
  const phones = await phonesOf(services.db, meeting)
  const standing = phones.filter((phone) => phone.day === today && phoneState(phone, today) === 'in')
  return {
    board,
    openFlags: await countOpenFlags(services.db, meeting),
    standing,
    silent: standing.filter(
      ({ lastContactAt }) => lastContactAt === null || at.getTime() - lastContactAt.getTime() > silentAfter,
    ).length,
    relays: (await relaysOf(services.db, meeting)).filter((relay) => relayState(relay, meeting, at) === 'in'),
    at,
  }
}

const keyOf = (meeting: MeetingKey) => `${meeting.workUnitId} ${meeting.id}`

/** Until when a count is shown to whoever looks. */
const freshUntil = ({ at, took }: Kept) => at + Math.max(freshFor, took * restPerWork)

/** Resolves when whoever looks then is shown what was counted after now: what is told before it would not be seen. */
export async function nextCount(services: Services, meeting: MeetingKey): Promise<void> {
  const known = kept.get(services.database)?.get(keyOf(meeting))
  if (!known) return
  await known.counted.catch(() => {})
  const rest = freshUntil(known) - performance.now()
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
}

/** The board of a meeting, counted a moment ago at most. */
export function countedBoard(services: Services, meeting: Meeting): Promise<CountedBoard> {
  const all = kept.get(services.database) ?? new Map<string, Kept>()
  kept.set(services.database, all)
  const key = keyOf(meeting)
  const known = all.get(key)
  const began = performance.now()
  if (known && began < freshUntil(known)) return known.counted
  const entry: Kept = { at: began, took: 0, counted: count(services, meeting) }
  all.set(key, entry)
  entry.counted.then(
    () => {
      entry.took = performance.now() - began
    },
    () => all.delete(key),
  )
  return entry.counted
}
