import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** What the committee asks for before it certifies, and what stands on the certificates. */
export interface CertificateRule {
  /** Sessions attended. */
  atLeast: number
  issuedIn: string
  /** YYYY-MM-DD */
  issuedOn: string
  signerName: string
  signerPosition: string
}

export interface IssuedCertificate {
  workUnitId: string
  meetingId: string
  id: string
  participantId: string
  code: string
  issuedAt: Date
  revokedAt: Date | null
  revokedReason: string | null
}

/** What was set, or undefined while nothing is. `forUpdate`: nobody else issues until the transaction ends. */
export async function ruleOf(
  db: Db,
  meeting: MeetingKey,
  { forUpdate = false }: { forUpdate?: boolean } = {},
): Promise<CertificateRule | undefined> {
  let query = db
    .selectFrom('certificate_rule')
    .select(['at_least as atLeast', 'issued_in as issuedIn', 'issued_on as issuedOn'])
    .select(['signer_name as signerName', 'signer_position as signerPosition'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
  if (forUpdate) query = query.forUpdate()
  return query.executeTakeFirst()
}

const all = (db: Db) =>
  db
    .selectFrom('certificate')
    .select(['work_unit_id as workUnitId', 'meeting_id as meetingId', 'id'])
    .select(['participant_id as participantId', 'code', 'issued_at as issuedAt'])
    .select(['revoked_at as revokedAt', 'revoked_reason as revokedReason'])

/** Every certificate of a meeting, the revoked too, the latest first. */
export const certificatesOf = (db: Db, meeting: MeetingKey): Promise<IssuedCertificate[]> =>
  all(db)
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('issued_at', 'desc')
    // Of one instant the one that holds first.
    .orderBy('revoked_at', (order) => order.desc().nullsFirst())
    .orderBy('id', 'desc')
    .execute()

export const certificateById = async (
  db: Db,
  meeting: MeetingKey,
  id: string,
): Promise<IssuedCertificate | undefined> =>
  isId(id)
    ? all(db)
        .where('work_unit_id', '=', meeting.workUnitId)
        .where('meeting_id', '=', meeting.id)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined

/** The certificate behind a code, of whichever meeting. */
export const certificateByCode = (db: Db, code: string): Promise<IssuedCertificate | undefined> =>
  all(db).where('code', '=', code).executeTakeFirst()

/** The certificate that holds of one participant. */
export const certificateHeldBy = (
  db: Db,
  meeting: MeetingKey,
  participantId: string,
): Promise<IssuedCertificate | undefined> =>
  all(db)
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('participant_id', '=', participantId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
