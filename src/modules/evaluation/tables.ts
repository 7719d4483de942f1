import type { Generated } from 'kysely'
import type { OfMeeting } from '../meetings/index.ts'

export const findingKinds = ['well', 'problem', 'idea'] as const
export type FindingKind = (typeof findingKinds)[number]
/** What became of it comes later. */
export type FindingState = 'recorded'

export interface MinutesLineTable extends OfMeeting {
  class_id: string
  session_id: string | null
  id: string
  point: string
  said: string
  decided: string | null
  version: Generated<number>
  written_at: Date
  changed_at: Date
  example: Generated<boolean>
}

export interface FindingTable extends OfMeeting {
  class_id: string
  session_id: string | null
  id: string
  kind: FindingKind
  words: string
  proposal: string | null
  participant_id: string | null
  unit_id: string | null
  division_code: string | null
  election_id: string | null
  stage_id: string | null
  votes_for: number | null
  votes_against: number | null
  votes_abstained: number | null
  state: FindingState
  version: Generated<number>
  recorded_at: Date
  changed_at: Date
  example: Generated<boolean>
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    minutes_line: MinutesLineTable
    finding: FindingTable
  }
}
