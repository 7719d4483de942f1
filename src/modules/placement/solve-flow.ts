import { evenShares } from './even-share.ts'
import { type PlacementNetwork, placementNetwork } from './flow-network.ts'
import type { Indexed } from './indexed.ts'
import type { DualPrices, PlacementInstance, Weights } from './instance.ts'
import { type Flow, networkSimplex } from './network-simplex.ts'

export interface FlowPlan {
  /** Class of each person, -1 for no seat. */
  classOf: Int32Array
  objective: number
  prices: DualPrices
}

/**
 * The optimum of the base problem: preferences, seats, minima, one of a unit in a class, province balance, locks,
 * moves. Together, apart, gender and side are not looked at, so that its objective bounds every plan from below.
 * Null when not even this can be placed.
 */
export function solveFlow(instance: PlacementInstance, indexed: Indexed, weights: Weights): FlowPlan | null {
  for (let of = 0; of < indexed.classes; of += 1) {
    if ((indexed.minimum[of] as number) > (indexed.capacity[of] as number)) return null
  }
  const shares = evenShares(indexed, indexed.province, indexed.provinceIds.length)
  const built = placementNetwork(indexed, shares, weights.province)
  const flow = networkSimplex(built.network)
  if (!flow.isFeasible) return null
  return {
    classOf: classesOf(indexed, built, flow),
    objective: flow.cost + built.constant,
    prices: pricesOf(instance, indexed, built, flow),
  }
}

export function classesOf(
  indexed: Indexed,
  { alike, groupOfArc, classOfArc }: PlacementNetwork,
  { flow }: Flow,
): Int32Array {
  const classOf = new Int32Array(indexed.people).fill(-1)
  const served = new Int32Array(alike.length)
  groupOfArc.forEach((group, arc) => {
    for (let unit = flow[arc] as number; unit > 0; unit -= 1) {
      const member = served[group] as number
      served[group] = member + 1
      classOf[alike[group]?.members[member] as number] = classOfArc[arc] as number
    }
  })
  return classOf
}

/** The potentials as prices of seats; a unit's only where one of its people has to stand back for another. */
export function pricesOf(
  instance: PlacementInstance,
  indexed: Indexed,
  { alike, unitNode, provinceNode, classNode, sink }: PlacementNetwork,
  { potential }: Flow,
): DualPrices {
  const { classes, start, option, cost, unit, province, unplaced } = indexed
  const price = (node: number) => (potential[node] as number) - (potential[sink] as number)
  const classPrices = Array.from({ length: classes }, (_, of) => price(classNode + of))
  const provincePrices = indexed.provinceIds.map((id, at) => ({
    id,
    prices: classPrices.map((own, of) => {
      const node = provinceNode[at * classes + of] as number
      return node === -1 ? own : price(node)
    }),
  }))
  const ofProvince = (person: number, of: number) =>
    provincePrices[province[person] as number]?.prices[of] as number
  const unitPrices: { id: string; class: string; price: number }[] = []
  const note = (person: number, of: number, value: number) => {
    if (value !== ofProvince(person, of))
      unitPrices.push({
        id: indexed.unitIds[unit[person] as number] as string,
        class: instance.classes[of]?.id as string,
        price: value,
      })
  }
  if (indexed.onePerUnit) {
    const noted = new Set<number>()
    alike.forEach(({ members }, group) => {
      const [first] = members as [number]
      const worth = Math.min(price(group), unplaced[first] as number)
      for (let at = start[first] as number; at < (start[first + 1] as number); at += 1) {
        const of = option[at] as number
        const key = (unit[first] as number) * classes + of
        const node = unitNode[key] as number
        if (node !== -1) {
          if (!noted.has(key)) note(first, of, price(node))
          noted.add(key)
        } else if (members.length > 1) {
          note(first, of, Math.max(ofProvince(first, of), worth - (cost[at] as number)))
        }
      }
    })
  }
  return { class: classPrices, province: provincePrices, unit: unitPrices }
}
