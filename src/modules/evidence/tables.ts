import type { OfMeeting } from '../meetings/index.ts'

export const documentKinds = ['invitation', 'mandate'] as const
export type DocumentKind = (typeof documentKinds)[number]

export interface AttendanceCorrectionTable extends OfMeeting {
  participant_id: string
  session_id: string
  is_present: boolean
  reason: string
  corrected_at: Date
}

export interface UnitDocumentTable extends OfMeeting {
  unit_id: string
  kind: DocumentKind
  number: string
  dated_on: string
}

export interface CertificateRuleTable extends OfMeeting {
  at_least: number
  issued_in: string
  issued_on: string
  signer_name: string
  signer_position: string
}

export interface CertificateTable extends OfMeeting {
  id: string
  participant_id: string
  code: string
  issued_at: Date
  revoked_at: Date | null
  revoked_reason: string | null
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    attendance_correction: AttendanceCorrectionTable
    unit_document: UnitDocumentTable
    certificate_rule: CertificateRuleTable
    certificate: CertificateTable
  }
}
