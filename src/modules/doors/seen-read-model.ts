import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Meeting } from '../meetings/index.ts'
import type { ScanKind } from './door-shapes.ts'
import { corrected, whose } from './scans-read-model.ts'

/** Somebody arrived at the meeting, or went into a session. */
export interface SeenAtDoor {
  participantId: string
  kind: Extract<ScanKind, 'arrival' | 'entry'>
  sessionId: string | null
  /** Corrected time. */
  at: Date
  /** How the text came in, as in `ScanVia`. */
  via: string
}

/**
 * Of everybody the first arrival of each day (where the meeting is held) and the first entry into each session, as the
 * board counts them: what a person said about a scan goes before what its text says. Or of one participant alone.
 */
export async function seenAtDoors(
  db: Db,
  meeting: Pick<Meeting, 'workUnitId' | 'id' | 'timeZone'>,
  participantId: string | null = null,
): Promise<SeenAtDoor[]> {
  const { rows } = await sql<SeenAtDoor>`
    select distinct on ("participantId", kind, "sessionId", local::date) *
    from (
      select ${whose} as "participantId", scan.kind, scan.session_id as "sessionId", ${corrected} as at, scan.via,
        scan.id, ${corrected} at time zone ${meeting.timeZone} as local
      from scan
      left join scan_decision on scan_decision.work_unit_id = scan.work_unit_id
        and scan_decision.meeting_id = scan.meeting_id and scan_decision.scan_id = scan.id
      where scan.work_unit_id = ${meeting.workUnitId} and scan.meeting_id = ${meeting.id}::uuid
        and scan.kind in ('arrival', 'entry')
    ) seen
    where "participantId" is not null
      and (${participantId}::uuid is null or "participantId" = ${participantId}::uuid)
    order by "participantId", kind, "sessionId", local::date, at, id`.execute(db)
  return rows.map(({ participantId, kind, sessionId, at, via }) => ({
    participantId,
    kind,
    sessionId,
    at,
    via,
  }))
}
