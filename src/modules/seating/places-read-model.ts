import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { Pair } from './instance-of.ts'

export interface ClassPlace {
  participantId: string
  round: number
  classId: string
  isLocked: boolean
  /** Null: by hand. */
  planId: string | null
}

export interface RoomPlace {
  participantId: string
  roomId: string
  isLocked: boolean
  planId: string | null
}

/** Everybody's class in a round, or in all rounds. */
export async function classPlacesOf(db: Db, meeting: MeetingKey, round?: number): Promise<ClassPlace[]> {
  let rows = db
    .selectFrom('class_place')
    .select(['participant_id as participantId', 'round', 'class_id as classId', 'is_locked as isLocked'])
    .select('plan_id as planId')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
  if (round !== undefined) rows = rows.where('round', '=', round)
  return rows.orderBy('round').orderBy('participant_id').execute()
}

/** Everybody's hotel room. */
export const roomPlacesOf = (db: Db, meeting: MeetingKey): Promise<RoomPlace[]> =>
  db
    .selectFrom('room_place')
    .select(['participant_id as participantId', 'room_id as roomId', 'is_locked as isLocked'])
    .select('plan_id as planId')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('participant_id')
    .execute()

/** Where somebody sits and sleeps. */
interface Places {
  /** Class of each round, by round. */
  classes: { round: number; classId: string }[]
  roomId: string | null
}

/** Participant id -> places, of everybody who has one. What doors, papers and questionnaires read. */
export async function placesOf(db: Db, meeting: MeetingKey): Promise<Map<string, Places>> {
  const places = new Map<string, Places>()
  const of = (id: string) => {
    const found = places.get(id) ?? { classes: [], roomId: null }
    places.set(id, found)
    return found
  }
  for (const { participantId, round, classId } of await classPlacesOf(db, meeting))
    of(participantId).classes.push({ round, classId })
  for (const { participantId, roomId } of await roomPlacesOf(db, meeting)) of(participantId).roomId = roomId
  return places
}

/** The classes, by round, and the room of one participant. */
export async function placesOfOne(db: Db, meeting: MeetingKey, participantId: string): Promise<Places> {
  const classes = await db
    .selectFrom('class_place')
    .select(['round', 'class_id as classId'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('participant_id', '=', participantId)
    .orderBy('round')
    .execute()
  const room = await db
    .selectFrom('room_place')
    .select('room_id')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('participant_id', '=', participantId)
    .executeTakeFirst()
  return { classes, roomId: room?.room_id ?? null }
}

/** Ids of the participants who sit in a class, whatever they have answered since. */
export const classListOf = async (db: Db, meeting: MeetingKey, classId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('class_place')
    .select('participant_id')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('class_id', '=', classId)
    .orderBy('participant_id')
    .execute()
  return rows.map((row) => row.participant_id)
}

/** Who must be together or apart, in the order it was said. */
export const pairsOf = (db: Db, meeting: MeetingKey): Promise<Pair[]> =>
  db
    .selectFrom('seating_pair')
    .select(['id', 'kind', 'one_id as oneId', 'other_id as otherId', 'reason'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('id')
    .execute()
