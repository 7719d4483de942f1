import type { Services } from '../../platform/services.ts'
import {
  classesOf,
  inOrder,
  type MeetingKey,
  meetingById,
  sessionsOf,
  venueLetter,
  venuesOf,
} from '../meetings/index.ts'
import type { Device } from './device.ts'
import type { OtherRow, OwnRow, Snapshot, SnapshotSession } from './door-shapes.ts'
import { phoneSnapshot } from './phone-snapshot.ts'
import type { VenueSnapshot } from './relay-shapes.ts'
import { rosterOf, rowAt } from './roster.ts'
import { scansAt } from './scans-read-model.ts'

/**
 * What the doors of a venue need, and no more: names of those whose place is there, for the others only that their
 * place is at another. Null when meeting or venue are gone.
 */
export async function venueSnapshot(
  services: Services,
  key: MeetingKey,
  venueId: string,
): Promise<VenueSnapshot | null> {
  const { db } = services
  const meeting = await meetingById(db, key)
  const venue = (await venuesOf(db, key)).find(({ id }) => id === venueId)
  if (!meeting || !venue) return null
  const roster = await rosterOf(services, key, 0)
  const rows = [...roster.byHash.values()].map((person) => rowAt(roster, venue.id, person))
  return {
    format: 1,
    meetingId: meeting.id,
    mark: roster.mark,
    meeting: { id: meeting.nameId, en: meeting.nameEn },
    venue: { letter: venueLetter(venue.rank), name: venue.name },
    timeZone: meeting.timeZone,
    lastDay: meeting.endsOn,
    sessions: await sessionsAt(services, key, venueId),
    people: rows.filter((row): row is OwnRow => !('letter' in row)),
    others: rows.filter((row): row is OtherRow => 'letter' in row),
    known: await scansAt(db, key, roster, { venueId: venue.id, since: null }),
  }
}

/** What a phone needs for its day at its door. Null when meeting or venue are gone. */
export async function snapshotFor(services: Services, device: Device): Promise<Snapshot | null> {
  const key = { workUnitId: device.workUnitId, id: device.meetingId }
  const venue = await venueSnapshot(services, key, device.venueId)
  const door = { id: device.doorId, name: device.door, purpose: device.purpose }
  return venue && phoneSnapshot(venue, { ...device, door }, services.clock.now().getTime())
}

/** The sessions that are held at a venue, whichever day; those of classes as people count, C2 before C10. */
export async function sessionsAt(
  { db }: Pick<Services, 'db'>,
  key: MeetingKey,
  at: string,
): Promise<SnapshotSession[]> {
  const all = await classesOf(db, key)
  const classes = new Map(all.map((one) => [one.id, one]))
  return inOrder(await sessionsOf(db, key), all).flatMap((session) => {
    const held = session.classId === null ? undefined : classes.get(session.classId)
    const venueId = held?.venueId ?? session.venueId
    if (venueId !== null && venueId !== at) return []
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
