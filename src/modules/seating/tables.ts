import type { ColumnType, Generated } from 'kysely'
import type { OfMeeting } from '../meetings/index.ts'
import type { PlanProgress, Question } from './question.ts'

export type PlanState = 'running' | 'found' | 'impossible' | 'stopped' | 'failed' | 'applied' | 'replaced'
export type PlanKind = 'classes' | 'rooms'
export type PairKind = 'together' | 'apart'

export interface PlacementPlanTable extends OfMeeting {
  id: string
  kind: PlanKind
  /** 0 for rooms. */
  round: number
  state: PlanState
  question: ColumnType<Question, string, never>
  /** Compressed JSON: the instance as it was when asked, and where people sat. */
  sheet: Uint8Array
  answer: Uint8Array | null
  progress: ColumnType<PlanProgress | null, string | null | undefined, string | null>
  asked_by: string
  asked_at: Date
  /** When the process that reckons was last heard of. */
  seen_at: Date | null
  tries: Generated<number>
  found_at: Date | null
  applied_at: Date | null
  example: Generated<boolean>
}

/** A plan put into force once: who, when, and everybody whose place it changed. */
export interface PlanApplicationTable extends OfMeeting {
  id: string
  plan_id: string
  applied_by: string
  applied_at: Date
  /** Compressed JSON: the changes, and what the places in them were called then. */
  changes: Uint8Array
}

export interface ClassPlaceTable extends OfMeeting {
  participant_id: string
  round: number
  class_id: string
  is_locked: Generated<boolean>
  /** Null: by hand. */
  plan_id: string | null
  placed_at: Date
}

export interface RoomPlaceTable extends OfMeeting {
  participant_id: string
  room_id: string
  is_locked: Generated<boolean>
  plan_id: string | null
  placed_at: Date
}

export interface SeatingPairTable extends OfMeeting {
  id: string
  kind: PairKind
  one_id: string
  other_id: string
  reason: string
  added_at: Date
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    placement_plan: PlacementPlanTable
    plan_application: PlanApplicationTable
    class_place: ClassPlaceTable
    room_place: RoomPlaceTable
    seating_pair: SeatingPairTable
  }
}
