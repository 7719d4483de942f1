import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type {
  AttendanceCorrectionTable,
  CertificateRuleTable,
  CertificateTable,
  DocumentKind,
  UnitDocumentTable,
} from './tables.ts'

const keyColumns = ['work_unit_id', 'meeting_id'] as const

/** What a committee says of one session of one participant; the last word holds. */
export const putCorrection = (tx: Tx, row: Insertable<AttendanceCorrectionTable>) =>
  tx
    .insertInto('attendance_correction')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns([...keyColumns, 'participant_id', 'session_id']).doUpdateSet({
        is_present: row.is_present,
        reason: row.reason,
        corrected_at: row.corrected_at,
      }),
    )
    .execute()

export const putDocument = (tx: Tx, row: Insertable<UnitDocumentTable>) =>
  tx
    .insertInto('unit_document')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns([...keyColumns, 'unit_id', 'kind'])
        .doUpdateSet({ number: row.number, dated_on: row.dated_on }),
    )
    .execute()

export const takeDocument = (tx: Tx, meeting: MeetingKey, unitId: string, kind: DocumentKind) =>
  tx
    .deleteFrom('unit_document')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('unit_id', '=', unitId)
    .where('kind', '=', kind)
    .execute()

export function putRule(tx: Tx, row: Insertable<CertificateRuleTable>) {
  const { work_unit_id, meeting_id, ...rest } = row
  return tx
    .insertInto('certificate_rule')
    .values(row)
    .onConflict((conflict) => conflict.columns(keyColumns).doUpdateSet(rest))
    .execute()
}

/**
 * Adds certificates and resolves to the participants who got one: a code that is taken, and somebody who holds a valid
 * certificate already, are left out. Another transaction that issues at the same time is waited for.
 */
export async function insertCertificates(
  tx: Tx,
  rows: readonly Insertable<CertificateTable>[],
): Promise<string[]> {
  const added: string[] = []
  for (let at = 0; at < rows.length; at += 1000) {
    const got = await tx
      .insertInto('certificate')
      .values(rows.slice(at, at + 1000))
      .onConflict((conflict) => conflict.doNothing())
      .returning('participant_id')
      .execute()
    added.push(...got.map(({ participant_id }) => participant_id))
  }
  return added
}

/** Revokes a certificate that holds; whether it did. */
export async function markRevoked(
  tx: Tx,
  meeting: MeetingKey,
  id: string,
  { at, reason }: { at: Date; reason: string },
): Promise<boolean> {
  const changed = await tx
    .updateTable('certificate')
    .set({ revoked_at: at, revoked_reason: reason })
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}
