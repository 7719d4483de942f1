import type { Db } from '../../platform/db/database.ts'
import { seenAtDoors } from '../doors/index.ts'
import { type Meeting, type MeetingKey, sessionsOf } from '../meetings/index.ts'
import { type Participant, participantById, participantsOf } from '../participants/index.ts'
import { placesOf, placesOfOne } from '../seating/index.ts'
import { type Correction, type Evidence, evidenceOf } from './evidence.ts'
import type { DocumentKind } from './tables.ts'

const correctionsOf = (db: Db, meeting: MeetingKey): Promise<Correction[]> =>
  db
    .selectFrom('attendance_correction')
    .select(['participant_id as participantId', 'session_id as sessionId', 'is_present as isPresent'])
    .select(['reason', 'corrected_at as correctedAt'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .execute()

/**
 * The one record of everybody on the list but the cancelled, by name: certificate, pack, expense sheet and report all
 * read this and nothing else of who was there.
 */
export const evidenceIn = async (db: Db, meeting: Meeting): Promise<Evidence[]> =>
  evidenceAbout(db, meeting, await participantsOf(db, meeting), null)

/** The same of one participant; undefined for the cancelled and who is not of the meeting. */
export async function evidenceOfOne(db: Db, meeting: Meeting, id: string): Promise<Evidence | undefined> {
  const one = await participantById(db, meeting, id)
  if (!one || one.state === 'cancelled') return undefined
  return (await evidenceAbout(db, meeting, [one], one.id))[0]
}

const evidenceAbout = async (
  db: Db,
  meeting: Meeting,
  people: readonly Participant[],
  only: string | null,
): Promise<Evidence[]> =>
  evidenceOf({
    timeZone: meeting.timeZone,
    people,
    sessions: await sessionsOf(db, meeting),
    places:
      only === null ? await placesOf(db, meeting) : new Map([[only, await placesOfOne(db, meeting, only)]]),
    seen: await seenAtDoors(db, meeting, only),
    corrections: await correctionsOf(db, meeting),
  })

/** A letter that a unit got or sent. */
export interface UnitDocument {
  unitId: string
  kind: DocumentKind
  number: string
  /** YYYY-MM-DD */
  on: string
}

export const documentsOf = (db: Db, meeting: MeetingKey): Promise<UnitDocument[]> =>
  db
    .selectFrom('unit_document')
    .select(['unit_id as unitId', 'kind', 'number', 'dated_on as on'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .execute()
