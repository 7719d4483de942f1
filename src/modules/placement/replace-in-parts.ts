import { indexInstance } from './indexed.ts'
import type { PlacementAnswer, Weights } from './instance.ts'
import { type SolveTask, solve } from './solve.ts'
import { solveFlow } from './solve-flow.ts'
import { costsOf, objectiveOf } from './verify.ts'

/**
 * As few moves as can be, then the best goal, where pairs, gender or side are asked for. First how many have to go
 * without a seat and how many to move; then the goal, with a price on moves just high enough that no better goal is
 * worth one more.
 */
export async function replaceInParts({
  instance,
  weights,
  timeLimitMs,
}: SolveTask): Promise<PlacementAnswer> {
  const began = performance.now()
  const left = () => timeLimitMs - (performance.now() - began)
  const mayLeaveOut = weights.unplaced !== null
  const people = instance.people.length
  const counted: Weights = {
    preference: 0,
    province: 0,
    gender: 0,
    side: 0,
    move: 1,
    unplaced: mayLeaveOut ? people + 1 : null,
  }
  const fewest = await solve({ instance, weights: counted, timeLimitMs: left() }, () => {})
  if (fewest.status !== 'placed') return fewest
  const goal: Weights = { ...weights, move: 0, unplaced: mayLeaveOut ? 0 : null }
  const ofFewest = objectiveOf(costsOf(instance, { ...fewest.plan, weights: goal }))
  const ideal = solveFlow(instance, indexInstance(instance, goal), goal)
  if (!ideal) return { status: 'infeasible' }
  const move = ofFewest - ideal.objective + 1
  const moves = fewest.plan.objective % (people + 1)
  const priced = { ...weights, move, unplaced: mayLeaveOut ? (moves + 1) * move : null }
  const best = await solve({ instance, weights: priced, timeLimitMs: left() }, () => {})
  if (best.status !== 'placed') return { status: 'unknown' }
  return { ...best, plan: { ...best.plan, proven: best.plan.proven && fewest.plan.proven } }
}
