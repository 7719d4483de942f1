import { checkInstance } from './check-instance.ts'
import type { Explanation } from './explain.ts'
import type { PlacementAnswer, PlacementInstance, Weights } from './instance.ts'
import { inThread, type ThreadOptions } from './placement-thread.ts'

/**
 * Places people into classes: the plan of least cost under these weights, with a proof or a stated gap. Works in a
 * thread of its own; `signal` ends it and rejects with its reason. Time over: the best plan found so far, or `unknown`.
 * Refuses as `invalid` an instance with ids twice or unknown, or numbers that are not whole.
 */
export async function solvePlacement(
  instance: PlacementInstance,
  options: { weights: Weights; timeLimitMs: number } & ThreadOptions,
): Promise<PlacementAnswer> {
  const { weights, timeLimitMs, ...thread } = options
  const problems = checkInstance(instance, weights)
  if (problems.length > 0) return { status: 'invalid', problems }
  return inThread('solve', { instance, weights, timeLimitMs }, thread)
}

/**
 * Why an instance has no plan, in a thread of its own: a smallest set of rules that cannot all hold, what loosening
 * each of them takes, and the least loosening that helps. Expects an instance that `solvePlacement` did not refuse.
 */
export async function explainInfeasible(
  instance: PlacementInstance,
  options: { weights: Pick<Weights, 'unplaced'>; timeLimitMs: number; signal?: AbortSignal },
): Promise<Explanation> {
  const { weights, timeLimitMs, signal } = options
  return inThread('explain', { instance, mayLeaveOut: weights.unplaced !== null, timeLimitMs }, { signal })
}
