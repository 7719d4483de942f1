import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { Explanation, PlacementPlan, RoomsPlan, RoomsVerification } from '../placement/index.ts'
import { type CheckedPlan, checkPlan, checkRooms } from './check-plan.ts'
import type { Failure } from './packed.ts'
import { type Plan, storedClasses, storedRooms } from './plans-read-model.ts'

/** A plan as it may be shown: checked again from what is stored, a moment ago. */
export type ViewedPlan =
  | { as: 'classes'; found: PlacementPlan; checked: CheckedPlan }
  | { as: 'rooms'; found: RoomsPlan; verification: RoomsVerification }
  | { as: 'impossible'; explanation: Explanation | null }
  | { as: 'noBeds'; hotels: readonly { hotel: string; guests: number; beds: number }[] }
  | { as: 'failed'; why: Failure['why'] }
  /** Stored in a shape that cannot be read: somebody has been at it. */
  | { as: 'unreadable' }
  | { as: 'nothing' }

const hasAnswer = (plan: Plan) => plan.state !== 'running' && plan.state !== 'stopped'

/** What came of a question. */
export async function viewPlan(db: Db, meeting: MeetingKey, plan: Plan): Promise<ViewedPlan> {
  if (!hasAnswer(plan)) return { as: 'nothing' }
  try {
    return await (plan.kind === 'rooms' ? viewRooms(db, meeting, plan) : viewClasses(db, meeting, plan))
  } catch {
    return { as: 'unreadable' }
  }
}

async function viewClasses(db: Db, meeting: MeetingKey, plan: Plan): Promise<ViewedPlan> {
  const { sheet, answer } = await storedClasses(db, meeting, plan.id)
  if (answer?.status === 'infeasible') return { as: 'impossible', explanation: answer.explanation }
  if (answer?.status !== 'placed') return answer ? { as: 'failed', why: answer.why } : { as: 'nothing' }
  return { as: 'classes', found: answer.plan, checked: checkPlan(sheet, answer.plan, plan.question) }
}

async function viewRooms(db: Db, meeting: MeetingKey, plan: Plan): Promise<ViewedPlan> {
  const { sheet, answer } = await storedRooms(db, meeting, plan.id)
  if (answer?.status === 'infeasible') return { as: 'noBeds', hotels: answer.hotels }
  if (answer?.status !== 'placed') return answer ? { as: 'failed', why: answer.why } : { as: 'nothing' }
  return { as: 'rooms', found: answer.plan, verification: checkRooms(sheet, answer.plan) }
}
