import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { nameUnlessErased } from '../participants/index.ts'
import type { ScanKind } from './door-shapes.ts'
import type { Decision } from './tables.ts'

/** A scan that waits for a person, or did. */
export interface Flag {
  id: string
  /** `double`: says no more than the one before it; `unknown`: names nobody of this meeting. */
  why: 'double' | 'unknown'
  kind: ScanKind
  text: string
  /** Corrected time, what the phone's own clock said, and when it came in. */
  at: Date
  phoneAt: Date
  receivedAt: Date
  door: string
  venueId: string
  /** Null where somebody recorded it of themselves. */
  phone: string | null
  /** The relay it came through, and when that took it. */
  relay: { label: string; at: Date } | null
  participantId: string | null
  /** Null where it names nobody, empty when the person's data has been erased. */
  name: string | null
  /** Of a double: the scan before. */
  before: { id: string; at: Date; door: string } | null
  decision: Decision | null
  decidedAt: Date | null
}

interface Row {
  id: string
  kind: ScanKind
  text: string
  at: Date
  phone_at: Date
  received_at: Date
  door: string
  venue_id: string
  phone: string | null
  relay: string | null
  relayed_at: Date | null
  participant_id: string | null
  name: string | null
  before_id: string | null
  before_at: Date | null
  before_door: string | null
  decision: Decision | null
  decided_at: Date | null
}

/**
 * Scans of a meeting that a person should look at: doubles, and texts that name nobody; and those that were decided on.
 * Which scan of two is the double follows from their corrected times, so it may change while phones still hand in; it
 * is derived here by the rule of `attendanceOf`, never stored.
 */
const flagsOf = (meeting: MeetingKey) => sql`
  told as (
    select scan.*, coalesce(d.participant_id, scan.participant_id) as whose, d.decision, d.decided_at,
      scan.scanned_at + scan.offset_ms * interval '1 millisecond' as at
    from scan
    left join scan_decision d
      on d.work_unit_id = scan.work_unit_id and d.meeting_id = scan.meeting_id and d.scan_id = scan.id
    where scan.work_unit_id = ${meeting.workUnitId} and scan.meeting_id = ${meeting.id}
  ), lines as (
    select told.*, lag(id) over line as before_id, lag(at) over line as before_at,
      lag(kind) over line as before_kind, lag(door_id) over line as before_door_id
    from told
    window line as (
      partition by whose, case when kind in ('entry', 'exit') then 'session' else kind end,
        case when kind in ('entry', 'exit') then session_id end
      order by at, id
    )
  ), flags as (
    select * from lines
    where whose is null
      or (before_kind = kind and (kind <> 'move' or before_door_id = door_id))
      or decision is not null
  )`

/** Flags with the words around them. */
const flagged = (meeting: MeetingKey) => sql<Row>`
  with ${flagsOf(meeting)}
  select f.id, f.kind, f.text, f.at, f.scanned_at as phone_at, f.received_at, door.name as door, f.venue_id,
    door_device.label as phone, door_relay.label as relay, f.relayed_at, f.whose as participant_id, ${nameUnlessErased} as name, f.decision, f.decided_at,
    case when f.whose is null then null else f.before_id end as before_id,
    case when f.whose is null then null else f.before_at end as before_at, before_door.name as before_door
  from flags f
  join door on door.work_unit_id = f.work_unit_id and door.meeting_id = f.meeting_id and door.id = f.door_id
  left join door_device on door_device.work_unit_id = f.work_unit_id and door_device.meeting_id = f.meeting_id
    and door_device.id = f.device_id
  left join door_relay on door_relay.work_unit_id = f.work_unit_id and door_relay.meeting_id = f.meeting_id
    and door_relay.id = f.relay_id
  left join door before_door on before_door.work_unit_id = f.work_unit_id and before_door.meeting_id = f.meeting_id
    and before_door.id = f.before_door_id
  left join participant on participant.work_unit_id = f.work_unit_id and participant.meeting_id = f.meeting_id
    and participant.id = f.whose`

const flagOf = (row: Row): Flag => ({
  id: row.id,
  why: row.participant_id === null || row.decision === 'participant' ? 'unknown' : 'double',
  kind: row.kind,
  text: row.text,
  at: row.at,
  phoneAt: row.phone_at,
  receivedAt: row.received_at,
  door: row.door,
  venueId: row.venue_id,
  phone: row.phone,
  relay: row.relay !== null && row.relayed_at !== null ? { label: row.relay, at: row.relayed_at } : null,
  participantId: row.participant_id,
  name: row.name,
  before:
    row.before_id !== null && row.before_at !== null
      ? { id: row.before_id, at: row.before_at, door: row.before_door ?? '' }
      : null,
  decision: row.decision,
  decidedAt: row.decided_at,
})

/** The first flags that nobody has decided on, by corrected time, and how many there are in all. */
export async function openFlags(
  db: Db,
  meeting: MeetingKey,
  limit: number,
): Promise<{ flags: Flag[]; count: number }> {
  const { rows } = await sql<Row & { count: number }>`
    select *, count(*) over ()::int as count from (${flagged(meeting)}) flagged
    where decision is null order by at, id limit ${limit}`.execute(db)
  return { flags: rows.map(flagOf), count: rows[0]?.count ?? 0 }
}

/** One scan with its flag, decided or not; undefined where nothing is to be decided. */
export async function flagById(db: Db, meeting: MeetingKey, id: string): Promise<Flag | undefined> {
  const { rows } = await sql<Row>`
    select * from (${flagged(meeting)}) flagged where id = ${id}::uuid`.execute(db)
  return rows[0] && flagOf(rows[0])
}

/** How many flags nobody has decided on. */
export async function countOpenFlags(db: Db, meeting: MeetingKey): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${flagsOf(meeting)} select count(*)::int as count from flags where decision is null`.execute(db)
  return rows[0]?.count ?? 0
}
