import ical, { ICalCalendarMethod } from 'ical-generator'
import { dayAfter } from '../../platform/clock.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type Meeting, type MeetingSession, meetingName, type Venue } from '../meetings/index.ts'

const midnight = (day: string) => new Date(`${day}T00:00:00Z`)

interface CalendarInput {
  t: Translator
  meeting: Meeting
  venue: Venue | undefined
  sessions: readonly MeetingSession[]
  publicUrl: string
  stamp: Date
}

/** What concerns somebody of a meeting: the days of it, and its sessions there. */
export function invitationCalendar({ t, meeting, venue, sessions, publicUrl, stamp }: CalendarInput): string {
  const host = new URL(publicUrl).host
  const name = meetingName(meeting, t.locale)
  const location = [venue?.name, venue?.address, meeting.city].filter(Boolean).join(', ')
  const calendar = ical({
    name,
    prodId: { company: 'Jangkau', product: 'meetings', language: t.locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    timezone: null,
    x: { 'X-WR-TIMEZONE': meeting.timeZone },
  })
  calendar.createEvent({
    id: `meeting.${meeting.id}@${host}`,
    summary: name,
    location,
    start: midnight(meeting.startsOn),
    end: midnight(dayAfter(meeting.endsOn, 1)),
    allDay: true,
    stamp,
  })
  for (const session of sessions) {
    calendar.createEvent({
      id: `session.${session.id}@${host}`,
      summary: sessionTitle(session, t),
      location,
      start: session.startsAt,
      end: session.endsAt,
      stamp,
    })
  }
  return calendar.toString()
}

export const sessionTitle = (session: MeetingSession, t: Pick<Translator, 'locale'>) =>
  t.locale === 'en' ? (session.titleEn ?? session.titleId) : session.titleId

/** Sessions for everybody at a venue: of the whole meeting or of that venue, of no class. */
export const sessionsAt = (sessions: readonly MeetingSession[], venueId: string | null) =>
  sessions.filter(
    (session) => session.classId === null && (session.venueId === null || session.venueId === venueId),
  )
