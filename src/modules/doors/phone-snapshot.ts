import { endOfDay } from './device-day.ts'
import type { Snapshot } from './door-shapes.ts'
import type { RelayPhone, VenueSnapshot } from './relay-shapes.ts'

/** What one phone of a venue needs for its day at its door; the same from server and relay. */
export function phoneSnapshot(
  venue: VenueSnapshot,
  { label, day, door }: Pick<RelayPhone, 'label' | 'day' | 'door'>,
  madeAt: number,
): Snapshot {
  const { format, meetingId, mark, meeting, timeZone, people, others, known } = venue
  const end = endOfDay(timeZone, day).getTime()
  const isToday = (at: number) => at < end && at >= end - 86_400_000
  return {
    format,
    meetingId,
    mark,
    meeting,
    door,
    device: label,
    venue: venue.venue,
    timeZone,
    day,
    expiresAt: end,
    madeAt,
    sessions:
      door.purpose === 'session'
        ? venue.sessions.filter(({ startsAt }) => isToday(Date.parse(startsAt)))
        : [],
    people,
    others,
    known,
  }
}
