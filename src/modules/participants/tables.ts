import type { ColumnType, Generated } from 'kysely'
import type { OfMeeting, ParticipantSide } from '../meetings/index.ts'

export type ParticipantOrigin = 'rule' | 'import' | 'hand' | 'walk-in'
export type ParticipantState = 'invited' | 'coming' | 'represented' | 'not-coming' | 'waiting' | 'cancelled'

export interface InvitationRuleTable extends OfMeeting {
  id: string
  rank: number
  effect: 'invite' | 'leave-out'
  side: 'commissioner' | 'secretariat' | null
  position_codes: Generated<string[]>
  division_codes: Generated<string[]>
  levels: Generated<string[]>
  scope: string
}

export interface ParticipantQuotaTable extends OfMeeting {
  side: ParticipantSide
  /** Empty: of every unit that has none of its own. */
  unit_id: Generated<string>
  seats: number
}

/** A position somebody holds beside the one invited for. */
export interface AlsoHeld {
  position: string
  unitId: string
}

export interface ParticipantTable extends OfMeeting {
  id: string
  code: string
  person_id: string | null
  name: string
  search_words: string
  gender: 'f' | 'm' | null
  unit_id: string
  province_id: string | null
  side: ParticipantSide
  position_code: string | null
  title: string | null
  division_code: string | null
  also_held: ColumnType<AlsoHeld[], string | undefined, string>
  rule_id: string | null
  kept: Generated<boolean>
  origin: ParticipantOrigin
  state: ParticipantState
  reason: string | null
  represents_id: string | null
  venue_id: string | null
  arrives_at: Date | null
  leaves_at: Date | null
  travel: string | null
  needs: string | null
  needs_accessible: Generated<boolean>
  shares_room_with: string | null
  /** Class id -> how much it is wished for, 1 to 3. */
  wishes: ColumnType<Record<string, number>, string | undefined, string>
  answered_at: Date | null
  /** Cancelled because no rule found the person any more; one that does again takes the row up again. */
  withdrawn: Generated<boolean>
  /** When the last invitation letter was made. */
  letter_at: Date | null
  /** Days of travel, YYYY-MM-DD, kept when the times are erased. */
  travel_from: string | null
  travel_until: string | null
  created_at: Date
  changed_at: Date
  example: Generated<boolean>
}

export interface ParticipantSettingTable extends OfMeeting {
  keep_days: Generated<number>
  takes_photographs: Generated<boolean>
  erased_at: Date | null
}

export interface ParticipantPhotographTable extends OfMeeting {
  participant_id: string
  content_type: string
  bytes: Uint8Array
  added_at: Date
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    invitation_rule: InvitationRuleTable
    participant_quota: ParticipantQuotaTable
    participant: ParticipantTable
    participant_setting: ParticipantSettingTable
    participant_photograph: ParticipantPhotographTable
  }
}
