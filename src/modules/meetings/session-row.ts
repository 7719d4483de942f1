import type { MeetingSession } from './classes-read-model.ts'
import type { MeetingKey } from './meetings-read-model.ts'

/** A session as the database keeps it. */
export const sessionRow = (meeting: MeetingKey, session: MeetingSession) => ({
  work_unit_id: meeting.workUnitId,
  meeting_id: meeting.id,
  id: session.id,
  venue_id: session.venueId,
  class_id: session.classId,
  title_id: session.titleId,
  title_en: session.titleEn,
  starts_at: session.startsAt,
  ends_at: session.endsAt,
})
