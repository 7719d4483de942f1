import type { Shares } from './even-share.ts'
import type { Indexed } from './indexed.ts'
import { type Alike, mergeAlike } from './merge-alike.ts'
import type { Network } from './network-simplex.ts'

/**
 * People -> (unit, class) for one person at most -> (province, class) by a convex cost -> class -> sink. Each set lies
 * within the next, so that this flow has whole numbers and its optimum is the optimum of the base problem.
 */
export interface PlacementNetwork {
  network: Network
  alike: Alike[]
  /** For the first arcs, those that begin at people: which group of people, and which class or -1 for no seat. */
  groupOfArc: number[]
  classOfArc: number[]
  /**
   * Node of a class for a unit (only where several groups of it compete), for a province, and as such; at
   * `unit * classes + class` and `province * classes + class`, -1 for none.
   */
  unitNode: Int32Array
  provinceNode: Int32Array
  classNode: number
  sink: number
  /** Part of the cost that no flow changes. */
  constant: number
}

const unlimited = 0x3fffffff

/** @param provinceWeight cost of one person too many or too few of a province in a class */
export function placementNetwork(indexed: Indexed, shares: Shares, provinceWeight: number): PlacementNetwork {
  const { classes, start, option, cost, unit, province, unplaced, onePerUnit, provinceIds } = indexed
  const alike = mergeAlike(indexed)
  const unitNode = new Int32Array(onePerUnit ? indexed.unitIds.length * classes : 0)
  const provinceNode = new Int32Array(provinceIds.length * classes).fill(-1)
  let nodes = alike.length
  if (onePerUnit) {
    for (const { members } of alike) {
      const [first] = members as [number]
      for (let at = start[first] as number; at < (start[first + 1] as number); at += 1) {
        const key = (unit[first] as number) * classes + (option[at] as number)
        unitNode[key] = (unitNode[key] as number) + 1
      }
    }
    for (let key = 0; key < unitNode.length; key += 1) {
      unitNode[key] = (unitNode[key] as number) > 1 ? nodes++ : -1
    }
  }
  const from: number[] = []
  const to: number[] = []
  const capacity: number[] = []
  const costs: number[] = []
  const arc = (tail: number, head: number, room: number, price: number) => {
    from.push(tail)
    to.push(head)
    capacity.push(room)
    costs.push(price)
  }
  for (const { members } of alike) {
    const [first] = members as [number]
    for (let at = start[first] as number; at < (start[first + 1] as number); at += 1) {
      const key = (province[first] as number) * classes + (option[at] as number)
      if (provinceNode[key] === -1) provinceNode[key] = nodes++
    }
  }
  const classNode = nodes
  const sink = classNode + classes
  const groupOfArc: number[] = []
  const classOfArc: number[] = []
  alike.forEach(({ members }, group) => {
    const [first] = members as [number]
    for (let at = start[first] as number; at < (start[first + 1] as number); at += 1) {
      const of = option[at] as number
      const rival = onePerUnit ? (unitNode[(unit[first] as number) * classes + of] as number) : -1
      const head = rival === -1 ? (provinceNode[(province[first] as number) * classes + of] as number) : rival
      const only = onePerUnit && rival === -1 && members.length > 1
      arc(group, head, only ? 1 : unlimited, cost[at] as number)
      groupOfArc.push(group)
      classOfArc.push(of)
    }
    if (unplaced[first] !== Number.POSITIVE_INFINITY) {
      arc(group, sink, unlimited, unplaced[first] as number)
      groupOfArc.push(group)
      classOfArc.push(-1)
    }
  })
  const provinceOf = new Int32Array(indexed.unitIds.length)
  for (let person = 0; person < indexed.people; person += 1) {
    provinceOf[unit[person] as number] = province[person] as number
  }
  for (let key = 0; key < unitNode.length; key += 1) {
    const node = unitNode[key] as number
    if (node === -1) continue
    const of = key % classes
    arc(node, provinceNode[(provinceOf[(key - of) / classes] as number) * classes + of] as number, 1, 0)
  }
  let constant = 0
  provinceNode.forEach((node, cell) => {
    if (node === -1) return
    const [low, high] = [shares.low[cell] as number, shares.high[cell] as number]
    const head = classNode + (cell % classes)
    if (provinceWeight === 0) {
      arc(node, head, unlimited, 0)
      return
    }
    constant += provinceWeight * low
    if (low > 0) arc(node, head, low, -provinceWeight)
    if (high > low) arc(node, head, high - low, 0)
    arc(node, head, unlimited, provinceWeight)
  })
  const supply = new Int32Array(sink + 1)
  alike.forEach(({ members }, group) => {
    supply[group] = members.length
  })
  supply[sink] = -indexed.people
  for (let of = 0; of < classes; of += 1) {
    const [least, most] = [indexed.minimum[of] as number, indexed.capacity[of] as number]
    arc(classNode + of, sink, Math.max(0, most - least), 0)
    supply[classNode + of] = -least
    supply[sink] = (supply[sink] as number) + least
  }
  const network = {
    nodes: sink + 1,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    capacity: Int32Array.from(capacity),
    cost: Float64Array.from(costs),
    supply,
  }
  return { network, alike, groupOfArc, classOfArc, unitNode, provinceNode, classNode, sink, constant }
}
