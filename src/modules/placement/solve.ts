import { assemblePlan } from './assemble-plan.ts'
import { type Block, blocksOf } from './blocks.ts'
import { evenShares } from './even-share.ts'
import { type Indexed, indexInstance } from './indexed.ts'
import type { DualPrices, PlacementAnswer, PlacementInstance, Weights } from './instance.ts'
import { keepsPairsOf } from './keeps-pairs.ts'
import type { PartModel, Trait } from './part-model.ts'
import { naturalParts, type Part, partsByLocation } from './parts.ts'
import { withRelaxedPrices } from './relaxed-prices.ts'
import { solveFlow } from './solve-flow.ts'
import { solvePart } from './solve-part.ts'

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

/** Choices of a part that is still solved as one; a larger one is cut by location. */
const mostChoices = 80_000

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
  const found = await solveParts(
    { instance, weights, indexed, blocks, flow: flow.classOf, deadline },
    onProgress,
  )
  if (typeof found === 'string') return { status: found }
  let { prices } = flow
  for (const relaxed of found.relaxed) {
    prices = withRelaxedPrices(prices, { instance, indexed, ...relaxed })
  }
  return { status: 'placed', plan: best(instance, weights, found, flow.prices, prices) }
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
  instance: PlacementInstance
  weights: Weights
  indexed: Indexed
  blocks: Block[]
  flow: Int32Array
  deadline: number
}

interface PartsFound {
  classOf: Int32Array
  objective: number
  /** Minus infinity where a part was cut by force. */
  stated: number
  relaxed: { part: Part; built: PartModel; rowDual: Float64Array }[]
}

async function solveParts(
  { instance, weights, indexed, blocks, flow, deadline }: PartsTask,
  onProgress: (progress: PlacementProgress) => void,
): Promise<PartsFound | 'infeasible' | 'unknown'> {
  const traits = traitsOf(indexed, weights)
  const location = instance.classes.map((one) => one.location ?? one.group)
  const parts = naturalParts(blocks, indexed.classes).flatMap((part) => {
    const choices = part.blocks.reduce((sum, { options }) => sum + options.length, 0)
    if (choices <= mostChoices) return [{ part, isCut: false }]
    return partsByLocation(part, location, flow).map((piece) => ({ part: piece, isCut: true }))
  })
  const found: PartsFound = {
    classOf: new Int32Array(indexed.people).fill(-1),
    objective: 0,
    stated: 0,
    relaxed: [],
  }
  for (const [at, { part, isCut }] of parts.entries()) {
    const progress = { phase: 'part' as const, done: at, of: parts.length }
    onProgress(progress)
    const plan = await solvePart({
      indexed,
      part,
      traits,
      start: flow,
      seconds: Math.max(0, deadline - performance.now()) / 1000 / (parts.length - at),
      onProgress: (objective, bound) => onProgress({ ...progress, objective, bound }),
    })
    if (plan === 'infeasible') return isCut ? 'unknown' : 'infeasible'
    if (plan === 'unknown') return 'unknown'
    for (const seat of plan.seats) found.classOf[seat.person] = seat.class
    found.objective += plan.objective
    found.stated += isCut ? Number.NEGATIVE_INFINITY : plan.bound
    if (!isCut && plan.relaxed.rowDual.length > 0) found.relaxed.push({ part, ...plan.relaxed })
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
