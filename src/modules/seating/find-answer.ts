import {
  assignRooms,
  explainInfeasible,
  type PlacementAnswer,
  type PlacementProgress,
  replacePlacement,
  solvePlacement,
} from '../placement/index.ts'
import type { ClassesAnswer, ClassesSheet, RoomsFound, RoomsSheet } from './packed.ts'
import { type Question, roomWeights, weightsOf } from './question.ts'
import type { PlanState } from './tables.ts'

interface Watch {
  signal?: AbortSignal
  onProgress?(progress: PlacementProgress): void
}

/** The answer to a question about classes, and the sheet it is to be checked with. */
export async function answerClasses(
  sheet: ClassesSheet,
  question: Question,
  watch: Watch,
): Promise<{ answer: ClassesAnswer; sheet: ClassesSheet }> {
  const options = { weights: weightsOf(question), timeLimitMs: question.seconds * 1000, ...watch }
  let checked = sheet
  let answer: PlacementAnswer
  if (question.mode === 'fewest') {
    const replaced = await replacePlacement(sheet.instance, sheet.before, options)
    // Its cost counts moves from where people sat, which the check must know of.
    if (replaced.status === 'placed') checked = { ...sheet, instance: replaced.instance }
    answer = replaced
  } else {
    answer = await solvePlacement(sheet.instance, options)
  }
  if (answer.status === 'placed') return { answer: { status: 'placed', plan: answer.plan }, sheet: checked }
  if (answer.status === 'invalid') {
    return { answer: { status: 'failed', why: 'invalid', problems: answer.problems }, sheet }
  }
  if (answer.status === 'unknown') return { answer: { status: 'failed', why: 'time' }, sheet }
  const explanation = await explainInfeasible(sheet.instance, {
    weights: options.weights,
    timeLimitMs: Math.max(30_000, options.timeLimitMs),
    signal: watch.signal,
  })
  const isConflict = explanation.status === 'conflict'
  return { answer: { status: 'infeasible', explanation: isConflict ? explanation : null }, sheet }
}

/** The answer to a question about beds. */
export async function answerRooms(
  { instance }: RoomsSheet,
  question: Question,
  { signal }: Watch,
): Promise<RoomsFound> {
  const answer = await assignRooms(instance, {
    weights: roomWeights,
    timeLimitMs: question.seconds * 1000,
    signal,
  })
  return answer.status === 'unknown' ? { status: 'failed', why: 'time' } : answer
}

export const stateOf = ({ status }: ClassesAnswer | RoomsFound): PlanState =>
  ({ placed: 'found', infeasible: 'impossible', failed: 'failed' })[status] as PlanState
