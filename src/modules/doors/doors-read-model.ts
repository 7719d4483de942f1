import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { DoorPurpose } from './tables.ts'

export interface Door {
  id: string
  venueId: string
  name: string
  purpose: DoorPurpose
  /** Participants may record themselves here. */
  selfCheckIn: boolean
}

/** A door at which participants may record themselves. */
export interface SelfDoor {
  workUnitId: string
  meetingId: string
  id: string
  venueId: string
  name: string
  purpose: DoorPurpose
}

/** The door of this id, if participants may record themselves there and its meeting is open. */
export const selfDoor = (db: Db, id: string): Promise<SelfDoor | undefined> =>
  db
    .selectFrom('door')
    .innerJoin('meeting', (on) =>
      on.onRef('meeting.work_unit_id', '=', 'door.work_unit_id').onRef('meeting.id', '=', 'door.meeting_id'),
    )
    .select(['door.work_unit_id as workUnitId', 'door.meeting_id as meetingId', 'door.id'])
    .select(['door.venue_id as venueId', 'door.name', 'door.purpose'])
    .where('door.id', '=', id)
    .where('door.self_check_in', '=', true)
    .where('meeting.state', '=', 'open')
    .executeTakeFirst()

/** The doors of a meeting by name. */
export const doorsOf = (db: Db, meeting: MeetingKey): Promise<Door[]> =>
  db
    .selectFrom('door')
    .select(['id', 'venue_id as venueId', 'name', 'purpose', 'self_check_in as selfCheckIn'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('venue_id')
    .orderBy('name')
    .execute()

/** A phone as the committee sees it. */
export interface Phone {
  id: string
  doorId: string
  label: string
  day: string
  enrolledAt: Date | null
  lastContactAt: Date | null
  signedOutAt: Date | null
  revokedAt: Date | null
  /** How far its clock is behind ours, in milliseconds; ahead when negative. */
  offsetMs: number | null
  /** Scans it has told of, and those of them that are here. */
  told: number
  received: number
}

/** The phones of a meeting, by day and label; or one of them. */
export const phonesOf = (db: Db, meeting: MeetingKey, id?: string): Promise<Phone[]> =>
  id !== undefined && !isId(id)
    ? Promise.resolve([])
    : db
        .selectFrom('door_device as d')
        .select(['d.id', 'd.door_id as doorId', 'd.label', 'd.day', 'd.enrolled_at as enrolledAt'])
        .select(['d.last_contact_at as lastContactAt', 'd.signed_out_at as signedOutAt'])
        .select(['d.revoked_at as revokedAt', 'd.offset_ms as offsetMs', 'd.told_number as told'])
        .select(
          sql<number>`(
            select count(distinct scan.number)::int from scan
            where scan.work_unit_id = d.work_unit_id and scan.meeting_id = d.meeting_id and scan.device_id = d.id
          )`.as('received'),
        )
        .where('d.work_unit_id', '=', meeting.workUnitId)
        .where('d.meeting_id', '=', meeting.id)
        .$if(id !== undefined, (query) => query.where('d.id', '=', id ?? ''))
        .orderBy('d.day')
        .orderBy('d.label')
        .execute()

export type PhoneState = 'waiting' | 'in' | 'signed-out' | 'revoked' | 'over'

/** What a phone is, from its dates and the day it is there. */
export function phoneState(phone: Phone, today: string): PhoneState {
  if (phone.revokedAt) return 'revoked'
  if (phone.signedOutAt) return 'signed-out'
  if (phone.day < today) return 'over'
  return phone.enrolledAt ? 'in' : 'waiting'
}

/** Scans that a phone told of and that never came. */
export const missingOf = ({ told, received }: Pick<Phone, 'told' | 'received'>) =>
  Math.max(0, told - received)
