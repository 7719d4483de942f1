import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { Explanation, PlacementPlan, RoomsPlan, RoomsVerification } from '../placement/index.ts'
import { type CheckedPlan, checkPlan, checkRooms } from './check-plan.ts'
import type { Failure } from './packed.ts'
import { type Plan, readClasses, readRooms, storedBytes } from './plans-read-model.ts'

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

/** Views of stored bytes, so that plans standing side by side are not all reckoned through for every look at them. */
const seen = new Map<string, ViewedPlan>()
/** Two rounds side by side; each holds some thousand seats. */
const mostSeen = 16

/**
 * What came of a question. The check is run on what is stored; only where question, instance and answer are byte for byte
 * those of an earlier check its outcome is taken, since it depends on nothing else. Applying always checks anew.
 */
export async function viewPlan(db: Db, meeting: MeetingKey, plan: Plan): Promise<ViewedPlan> {
  if (!hasAnswer(plan)) return { as: 'nothing' }
  const bytes = await storedBytes(db, meeting, plan.id)
  const mark = createHash('sha256')
    .update(`${plan.kind} ${JSON.stringify(plan.question)} ${bytes.sheet.length} `)
    .update(bytes.sheet)
    .update(bytes.answer ?? '')
    .digest('hex')
  const known = seen.get(mark)
  const view = known ?? viewOf(plan, bytes)
  seen.delete(mark)
  seen.set(mark, view)
  for (const oldest of seen.keys()) {
    if (seen.size <= mostSeen) break
    seen.delete(oldest)
  }
  return view
}

function viewOf(plan: Plan, bytes: Awaited<ReturnType<typeof storedBytes>>): ViewedPlan {
  try {
    return plan.kind === 'rooms' ? viewRooms(bytes) : viewClasses(plan, bytes)
  } catch {
    return { as: 'unreadable' }
  }
}

function viewClasses({ question }: Plan, bytes: Parameters<typeof readClasses>[0]): ViewedPlan {
  const { sheet, answer } = readClasses(bytes)
  if (answer?.status === 'infeasible') return { as: 'impossible', explanation: answer.explanation }
  if (answer?.status !== 'placed') return answer ? { as: 'failed', why: answer.why } : { as: 'nothing' }
  return { as: 'classes', found: answer.plan, checked: checkPlan(sheet, answer.plan, question) }
}

function viewRooms(bytes: Parameters<typeof readRooms>[0]): ViewedPlan {
  const { sheet, answer } = readRooms(bytes)
  if (answer?.status === 'infeasible') return { as: 'noBeds', hotels: answer.hotels }
  if (answer?.status !== 'placed') return answer ? { as: 'failed', why: answer.why } : { as: 'nothing' }
  return { as: 'rooms', found: answer.plan, verification: checkRooms(sheet, answer.plan) }
}
