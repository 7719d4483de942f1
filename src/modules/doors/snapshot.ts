import type { Services } from '../../platform/services.ts'
import { classesOf, meetingById, sessionsOf, venueLetter, venuesOf } from '../meetings/index.ts'
import type { Device } from './device.ts'
import { endOfDay } from './device-day.ts'
import type { OtherRow, OwnRow, Snapshot, SnapshotSession } from './door-shapes.ts'
import { rosterOf, rowAt } from './roster.ts'
import { scansAt } from './scans-read-model.ts'

/**
 * What a phone needs for its day at its door, and no more: names of those whose place is at this venue, for the others
 * only that their place is at another. Null when meeting or venue are gone.
 */
export async function snapshotFor(services: Services, device: Device): Promise<Snapshot | null> {
  const { db, clock } = services
  const key = { workUnitId: device.workUnitId, id: device.meetingId }
  const meeting = await meetingById(db, key)
  const venue = (await venuesOf(db, key)).find(({ id }) => id === device.venueId)
  if (!meeting || !venue) return null
  const roster = await rosterOf(services, key, 0)
  const rows = [...roster.byHash.values()].map((person) => rowAt(roster, venue.id, person))
  return {
    format: 1,
    meetingId: meeting.id,
    mark: roster.mark,
    meeting: { id: meeting.nameId, en: meeting.nameEn },
    door: { id: device.doorId, name: device.door, purpose: device.purpose },
    device: device.label,
    venue: { letter: venueLetter(venue.rank), name: venue.name },
    timeZone: meeting.timeZone,
    day: device.day,
    expiresAt: endOfDay(meeting.timeZone, device.day).getTime(),
    madeAt: clock.now().getTime(),
    sessions: device.purpose === 'session' ? await sessionsAt(services, device) : [],
    people: rows.filter((row): row is OwnRow => !('letter' in row)),
    others: rows.filter((row): row is OtherRow => 'letter' in row),
    known: await scansAt(db, key, roster, { venueId: venue.id, since: null }),
  }
}

/** The sessions of the phone's day that are held at its venue. */
async function sessionsAt({ db }: Services, device: Device): Promise<SnapshotSession[]> {
  const key = { workUnitId: device.workUnitId, id: device.meetingId }
  const classes = new Map((await classesOf(db, key)).map((one) => [one.id, one]))
  const end = endOfDay(device.timeZone, device.day).getTime()
  const isToday = (at: Date) => at.getTime() < end && at.getTime() >= end - 86_400_000
  return (await sessionsOf(db, key))
    .filter(({ startsAt }) => isToday(startsAt))
    .flatMap((session) => {
      const held = session.classId === null ? undefined : classes.get(session.classId)
      const venueId = held?.venueId ?? session.venueId
      if (venueId !== null && venueId !== device.venueId) return []
      return [
        {
          id: session.id,
          titleId: session.titleId,
          titleEn: session.titleEn,
          class: held ? { code: held.code, round: held.round } : null,
          startsAt: session.startsAt.toISOString(),
          endsAt: session.endsAt.toISOString(),
        },
      ]
    })
}
