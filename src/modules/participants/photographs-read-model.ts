import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { tookPart } from './participant-states.ts'
import { participantsOf } from './participants-read-model.ts'

/** A small upright picture, at most 160 x 200 pixels and 6 KB. */
export interface Photograph {
  contentType: string
  bytes: Uint8Array
}

const photographs = (db: Db, meeting: MeetingKey) =>
  db
    .selectFrom('participant_photograph')
    .select(['participant_id as participantId', 'content_type as contentType', 'bytes'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)

/** The photograph somebody gave, or undefined. */
export const photographOf = (
  db: Db,
  meeting: MeetingKey,
  participantId: string,
): Promise<Photograph | undefined> =>
  photographs(db, meeting).where('participant_id', '=', participantId).executeTakeFirst()

/** Participant id -> photograph, of those who come to one venue and gave one: for recognising them at its doors. */
export async function photographsOf(
  db: Db,
  meeting: MeetingKey,
  venueId: string,
): Promise<Map<string, Photograph>> {
  const coming = new Set(
    (await participantsOf(db, meeting, { venueId, states: tookPart }))
      .filter(({ name }) => name !== '')
      .map(({ id }) => id),
  )
  const all = await photographs(db, meeting).execute()
  return new Map(
    all
      .filter(({ participantId }) => coming.has(participantId))
      .map(({ participantId, ...picture }) => [participantId, picture]),
  )
}
