import { assemblePlan } from './assemble-plan.ts'
import { type Block, blocksOf } from './blocks.ts'
import { evenShares } from './even-share.ts'
import { type Indexed, indexInstance } from './indexed.ts'
import type { DualPrices, PlacementAnswer, PlacementInstance, Weights } from './instance.ts'
import { keepsPairsOf } from './keeps-pairs.ts'
import type { PartModel, Trait } from './part-model.ts'
import { isTooLarge, naturalParts, type Part, promising } from './parts.ts'
import { withRelaxedPrices } from './relaxed-prices.ts'
import { type FlowPlan, solveFlow } from './solve-flow.ts'
import { solvePart } from './solve-part.ts'
import { costsOf, objectiveOf } from './verify.ts'

/** Where a solution stands. */
export interface PlacementProgress {
  /** The flow, then part after part. */
  phase: 'flow' | 'part'
  done: number
  of: number
  /** Of the part at work, as HiGHS says. */
  objective?: number
  bound?: number
}

export interface SolveTask {
  instance: PlacementInstance
  weights: Weights
  timeLimitMs: number
}

/**
 * The best plan, and how good it is. The flow is always solved: it is the answer where only its goals and rules are
 * asked for, and a bound for all else. Then HiGHS takes one part after the other.
 */
export async function solve(
  { instance, weights, timeLimitMs }: SolveTask,
  onProgress: (progress: PlacementProgress) => void,
): Promise<PlacementAnswer> {
  const deadline = performance.now() + timeLimitMs
  const indexed = indexInstance(instance, weights)
  onProgress({ phase: 'flow', done: 0, of: 1 })
  const flow = solveFlow(instance, indexed, weights)
  if (!flow) return { status: 'infeasible' }
  const blocks = blocksOf(indexed)
  const isWholeGoal = weights.gender === 0 && weights.side === 0
  if (isWholeGoal && keepsPairsOf(instance, flow.classOf)) {
    return {
      status: 'placed',
      plan: assemblePlan(instance, weights, { ...flow, stated: Number.NEGATIVE_INFINITY }),
    }
  }
  const found = await solveParts({ weights, indexed, blocks, flow, deadline }, onProgress)
  if (found === 'infeasible') return { status: found }
  if (found === 'unknown') {
    if (!keepsPairsOf(instance, flow.classOf)) return { status: found }
    const asItIs = { ...reckoned(instance, weights, flow), stated: Number.NEGATIVE_INFINITY }
    return { status: 'placed', plan: assemblePlan(instance, weights, asItIs) }
  }
  const told = found.isOptimal ? found : reckoned(instance, weights, found)
  let { prices } = flow
  for (const relaxed of found.relaxed) {
    prices = withRelaxedPrices(prices, { instance, indexed, ...relaxed })
  }
  return { status: 'placed', plan: best(instance, weights, told, flow.prices, prices) }
}

/**
 * The objective as it is. Out of time, HiGHS may count more of a trait than there is; and the flow, which then is
 * the answer where it keeps every rule, counts no gender and side.
 */
function reckoned<T extends { classOf: Int32Array }>(
  instance: PlacementInstance,
  weights: Weights,
  found: T,
) {
  const seats = instance.people.map(({ id }, at) => ({
    person: id,
    class: instance.classes[found.classOf[at] as number]?.id ?? null,
  }))
  return { ...found, objective: objectiveOf(costsOf(instance, { seats, weights })) }
}

/** With the prices that prove more. */
function best(
  instance: PlacementInstance,
  weights: Weights,
  found: { classOf: Int32Array; objective: number; stated: number },
  ofFlow: DualPrices,
  relaxed: DualPrices,
) {
  const plan = assemblePlan(instance, weights, { ...found, prices: relaxed })
  const other = assemblePlan(instance, weights, { ...found, prices: ofFlow })
  return other.bound > plan.bound ? other : plan
}

interface PartsTask {
  weights: Weights
  indexed: Indexed
  blocks: Block[]
  flow: FlowPlan
  deadline: number
}

interface PartsFound {
  classOf: Int32Array
  objective: number
  isOptimal: boolean
  /** Minus infinity where not every choice was looked at. */
  stated: number
  relaxed: { part: Part; built: PartModel; rowDual: Float64Array }[]
}

async function solveParts(
  { weights, indexed, blocks, flow, deadline }: PartsTask,
  onProgress: (progress: PlacementProgress) => void,
): Promise<PartsFound | 'infeasible' | 'unknown'> {
  const traits = traitsOf(indexed, weights)
  const parts = naturalParts(blocks, indexed.classes)
  const classOf = new Int32Array(indexed.people).fill(-1)
  const found: PartsFound = { classOf, objective: 0, isOptimal: true, stated: 0, relaxed: [] }
  for (const [at, whole] of parts.entries()) {
    const isNarrowed = isTooLarge(whole)
    const part = isNarrowed ? promising(whole, indexed, flow.prices, flow.classOf) : whole
    const progress = { phase: 'part' as const, done: at, of: parts.length }
    onProgress(progress)
    const plan = await solvePart({
      indexed,
      part,
      traits,
      start: flow.classOf,
      seconds: Math.max(0, deadline - performance.now()) / 1000 / (parts.length - at),
      onProgress: (objective, bound) => onProgress({ ...progress, objective, bound }),
    })
    if (plan === 'infeasible') return isNarrowed ? 'unknown' : plan
    if (plan === 'unknown') return plan
    for (const seat of plan.seats) classOf[seat.person] = seat.class
    found.objective += plan.objective
    found.isOptimal &&= plan.status === 'optimal'
    found.stated += isNarrowed ? Number.NEGATIVE_INFINITY : plan.bound
    if (plan.relaxed.rowDual.length > 0) found.relaxed.push({ part, ...plan.relaxed })
  }
  return found
}

export const traitsOf = (indexed: Indexed, weights: Weights): Trait[] =>
  (
    [
      ['province', indexed.province, indexed.provinceIds.length],
      ['gender', indexed.gender, 2],
      ['side', indexed.side, 2],
    ] as const
  ).map(([name, of, values]) => ({
    name,
    weight: weights[name],
    of,
    shares: evenShares(indexed, of, values),
  }))
