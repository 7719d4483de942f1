import { gunzipSync, gzipSync } from 'node:zlib'
import type {
  Explanation,
  InstanceProblem,
  PlacementInstance,
  PlacementPlan,
  RoomsInstance,
  RoomsPlan,
  Seat,
} from '../placement/index.ts'

/** What was asked, as it stood then: a later check needs nothing else. */
export interface ClassesSheet {
  instance: PlacementInstance
  before: readonly Seat[]
}

export interface RoomsSheet {
  instance: RoomsInstance
  before: readonly { person: string; room: string }[]
}

export type ClassesAnswer =
  | { status: 'placed'; plan: PlacementPlan }
  | { status: 'infeasible'; explanation: Explanation | null }
  | Failure

export type RoomsFound =
  | { status: 'placed'; plan: RoomsPlan }
  | { status: 'infeasible'; hotels: readonly { hotel: string; guests: number; beds: number }[] }
  | Failure

/** Why there is no answer: the time was over, the data is wrong, or the program was stopped too often. */
export interface Failure {
  status: 'failed'
  why: 'time' | 'invalid' | 'restarts' | 'broken'
  problems?: readonly InstanceProblem[]
}

/** JSON compressed: thousands of lines that are nearly alike become a few kilobytes. */
export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value))

export const unpack = <T>(bytes: Uint8Array): T => JSON.parse(gunzipSync(bytes).toString('utf8')) as T
