import type { Generated } from 'kysely'
import type { OfMeeting } from '../meetings/index.ts'
import type { ScanKind, ScanVia } from './door-shapes.ts'

export type DoorPurpose = 'arrival' | 'session' | 'room'
export type Decision = 'same-person' | 'other-person' | 'participant' | 'nobody'

export interface DoorTable extends OfMeeting {
  id: string
  venue_id: string
  name: string
  purpose: DoorPurpose
  made_at: Date
  self_check_in: Generated<boolean>
  example: Generated<boolean>
}

export interface DoorDeviceTable extends OfMeeting {
  id: string
  door_id: string
  label: string
  day: string
  made_at: Date
  enrolled_at: Date | null
  secret_hash: string | null
  last_contact_at: Date | null
  told_number: Generated<number>
  offset_ms: number | null
  signed_out_at: Date | null
  revoked_at: Date | null
  example: Generated<boolean>
}

export interface DoorRelayTable extends OfMeeting {
  id: string
  venue_id: string
  label: string
  address: string
  made_at: Date
  enrolled_at: Date | null
  secret_hash: string | null
  last_contact_at: Date | null
  offset_ms: number | null
  waiting: Generated<number>
  signed_out_at: Date | null
  revoked_at: Date | null
  example: Generated<boolean>
}

/** What came of a phone that a relay let in without a line: it stays, or is shut out again and why. */
export type AdmissionOutcome = 'taken' | 'used' | 'revoked' | 'late'

export interface DoorAdmissionTable extends OfMeeting {
  device_id: string
  relay_id: string
  secret_hash: string
  at: Date
  told_at: Date
  outcome: AdmissionOutcome
  example: Generated<boolean>
}

export interface ScanTable extends OfMeeting {
  id: string
  device_id: string | null
  door_id: string
  venue_id: string
  kind: ScanKind
  session_id: string | null
  participant_id: string | null
  text: string
  via: ScanVia
  number: number
  scanned_at: Date
  offset_ms: number
  received_at: Date
  shown: string
  relay_id: string | null
  relayed_at: Date | null
  example: Generated<boolean>
}

export interface ScanDecisionTable extends OfMeeting {
  scan_id: string
  decision: Decision
  participant_id: string | null
  note: string | null
  decided_by: string
  decided_at: Date
  example: Generated<boolean>
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    door: DoorTable
    door_device: DoorDeviceTable
    door_relay: DoorRelayTable
    door_admission: DoorAdmissionTable
    scan: ScanTable
    scan_decision: ScanDecisionTable
  }
}
