import { evenShares } from './even-share.ts'
import { type PlacementNetwork, placementNetwork } from './flow-network.ts'
import { type Indexed, indexInstance } from './indexed.ts'
import type { PlacementInstance, Weights } from './instance.ts'
import { reroute } from './reroute.ts'
import { classesOf, type FlowPlan, pricesOf } from './solve-flow.ts'

/**
 * The base problem once more with as few moves as can be, begun from where people sit (`instance.before`). A plan in
 * which nobody moved is the only one without moves, so that what changed is all there is to route.
 * @param weights with a move dearer than all that moves could gain; see `movesFirst`
 */
export function replaceFlow(instance: PlacementInstance, weights: Weights): FlowPlan | null {
  const indexed = indexInstance(instance, weights)
  for (let of = 0; of < indexed.classes; of += 1) {
    if ((indexed.minimum[of] as number) > (indexed.capacity[of] as number)) return null
  }
  const shares = evenShares(indexed, indexed.province, indexed.provinceIds.length)
  const built = placementNetwork(indexed, shares, weights.province)
  const flow = reroute(built.network, carriedFlow(instance, indexed, built))
  if (!flow.isFeasible) return null
  return {
    classOf: classesOf(indexed, built, flow),
    objective: flow.cost + built.constant,
    prices: pricesOf(instance, indexed, built, flow),
  }
}

/** Where people sit, as a flow; what has no place any more stays where it got stuck. */
function carriedFlow(
  instance: PlacementInstance,
  { people, classes }: Indexed,
  { network, alike, groupOfArc, classOfArc }: PlacementNetwork,
): Int32Array {
  const { from, to, capacity, supply } = network
  const classAt = new Map(instance.classes.map(({ id }, at) => [id, at]))
  const before = new Map(instance.before?.map((seat) => [seat.person, seat.class]))
  const sitting = new Int32Array(people).fill(-1)
  instance.people.forEach(({ id }, at) => {
    const was = before.get(id)
    if (was != null) sitting[at] = classAt.get(was) ?? classes
  })
  const excess = Int32Array.from(supply)
  const flow = new Int32Array(from.length)
  // Arcs stand in the order of the way: from people to the sink, and those of one node the cheapest first.
  for (let arc = 0; arc < from.length; arc += 1) {
    const group = groupOfArc[arc]
    if (group !== undefined) {
      const of = classOfArc[arc] as number
      if (of === -1 || sitting[alike[group]?.members[0] as number] !== of) continue
    }
    const [tail, head] = [from[arc] as number, to[arc] as number]
    const carried = Math.max(0, Math.min(capacity[arc] as number, excess[tail] as number))
    flow[arc] = carried
    excess[tail] = (excess[tail] as number) - carried
    excess[head] = (excess[head] as number) + carried
  }
  return flow
}

/**
 * Weights under which first nobody is without a seat who could have one, then as few as can be move, then the goal
 * counts: a move costs more than the goal could ever gain, and an empty seat more than all moves.
 */
export function movesFirst({ people }: PlacementInstance, weights: Weights): Weights {
  let [least, most] = [0, 0]
  for (const { preferences } of people) {
    for (const benefit of Object.values(preferences)) {
      if (benefit < least) least = benefit
      if (benefit > most) most = benefit
    }
  }
  const gain = weights.preference * (most - least) + 2 * (weights.province + weights.gender + weights.side)
  const move = people.length * gain + 1
  return { ...weights, move, unplaced: weights.unplaced === null ? null : move * (people.length + 2) }
}
