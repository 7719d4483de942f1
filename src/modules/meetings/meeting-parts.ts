import type { Db } from '../../platform/db/database.ts'
import { classesOf, classGroupsOf, sessionsOf } from './classes-read-model.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { hotelsOf, venueLetter, venuesOf } from './places-read-model.ts'

const named = (id: string, en: string | null) => ({ id, en })

/** The parts of a meeting as programs read them: instants in ISO 8601, UTC; venues and classes by their ids. */
export async function meetingParts(db: Db, meeting: MeetingKey) {
  return {
    venues: (await venuesOf(db, meeting)).map(({ rank, ...venue }) => ({
      ...venue,
      letter: venueLetter(rank),
    })),
    hotels: (await hotelsOf(db, meeting)).map(({ id, venueId, name, rooms, beds }) => ({
      id,
      venue: venueId,
      name,
      rooms: Number(rooms),
      beds: Number(beds),
    })),
    groups: (await classGroupsOf(db, meeting)).map(({ code, round, nameId, nameEn }) => ({
      code,
      round,
      name: named(nameId, nameEn),
    })),
    classes: (await classesOf(db, meeting)).map((one) => ({
      id: one.id,
      code: one.code,
      group: one.group,
      venue: one.venueId,
      topic: named(one.topicId, one.topicEn),
      room: one.room,
      capacity: one.capacity,
      minimum: one.minimum,
      speakers: one.speakers,
    })),
    sessions: (await sessionsOf(db, meeting)).map((session) => ({
      id: session.id,
      venue: session.venueId,
      class: session.classId,
      title: named(session.titleId, session.titleEn),
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
    })),
  }
}
