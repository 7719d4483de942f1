/**
 * Placement: putting people into classes and hotel rooms, as well as can be and with a proof. Pure reckoning: no
 * tables, no pages. Not for who takes part in what (meetings).
 */
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'
import { placementCommands } from './placement-cli.ts'

export { assignRooms } from './assign-rooms.ts'
export type { InstanceProblem } from './check-instance.ts'
export type { Explanation, Loosened } from './explain.ts'
export { generateInstance, type Recipe } from './generate.ts'
export type {
  HardRules,
  PlacedPerson,
  PlacementAnswer,
  PlacementClass,
  PlacementInstance,
  PlacementPlan,
  Seat,
  Weights,
} from './instance.ts'
export { type Move, type ReplaceAnswer, replacePlacement } from './replace.ts'
export type { Guest, HotelRoom, RoomsAnswer, RoomsInstance, RoomsPlan, RoomWeights } from './rooms.ts'
export type { Rule } from './rule-model.ts'
export type { PlacementProgress } from './solve.ts'
export { explainInfeasible, solvePlacement } from './solve-placement.ts'
export { type Verification, type Violation, verifyPlacement } from './verify.ts'
export { type RoomsVerification, type RoomViolation, verifyRooms } from './verify-rooms.ts'
export { looseningInWords, ruleInWords, violationInWords } from './words.ts'

export const placementModule: Module = {
  name: 'placement',
  messages,
  cli: placementCommands,
}
