import type { SeenAtDoor } from '../doors/index.ts'
import type { MeetingClass, MeetingSession } from '../meetings/index.ts'
import { type Participant, tookPart } from '../participants/index.ts'
import type { placesOf } from '../seating/index.ts'

/** Read at a door, checked in by oneself, written down by who stood at the door, or set right afterwards. */
export const sources = ['scan', 'self', 'steward', 'hand'] as const
export type Source = (typeof sources)[number]

export interface Correction {
  participantId: string
  sessionId: string
  isPresent: boolean
  reason: string
  correctedAt: Date
}

/** One session of one participant. */
export interface SessionEvidence {
  sessionId: string
  /** He or she had a seat there. */
  isExpected: boolean
  isPresent: boolean
  /** First entry; null where there was none. */
  at: Date | null
  source: Source | null
  /** Why it was corrected by hand. */
  reason: string | null
}

/** Everything that is known of one participant having been sent, having come and having taken part. */
export interface Evidence {
  participantId: string
  unitId: string
  provinceId: string | null
  venueId: string | null
  invitation: Pick<Participant, 'origin' | 'ruleId' | 'state' | 'createdAt' | 'answeredAt'>
  /** The participant whose mandate he or she comes with. */
  mandateOf: string | null
  /** Days on the road and at the meeting as told, YYYY-MM-DD, both included. */
  travel: { from: string; until: string; days: number } | null
  /** First scan at a door of arrival. */
  arrivedAt: Date | null
  /** Sessions with a seat or with presence, by time. */
  sessions: SessionEvidence[]
  /** Sessions with presence; those of them with a seat; sessions with a seat, which are one's own. */
  attended: number
  attendedOwn: number
  expected: number
  /** Days with presence of any kind, YYYY-MM-DD where the meeting is held. */
  daysPresent: string[]
  /** Is accounted for: comes by the answer, or came whatever the answer was. */
  counts: boolean
}

export interface Known {
  timeZone: string
  people: readonly Participant[]
  sessions: readonly MeetingSession[]
  places: Awaited<ReturnType<typeof placesOf>>
  seen: readonly SeenAtDoor[]
  corrections: readonly Correction[]
}

const sourceOf = (via: string): Source =>
  via === 'self' ? 'self' : via === 'camera' || via === 'wedge' ? 'scan' : 'steward'

const byHand = { source: 'hand' as const, at: null }

/**
 * The evidence of every participant, in the order given. A correction by hand goes before what doors saw; what doors
 * saw stays what it was. The order in which scans are given changes nothing.
 */
export function evidenceOf(known: Known): Evidence[] {
  const dayOf = daysIn(known.timeZone)
  const dayOfSession = new Map(known.sessions.map(({ id, startsAt }) => [id, dayOf(startsAt)]))
  const seenOf = Map.groupBy(known.seen, ({ participantId }) => participantId)
  const correctedOf = Map.groupBy(known.corrections, ({ participantId }) => participantId)
  return known.people.map((one) => {
    const scans = (seenOf.get(one.id) ?? []).toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const sessions = sessionsOfOne(known, one, scans, correctedOf.get(one.id) ?? [])
    const arrivedAt = scans.find(({ kind }) => kind === 'arrival')?.at ?? null
    const attended = sessions.filter(({ isPresent }) => isPresent)
    // A day denied by hand is not brought back by the scan that was denied.
    const days = [
      ...scans.filter(({ kind }) => kind === 'arrival').map(({ at }) => dayOf(at)),
      ...attended.map(({ sessionId }) => dayOfSession.get(sessionId) ?? ''),
    ]
    return {
      participantId: one.id,
      unitId: one.unitId,
      provinceId: one.provinceId,
      venueId: one.venueId,
      invitation: {
        origin: one.origin,
        ruleId: one.ruleId,
        state: one.state,
        createdAt: one.createdAt,
        answeredAt: one.answeredAt,
      },
      mandateOf: one.representsId,
      travel: travelOf(dayOf, one),
      arrivedAt,
      sessions,
      attended: attended.length,
      attendedOwn: attended.filter(({ isExpected }) => isExpected).length,
      expected: sessions.filter(({ isExpected }) => isExpected).length,
      daysPresent: [...new Set(days)].toSorted(),
      counts: tookPart.some((state) => state === one.state) || arrivedAt !== null || attended.length > 0,
    }
  })
}

