import type { Generated } from 'kysely'

export type ProgrammeState = 'open' | 'closed'
export type VolunteerState = 'active' | 'released'

export interface VoterBaseTable {
  code: string
  position: number
  name_id: string
  name_en: string
  /** False for the volunteers themselves, who are actors rather than targets. */
  is_target: boolean
  quota: number
  age_from: number | null
  age_until: number | null
  volunteer_age_until: number | null
  meaning_id: string
  meaning_en: string
  source: string
  confidence: string
}

export interface BaseSettingTable {
  work_unit_id: string
  election_id: string
  base: string
  is_used: boolean
  quota: number
  age_from: number | null
  age_until: number | null
  volunteer_age_until: number | null
  reason: string | null
  changed_at: Date
  example: Generated<boolean>
}

export interface ProgrammeTable {
  work_unit_id: string
  id: string
  election_id: string
  state: ProgrammeState
  starts_on: string
  ends_on: string
  target_people: number | null
  note: string | null
  /** Why the unit has more volunteers than the preset's ceiling, if it has. */
  quota_reason: string | null
  created_at: Date
  opened_at: Date | null
  closed_at: Date | null
  example: Generated<boolean>
}

export interface ProgrammeBaseTable {
  work_unit_id: string
  programme_id: string
  base: string
  target_people: number | null
}

export interface VolunteerTable {
  work_unit_id: string
  id: string
  programme_id: string
  base: string
  name: string
  contact: string | null
  state: VolunteerState
  added_at: Date
  released_at: Date | null
  example: Generated<boolean>
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    voter_base: VoterBaseTable
    base_setting: BaseSettingTable
    programme: ProgrammeTable
    programme_base: ProgrammeBaseTable
    volunteer: VolunteerTable
  }
}
