import type { DualPrices, PlacementInstance, PlacementPlan, Weights } from './instance.ts'
import { boundOfPrices } from './verify-bound.ts'

/**
 * A plan with what is known about how good it is. The better of two bounds counts: the one that the prices prove, and
 * the one that HiGHS states.
 * @param classOf class of each person, -1 for no seat
 * @param stated minus infinity when HiGHS was not asked
 */
export function assemblePlan(
  instance: PlacementInstance,
  weights: Weights,
  found: {
    classOf: ArrayLike<number>
    objective: number
    prices: DualPrices
    stated: number
    /** The prices are those of an optimal flow: they prove its objective, and reckoning that anew can wait. */
    isOptimalFlow?: boolean
  },
): PlacementPlan {
  const { objective, prices } = found
  const seats = instance.people.map(({ id }, at) => ({
    person: id,
    class: instance.classes[found.classOf[at] as number]?.id ?? null,
  }))
  const proved = found.isOptimalFlow ? objective : boundOfPrices(instance, weights, prices)
  const stated = Math.min(found.stated, objective)
  const bound = Math.max(proved, stated)
  return {
    weights,
    seats,
    unplaced: seats.filter((seat) => seat.class === null).map(({ person }) => person),
    objective,
    bound,
    gap: (objective - bound) / Math.max(1, Math.abs(objective)),
    proven: bound === objective,
    boundBy: proved >= stated ? 'prices' : 'highs',
    prices,
  }
}
