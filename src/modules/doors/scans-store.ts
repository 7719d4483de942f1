import { sql } from 'kysely'
import type { Database, Db, Tx } from '../../platform/db/database.ts'
import type { ScanDecisionTable } from './tables.ts'

/** A scan as it is stored. Times as ISO 8601. */
export interface StoredScan {
  work_unit_id: string
  meeting_id: string
  id: string
  /** Null where no steward's phone read it: somebody recorded it of themselves. */
  device_id: string | null
  door_id: string
  venue_id: string
  kind: string
  session_id: string | null
  participant_id: string | null
  text: string
  via: string
  number: number
  scanned_at: string
  offset_ms: number
  received_at: string
  shown: string
  /** The relay it came through, and when that took it, by our clock. */
  relay_id: string | null
  relayed_at: string | null
}

/** That a phone was heard of: the highest number it has given, and how far its clock is off. */
export interface StoredContact {
  work_unit_id: string
  meeting_id: string
  id: string
  told: number
  at: string
  offset_ms: number
}

const insert = `
  with contact as (
    select work_unit_id, meeting_id, id, max(told) as told, max(at) as at, max(offset_ms) as offset_ms
    from jsonb_to_recordset($2::jsonb)
      as x (work_unit_id text, meeting_id uuid, id uuid, told int, at timestamptz, offset_ms bigint)
    group by work_unit_id, meeting_id, id
  ), heard as (
    update door_device d
    set last_contact_at = greatest(d.last_contact_at, contact.at), told_number = greatest(d.told_number, contact.told),
      offset_ms = contact.offset_ms
    from contact
    where d.work_unit_id = contact.work_unit_id and d.meeting_id = contact.meeting_id and d.id = contact.id
  )
  insert into scan (work_unit_id, meeting_id, id, device_id, door_id, venue_id, kind, session_id, participant_id, text,
    via, number, scanned_at, offset_ms, received_at, shown, relay_id, relayed_at)
  select work_unit_id, meeting_id, id, device_id, door_id, venue_id, kind, session_id, participant_id, text,
    via, number, scanned_at, offset_ms, received_at, shown, relay_id, relayed_at
  from jsonb_to_recordset($1::jsonb) as x (work_unit_id text, meeting_id uuid, id uuid, device_id uuid, door_id uuid,
    venue_id uuid, kind text, session_id uuid, participant_id uuid, text text, via text, number int,
    scanned_at timestamptz, offset_ms bigint, received_at timestamptz, shown text,
    relay_id uuid, relayed_at timestamptz)
  on conflict do nothing
  returning id`

/**
 * Commits a group of scans and contacts; when this returns they are on the disk. One statement, so one transaction.
 * Returns the ids that were new; the others stood there already.
 */
export async function appendScans(
  database: Database,
  scans: readonly StoredScan[],
  contacts: readonly StoredContact[],
): Promise<Set<string>> {
  const { rows } = await database.query(insert, [JSON.stringify(scans), JSON.stringify(contacts)])
  return new Set((rows as { id: string }[]).map(({ id }) => id))
}

/** Notes what a person made of a scan; false when somebody has done so before. */
export async function putDecision(
  db: Db,
  row: Omit<ScanDecisionTable, 'example'> & { example?: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    insert into scan_decision (work_unit_id, meeting_id, scan_id, decision, participant_id, note, decided_by, decided_at,
      example)
    values (${row.work_unit_id}, ${row.meeting_id}, ${row.scan_id}, ${row.decision}, ${row.participant_id}::uuid,
      ${row.note}, ${row.decided_by}, ${row.decided_at}, ${row.example ?? false})
    on conflict do nothing
    returning scan_id`.execute(db)
  return rows.length > 0
}

/** A made-up scan of an arrival. Times as ISO 8601. */
export interface ExampleScan {
  id: string
  device_id: string
  door_id: string
  venue_id: string
  participant_id: string | null
  text: string
  via: 'camera' | 'typed'
  number: number
  scanned_at: string
  offset_ms: number
  received_at: string
  shown: string
}

/** Writes the scans of the examples, in one statement. */
export async function putExampleScans(
  tx: Tx,
  of: { work_unit_id: string; meeting_id: string },
  scans: readonly ExampleScan[],
): Promise<void> {
  await sql`
    insert into scan (work_unit_id, meeting_id, id, device_id, door_id, venue_id, kind, participant_id, text, via, number,
      scanned_at, offset_ms, received_at, shown, example)
    select ${of.work_unit_id}, ${of.meeting_id}::uuid, id, device_id, door_id, venue_id, 'arrival', participant_id, text,
      via, number, scanned_at, offset_ms, received_at, shown, true
    from jsonb_to_recordset(${JSON.stringify(scans)}::jsonb) as x (id uuid, device_id uuid, door_id uuid, venue_id uuid,
      participant_id uuid, text text, via text, number int, scanned_at timestamptz, offset_ms bigint,
      received_at timestamptz, shown text)`.execute(tx)
}
