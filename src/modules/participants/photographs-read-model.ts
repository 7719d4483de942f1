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

/** Who comes to a venue and may still be named: a photograph of anybody else is no door's business. */
const comingTo = async (db: Db, meeting: MeetingKey, venueId: string, ids?: readonly string[]) =>
  new Set(
    (await participantsOf(db, meeting, { venueId, states: tookPart, ids }))
      .filter(({ name }) => name !== '')
      .map(({ id }) => id),
  )

/**
 * Participant id -> version of the photograph, of those who come to one venue and gave one: for recognising them at its
 * doors. Another photograph of the same person has another version.
 */
export async function photographVersionsOf(
  db: Db,
  meeting: MeetingKey,
  venueId: string,
): Promise<Map<string, number>> {
  const all = await photographs(db, meeting)
    .clearSelect()
    .select(['participant_id as participantId', 'added_at as addedAt'])
    .execute()
  if (all.length === 0) return new Map()
  const coming = await comingTo(db, meeting, venueId)
  return new Map(
    all
      .filter(({ participantId }) => coming.has(participantId))
      .map(({ participantId, addedAt }) => [participantId, addedAt.getTime()]),
  )
}

/** Participant id -> photograph and its version, of those who come to one venue and gave one; of `ids` alone if given. */
export async function photographsOf(
  db: Db,
  meeting: MeetingKey,
  venueId: string,
  ids?: readonly string[],
): Promise<Map<string, Photograph & { version: number }>> {
  if (ids?.length === 0) return new Map()
  const coming = [...(await comingTo(db, meeting, venueId, ids))]
  if (coming.length === 0) return new Map()
  const found = await photographs(db, meeting)
    .select('added_at as addedAt')
    .where('participant_id', 'in', coming)
    .execute()
  return new Map(
    found.map(({ participantId, addedAt, ...picture }) => [
      participantId,
      { ...picture, version: addedAt.getTime() },
    ]),
  )
}
