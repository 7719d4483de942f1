import ical, { ICalCalendarMethod } from 'ical-generator'
import { dayAfter } from '../../platform/clock.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type Meeting, meetingName, type Venue } from '../meetings/index.ts'
import type { OwnSession } from './own-sessions.ts'

const midnight = (day: string) => new Date(`${day}T00:00:00Z`)

interface CalendarInput {
  t: Translator
  meeting: Meeting
  venue: Venue | undefined
  sessions: readonly OwnSession[]
  publicUrl: string
  stamp: Date
}

/** What concerns somebody of a meeting: the days of it, and the own sessions. */
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
      summary: session.title,
      location: session.place || location,
      start: session.startsAt,
      end: session.endsAt,
      stamp,
    })
  }
  return calendar.toString()
}
