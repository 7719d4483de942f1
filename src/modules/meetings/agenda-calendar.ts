import ical, { ICalCalendarMethod } from 'ical-generator'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { MeetingClass, MeetingSession } from './classes-read-model.ts'
import { type Meeting, meetingName } from './meetings-read-model.ts'
import { type Venue, venueLetter } from './places-read-model.ts'
import { inLanguage, sessionFor } from './views/words.ts'

export interface AgendaInput {
  t: Translator
  meeting: Meeting
  sessions: readonly MeetingSession[]
  venues: readonly Venue[]
  classes: readonly MeetingClass[]
  /** Address of the installation, so that events stay the same ones wherever they are read. */
  publicUrl: string
  /** When it is made. */
  now: Date
}

/** The agenda of a meeting as iCalendar (RFC 5545); instants in UTC, so that every calendar shows its own hour. */
export function agendaCalendar({
  t,
  meeting,
  sessions,
  venues,
  classes,
  publicUrl,
  now,
}: AgendaInput): string {
  const host = new URL(publicUrl).host
  const calendar = ical({
    name: meetingName(meeting, t.locale),
    prodId: { company: 'Jangkau', product: 'meetings', language: t.locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    timezone: null,
    x: { 'X-WR-TIMEZONE': meeting.timeZone },
  })
  for (const session of sessions) {
    const venue = venues.find(({ id }) => id === session.venueId)
    const room = classes.find(({ id }) => id === session.classId)?.room
    calendar.createEvent({
      id: `${session.id}@${host}`,
      summary: inLanguage(t.locale, session.titleId, session.titleEn),
      description: sessionFor(t, session, venues, classes),
      location: venue
        ? [room, `${venueLetter(venue.rank)} · ${venue.name}`, venue.address].filter(Boolean).join(', ')
        : meeting.city,
      start: session.startsAt,
      end: session.endsAt,
      stamp: now,
    })
  }
  return calendar.toString()
}
