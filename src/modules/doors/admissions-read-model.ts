import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { AdmissionOutcome } from './tables.ts'

/** A phone that a relay let in while it had no line. */
export interface Admission {
  phone: { id: string; label: string }
  door: string
  venueId: string
  relay: string
  /** When the relay let it in, by our clock, and when we heard of it. */
  at: Date
  toldAt: Date
  outcome: AdmissionOutcome
  /** Scans of this phone's name that came through that relay. */
  scans: number
}

/** Phones of a meeting, or one of them, that relays let in without a line; those that we shut out first, then the last. */
export const admissionsOf = (db: Db, meeting: MeetingKey, deviceId?: string): Promise<Admission[]> =>
  db
    .selectFrom('door_admission as a')
    .innerJoin('door_device as d', (on) =>
      on
        .onRef('d.work_unit_id', '=', 'a.work_unit_id')
        .onRef('d.meeting_id', '=', 'a.meeting_id')
        .onRef('d.id', '=', 'a.device_id'),
    )
    .innerJoin('door', (on) =>
      on
        .onRef('door.work_unit_id', '=', 'd.work_unit_id')
        .onRef('door.meeting_id', '=', 'd.meeting_id')
        .onRef('door.id', '=', 'd.door_id'),
    )
    .innerJoin('door_relay as r', (on) =>
      on
        .onRef('r.work_unit_id', '=', 'a.work_unit_id')
        .onRef('r.meeting_id', '=', 'a.meeting_id')
        .onRef('r.id', '=', 'a.relay_id'),
    )
    .select(['d.id', 'd.label', 'door.name as door', 'door.venue_id as venueId', 'r.label as relay'])
    .select(['a.at', 'a.told_at as toldAt', 'a.outcome'])
    .select(
      sql<number>`(
        select count(*)::int from scan
        where scan.work_unit_id = a.work_unit_id and scan.meeting_id = a.meeting_id and scan.device_id = a.device_id
          and scan.relay_id = a.relay_id
      )`.as('scans'),
    )
    .where('a.work_unit_id', '=', meeting.workUnitId)
    .where('a.meeting_id', '=', meeting.id)
    .$if(deviceId !== undefined, (query) => query.where('a.device_id', '=', deviceId ?? ''))
    .orderBy(sql`a.outcome = 'taken'`)
    .orderBy('a.at', 'desc')
    .execute()
    .then((rows) => rows.map(({ id, label, ...row }) => ({ ...row, phone: { id, label } })))

/** Which of these phones a relay told of with their code, let in or not. */
export const toldOf = async (
  db: Db,
  meeting: MeetingKey,
  { relayId, deviceIds }: { relayId: string; deviceIds: readonly string[] },
): Promise<Set<string>> => {
  if (deviceIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('door_admission')
    .select('device_id')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('relay_id', '=', relayId)
    .where('device_id', 'in', [...deviceIds])
    .execute()
  return new Set(rows.map(({ device_id }) => device_id))
}