/** As `dayIn`, for thousands of instants: making the format is what takes the time. */
function daysIn(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  return (at) => format.format(at)
}

function sessionsOfOne(
  known: Known,
  one: Participant,
  scans: readonly SeenAtDoor[],
  corrections: readonly Correction[],
): SessionEvidence[] {
  return known.sessions.flatMap((session): SessionEvidence[] => {
    const isExpected = hasSeat(known, one, session)
    const entry = scans.find(({ kind, sessionId }) => kind === 'entry' && sessionId === session.id)
    const correction = corrections.find(({ sessionId }) => sessionId === session.id)
    if (!isExpected && !entry && !correction) return []
    const of = { sessionId: session.id, isExpected }
    if (correction) {
      const { isPresent, reason } = correction
      return [{ ...of, isPresent, reason, ...byHand }]
    }
    return [
      {
        ...of,
        isPresent: entry !== undefined,
        at: entry?.at ?? null,
        source: entry ? sourceOf(entry.via) : null,
        reason: null,
      },
    ]
  })
}

/** A session of a class is for those who sit in it, of a venue for those who are there, of the meeting for all who come. */
function hasSeat({ places }: Known, one: Participant, session: MeetingSession): boolean {
  if (!tookPart.some((state) => state === one.state)) return false
  if (session.classId !== null)
    return (places.get(one.id)?.classes ?? []).some(({ classId }) => classId === session.classId)
  return session.venueId === null || one.venueId === session.venueId
}

const day = 86_400_000

/** By the times that were told; once these are erased, by the days that were kept of them. */
function travelOf(dayOf: (at: Date) => string, one: Participant): Evidence['travel'] {
  const { arrivesAt, leavesAt, travelFrom, travelUntil } = one
  const isTold = arrivesAt !== null && leavesAt !== null
  if (isTold && leavesAt < arrivesAt) return null
  const from = isTold ? dayOf(arrivesAt) : travelFrom
  const until = isTold ? dayOf(leavesAt) : travelUntil
  if (!from || !until) return null
  return { from, until, days: (Date.parse(until) - Date.parse(from)) / day + 1 }
}

/** Whether somebody has been to as many sessions as a certificate asks for. */
export const reaches = ({ attended }: Pick<Evidence, 'attended'>, atLeast: number) => attended >= atLeast

/**
 * How many sessions one person can have a seat in at most: those of the whole meeting, those of one venue, and those of one
 * class of each round there. A meeting of 60 classes has many more.
 */
export function mostSessionsOfOne(
  sessions: readonly Pick<MeetingSession, 'venueId' | 'classId'>[],
  classes: readonly Pick<MeetingClass, 'id' | 'venueId' | 'round'>[],
): number {
  const inClass = (id: string) => sessions.filter(({ classId }) => classId === id).length
  const venues = new Set([...sessions, ...classes].map(({ venueId }) => venueId))
  const atVenue = [...venues].map((venue) => {
    const open = sessions.filter(({ venueId, classId }) => venueId === venue && classId === null).length
    const rounds = Map.groupBy(
      classes.filter(({ venueId }) => venueId === venue),
      ({ round }) => round,
    )
    const taught = [...rounds.values()].map((of) => Math.max(...of.map(({ id }) => inClass(id))))
    return (venue === null ? 0 : open) + taught.reduce((sum, most) => sum + most, 0)
  })
  const forAll = sessions.filter(({ venueId, classId }) => venueId === null && classId === null).length
  return forAll + Math.max(0, ...atVenue)
}
