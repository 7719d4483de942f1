import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { endOfDay } from './device-day.ts'

/** A relay as the committee sees it. */
export interface ShownRelay {
  id: string
  venueId: string
  label: string
  address: string
  enrolledAt: Date | null
  lastContactAt: Date | null
  signedOutAt: Date | null
  revokedAt: Date | null
  /** How far its clock is behind ours, in milliseconds; ahead when negative. */
  offsetMs: number | null
  /** Scans it held at its last contact and had not handed in. */
  waiting: number
  /** Scans that came through it. */
  received: number
}

/** The relays of a meeting by venue and name, or one of them. */
export const relaysOf = (db: Db, meeting: MeetingKey, id?: string): Promise<ShownRelay[]> =>
  id !== undefined && !isId(id)
    ? Promise.resolve([])
    : db
        .selectFrom('door_relay as r')
        .select(['r.id', 'r.venue_id as venueId', 'r.label', 'r.address', 'r.enrolled_at as enrolledAt'])
        .select(['r.last_contact_at as lastContactAt', 'r.signed_out_at as signedOutAt'])
        .select(['r.revoked_at as revokedAt', 'r.offset_ms as offsetMs', 'r.waiting'])
        .select((e) =>
          e
            .selectFrom('scan')
            .select((of) => of.cast<number>(of.fn.countAll(), 'integer').as('received'))
            .whereRef('scan.work_unit_id', '=', 'r.work_unit_id')
            .whereRef('scan.meeting_id', '=', 'r.meeting_id')
            .whereRef('scan.relay_id', '=', 'r.id')
            .as('received'),
        )
        .where('r.work_unit_id', '=', meeting.workUnitId)
        .where('r.meeting_id', '=', meeting.id)
        .$if(id !== undefined, (query) => query.where('r.id', '=', id ?? ''))
        .orderBy('r.venue_id')
        .orderBy('r.label')
        .execute()
        .then((rows) => rows.map((row) => ({ ...row, received: row.received ?? 0 })))

export type RelayState = 'waiting' | 'in' | 'signed-out' | 'revoked' | 'over'

/** What a relay is, from its dates and the time. */
export function relayState(
  relay: Pick<ShownRelay, 'revokedAt' | 'signedOutAt' | 'enrolledAt'>,
  meeting: { timeZone: string; endsOn: string },
  now: Date,
): RelayState {
  if (relay.revokedAt) return 'revoked'
  if (relay.signedOutAt) return 'signed-out'
  if (now >= endOfDay(meeting.timeZone, meeting.endsOn)) return 'over'
  return relay.enrolledAt ? 'in' : 'waiting'
}

/** The relay whose address phones of a venue are sent to; the last that was set up and is not out. */
export async function standingRelay(db: Db, meeting: MeetingKey, venueId: string) {
  const found = await db
    .selectFrom('door_relay')
    .select(['id', 'address', 'label'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('venue_id', '=', venueId)
    .where('revoked_at', 'is', null)
    .where('signed_out_at', 'is', null)
    .orderBy('made_at', 'desc')
    .executeTakeFirst()
  return found ?? null
}
