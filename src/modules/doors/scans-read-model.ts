import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { KnownScan } from './door-shapes.ts'
import type { Roster } from './roster.ts'
import type { StoredScan } from './scans-store.ts'

/** When it really was: what the phone's clock said, set right by what that clock said when it uploaded. */
export const corrected = sql<Date>`(scan.scanned_at + scan.offset_ms * interval '1 millisecond')`

/** Whose scan it is: what a person said about it goes before what the text says. */
export const whose = sql<string | null>`coalesce(scan_decision.participant_id, scan.participant_id)`

const scans = (db: Db, meeting: MeetingKey) =>
  db
    .selectFrom('scan')
    .leftJoin('scan_decision', (on) =>
      on
        .onRef('scan_decision.work_unit_id', '=', 'scan.work_unit_id')
        .onRef('scan_decision.meeting_id', '=', 'scan.meeting_id')
        .onRef('scan_decision.scan_id', '=', 'scan.id'),
    )
    .innerJoin('door', (on) =>
      on
        .onRef('door.work_unit_id', '=', 'scan.work_unit_id')
        .onRef('door.meeting_id', '=', 'scan.meeting_id')
        .onRef('door.id', '=', 'scan.door_id'),
    )
    .where('scan.work_unit_id', '=', meeting.workUnitId)
    .where('scan.meeting_id', '=', meeting.id)
    .where(whose, 'is not', null)

const shown = (query: ReturnType<typeof scans>) =>
  query
    .select(['scan.id', 'scan.kind', 'scan.session_id as sessionId', 'scan.door_id as doorId'])
    .select(['door.name as door', corrected.as('at'), whose.as('participantId')])
    .execute()

type Row = Awaited<ReturnType<typeof shown>>[number]

/** Scans of a participant as the evaluator takes them. */
export interface ScanOfParticipant extends KnownScan {
  participantId: string
}

const known = (row: Row, roster: Roster): ScanOfParticipant => ({
  ...row,
  participantId: row.participantId as string,
  at: row.at.getTime(),
  hash: roster.byId.get(row.participantId as string)?.hash ?? '',
})

/** Everything that was ever scanned of these people at this meeting. */
export async function scansOf(
  db: Db,
  meeting: MeetingKey,
  roster: Roster,
  participantIds: readonly string[],
): Promise<ScanOfParticipant[]> {
  if (participantIds.length === 0) return []
  const ids = sql.val(participantIds)
  // Person by person: a planner that has not counted the table yet would rather read all of the meeting. What somebody
  // assigned to them by hand is little or nothing and is found by its ids.
  const { rows } = await sql<Row>`
    select scan.id, scan.kind, scan.session_id as "sessionId", scan.door_id as "doorId", door.name as door,
      ${corrected} as at, scan.whose as "participantId"
    from (
      select scan.*, person.id as whose
      from unnest(${ids}::uuid[]) as person (id)
      cross join lateral (
        select * from scan
        where scan.work_unit_id = ${meeting.workUnitId} and scan.meeting_id = ${meeting.id}
          and scan.participant_id = person.id
        offset 0
      ) scan
      union all
      select scan.*, decided.participant_id as whose
      from scan_decision decided
      cross join lateral (
        select * from scan
        where scan.work_unit_id = decided.work_unit_id and scan.meeting_id = decided.meeting_id
          and scan.id = decided.scan_id
        offset 0
      ) scan
      where decided.work_unit_id = ${meeting.workUnitId} and decided.meeting_id = ${meeting.id}
        and decided.participant_id = any(${ids}::uuid[])
    ) scan
    join door on door.work_unit_id = scan.work_unit_id and door.meeting_id = scan.meeting_id
      and door.id = scan.door_id`.execute(db)
  return rows.map((row) => known(row, roster))
}

/** Scans received in this many milliseconds before what was asked for are told again: commits overtake each other. */
const overlap = 10_000

/** From when on somebody is told who last asked at `since` (milliseconds, as a text); null: everything. */
export function sinceOf(since: string | undefined): Date | null {
  const at = Number(since)
  return Number.isFinite(at) && at > 0 && at < 4e12 ? new Date(at - overlap) : null
}

/** What was received at a venue since an instant, oldest first: what its other doors should know. */
export async function scansAt(
  db: Db,
  meeting: MeetingKey,
  roster: Roster,
  { venueId, since }: { venueId: string; since: Date | null },
): Promise<KnownScan[]> {
  let query = scans(db, meeting).where('scan.venue_id', '=', venueId)
  if (since) query = query.where('scan.received_at', '>', since)
  const rows = await shown(query.orderBy('scan.received_at').limit(50_000))
  return rows.map((row) => {
    const { participantId, ...scan } = known(row, roster)
    return scan
  })
}

/** One scan that somebody made of themselves at a door, as it is stored. */
export async function selfScan(
  db: Db,
  meeting: MeetingKey,
  { id, doorId }: { id: string; doorId: string },
): Promise<StoredScan | undefined> {
  const row = await db
    .selectFrom('scan')
    .select(['work_unit_id', 'meeting_id', 'id', 'device_id', 'door_id', 'venue_id', 'kind', 'session_id'])
    .select(['participant_id', 'text', 'via', 'number', 'offset_ms', 'shown', 'relay_id'])
    .select(['scanned_at', 'received_at'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .where('door_id', '=', doorId)
    .where('via', '=', 'self')
    .executeTakeFirst()
  return (
    row && {
      ...row,
      scanned_at: row.scanned_at.toISOString(),
      received_at: row.received_at.toISOString(),
      relayed_at: null,
    }
  )
}
