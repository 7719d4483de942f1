import type { ColumnType, Generated } from 'kysely'
import type { OfMeeting } from '../meetings/index.ts'

export type PlanState = 'running' | 'found' | 'impossible' | 'stopped' | 'failed' | 'applied' | 'replaced'

export interface PlacementPlanTable extends OfMeeting {
  id: string
  round: number
  state: PlanState
  status: 'proven' | 'gap' | null
  cost: number | null
  bound: number | null
  question: ColumnType<unknown, string, string>
  answer: ColumnType<unknown, string | null | undefined, string | null>
  verified: ColumnType<unknown, string | null | undefined, string | null>
  asked_by: string
  asked_at: Date
  found_at: Date | null
  applied_at: Date | null
  example: Generated<boolean>
}

export interface ClassPlaceTable extends OfMeeting {
  participant_id: string
  round: number
  class_id: string
  is_locked: Generated<boolean>
  plan_id: string | null
  placed_at: Date
}

export interface RoomPlaceTable extends OfMeeting {
  participant_id: string
  room_id: string
  is_locked: Generated<boolean>
  placed_at: Date
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    placement_plan: PlacementPlanTable
    class_place: ClassPlaceTable
    room_place: RoomPlaceTable
  }
}
