import type { Actor } from '../../platform/access.ts'
import { instantIn, isDay } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingClass, type MeetingSession, sessionsOf } from './classes-read-model.ts'
import { deletePart, putSessions } from './classes-store.ts'
import { conflict, forbidden, inMeeting, invalid, missing, type Turn } from './in-meeting.ts'
import type { Meeting, MeetingKey } from './meetings-read-model.ts'
import { markOf } from './part-mark.ts'
import { venuesOf } from './places-read-model.ts'
import { sessionRow } from './session-row.ts'
import { overlaps, timeOf } from './session-times.ts'

export interface SessionInput {
  /** `meeting`, `venue:ID`, `class:ID`, and for new ones `group:CODE`: one session for each class of the group. */
  whom: string
  titleId: string
  titleEn: string | null
  /** A day of the meeting, and times in its zone as typed. */
  day: string
  from: string
  until: string
}

type Place = Pick<MeetingSession, 'venueId' | 'classId'>

/**
 * Adds a session for the whole meeting, a venue, a class or every class of a group, or changes the one named. Refuses
 * days that are not the meeting's, times the wrong way round, and two sessions of one class at the same time.
 */
export const saveSession = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: SessionInput,
  existing: { id: string; mark: string } | null,
): Promise<Result<number>> =>
  inMeeting(services, actor, key, async ({ tx, meeting, rights, at, leave }) => {
    const sessions = await sessionsOf(tx, key)
    const before = sessions.find(({ id }) => id === existing?.id)
    if (existing && !before) return missing
    if (existing && markOf(before) !== existing.mark) return conflict('meetings.refusal.outdated')
    if (before && !rights.may('meetings.change', before.venueId)) return forbidden
    const classes = await classesOf(tx, key)
    const places = await placesOf(tx, key, input.whom, classes, existing !== null)
    const times = timesOf(meeting, input)
    const problems = [...times.problems]
    if (places === null) problems.push({ field: 'whom', key: 'meetings.refusal.choose' })
    if (input.titleId === '') problems.unshift({ field: 'titleId', key: 'meetings.refusal.required' })
    if (places === null || problems.length > 0) return invalid(problems)
    if (!places.every(({ venueId }) => rights.may('meetings.change', venueId))) return forbidden
    const { startsAt, endsAt } = times
    const other = sessions.find(
      (session) =>
        session.id !== before?.id &&
        session.classId !== null &&
        places.some(({ classId }) => classId === session.classId) &&
        overlaps(session, { startsAt, endsAt }),
    )
    if (other) {
      const code = classes.find(({ id }) => id === other.classId)?.code ?? ''
      const params = { code, session: other.titleId }
      return invalid([{ field: 'from', key: 'meetings.refusal.sessionOverlaps', params }])
    }
    const { titleId, titleEn } = input
    const saved = places.map((place) => ({
      id: before?.id ?? newId(at.getTime()),
      ...place,
      titleId,
      titleEn,
      startsAt,
      endsAt,
    }))
    await putSessions(
      tx,
      saved.map((session) => sessionRow(key, session)),
    )
    const subject = before ? `session ${before.id}` : `meeting ${key.id}`
    await leave({ action: 'meetings.save-session', subject, before, after: saved })
    return ok(saved.length)
  })

/** Where a session is held; null where `whom` names nothing of the meeting. */
async function placesOf(
  tx: Turn['tx'],
  key: MeetingKey,
  whom: string,
  classes: readonly MeetingClass[],
  isOne: boolean,
): Promise<Place[] | null> {
  const at = whom.indexOf(':')
  const [kind, name] = at < 0 ? [whom, ''] : [whom.slice(0, at), whom.slice(at + 1)]
  if (kind === 'meeting') return [{ venueId: null, classId: null }]
  if (kind === 'venue') {
    const isThere = (await venuesOf(tx, key)).some(({ id }) => id === name)
    return isThere ? [{ venueId: name, classId: null }] : null
  }
  if (kind !== 'class' && (kind !== 'group' || isOne)) return null
  const places = classes
    .filter((one) => (kind === 'class' ? one.id === name : one.group === name))
    .map(({ id, venueId }) => ({ venueId, classId: id }))
  return places.length > 0 ? places : null
}

/** The instants of a session, and what is wrong with them. */
function timesOf(
  meeting: Meeting,
  input: SessionInput,
): { startsAt: Date; endsAt: Date; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const { day } = input
  if (!isDay(day) || day < meeting.startsOn || day > meeting.endsOn) {
    problems.push({ field: 'day', key: 'meetings.refusal.dayOutside' })
  }
  const [from, until] = [timeOf(input.from), timeOf(input.until)]
  if (from === null) problems.push({ field: 'from', key: 'meetings.refusal.time' })
  if (until === null) problems.push({ field: 'until', key: 'meetings.refusal.time' })
  if (from !== null && until !== null && until <= from) {
    problems.push({ field: 'until', key: 'meetings.refusal.timeOrder' })
  }
  const instant = (time: string | null) =>
    problems.length > 0 || time === null ? new Date(0) : instantIn(meeting.timeZone, day, time)
  return { startsAt: instant(from), endsAt: instant(until), problems }
}

/** Takes a session out of the agenda. */
export const removeSession = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<MeetingSession>> =>
  inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
    const before = (await sessionsOf(tx, key)).find((session) => session.id === id)
    if (!before) return missing
    if (!rights.may('meetings.change', before.venueId)) return forbidden
    await deletePart(tx, 'meeting_session', key, id)
    await leave({ action: 'meetings.remove-session', subject: `session ${id}`, before })
    return ok(before)
  })
