import { type Flow, type Network, networkSimplex } from './network-simplex.ts'

/** Beyond so many units to reroute a solution from nothing is faster. */
const mostPaths = 40

/**
 * The cheapest flow, begun from one that is cheapest for what it carries: each unit that is not carried yet goes along
 * a shortest path of what is left (successive shortest paths). Expects that no cycle of what is left has a cost below
 * zero. Source: Ahuja, Magnanti and Orlin, Network Flows, 1993, section 9.7.
 * @param carried flow of each arc, within its capacity
 */
export function reroute(network: Network, carried: Int32Array): Flow {
  const { nodes, from, to, supply, cost } = network
  const excess = Int32Array.from(supply)
  carried.forEach((flow, arc) => {
    excess[from[arc] as number] = (excess[from[arc] as number] as number) - flow
    excess[to[arc] as number] = (excess[to[arc] as number] as number) + flow
  })
  const open = excess.reduce((sum, left) => sum + Math.max(0, left), 0)
  if (open > mostPaths) return networkSimplex(network)
  const paths = new Paths(network, carried)
  for (let node = 0; node < nodes; node += 1) {
    while ((excess[node] as number) > 0) {
      const end = paths.send(node, excess)
      if (end === -1)
        return { flow: paths.flow, potential: new Float64Array(nodes), cost: 0, isFeasible: false }
      excess[node] = (excess[node] as number) - 1
      excess[end] = (excess[end] as number) + 1
    }
  }
  const total = paths.flow.reduce((sum, flow, arc) => sum + flow * (cost[arc] as number), 0)
  return { flow: paths.flow, potential: paths.potentials(), cost: total, isFeasible: true }
}

class Paths {
  readonly flow: Int32Array
  readonly #network: Network
  /** Arcs at each node, out and in: from `start[node]` on; an arc that comes in is written as -1 - arc. */
  readonly #start: Int32Array
  readonly #arcs: Int32Array
  readonly #distance: Float64Array
  readonly #by: Int32Array
  readonly #queue: Int32Array
  readonly #isQueued: Uint8Array

  constructor(network: Network, carried: Int32Array) {
    const { nodes, from, to } = network
    this.#network = network
    this.flow = Int32Array.from(carried)
    const start = new Int32Array(nodes + 2)
    for (let arc = 0; arc < from.length; arc += 1) {
      start[(from[arc] as number) + 2] = (start[(from[arc] as number) + 2] as number) + 1
      start[(to[arc] as number) + 2] = (start[(to[arc] as number) + 2] as number) + 1
    }
    for (let node = 2; node < nodes + 2; node += 1) {
      start[node] = (start[node] as number) + (start[node - 1] as number)
    }
    const arcs = new Int32Array(from.length * 2)
    for (let arc = 0; arc < from.length; arc += 1) {
      const [out, into] = [(from[arc] as number) + 1, (to[arc] as number) + 1]
      arcs[start[out] as number] = arc
      start[out] = (start[out] as number) + 1
      arcs[start[into] as number] = -1 - arc
      start[into] = (start[into] as number) + 1
    }
    this.#start = start
    this.#arcs = arcs
    this.#distance = new Float64Array(nodes)
    this.#by = new Int32Array(nodes)
    this.#queue = new Int32Array(nodes)
    this.#isQueued = new Uint8Array(nodes)
  }

  /** Sends one unit along a shortest path to a node that lacks one; that node, or -1 where none can be reached. */
  send(source: number, excess: Int32Array): number {
    const [distance, by] = [this.#distance, this.#by]
    distance.fill(Number.POSITIVE_INFINITY)
    distance[source] = 0
    this.#relax([source], 1)
    let end = -1
    for (let node = 0; node < distance.length; node += 1) {
      if ((excess[node] as number) >= 0 || distance[node] === Number.POSITIVE_INFINITY) continue
      if (end === -1 || (distance[node] as number) < (distance[end] as number)) end = node
    }
    for (let node = end; node !== source && end !== -1; ) {
      const entry = by[node] as number
      const arc = entry >= 0 ? entry : -1 - entry
      this.flow[arc] = (this.flow[arc] as number) + (entry >= 0 ? 1 : -1)
      node = (entry >= 0 ? this.#network.from[arc] : this.#network.to[arc]) as number
    }
    return end
  }

  /** What a unit at each node still costs on its way to the last node, the sink. */
  potentials(): Float64Array {
    const { nodes, cost } = this.#network
    const dearest = cost.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    this.#distance.fill((dearest + 1) * nodes)
    this.#distance[nodes - 1] = 0
    // The sink first, then all others, which begin as dear as a way that does not exist.
    this.#relax(
      Array.from({ length: nodes }, (_, n) => nodes - 1 - n),
      -1,
    )
    return this.#distance.slice()
  }

  /** Label-correcting search from these nodes: along what is left of the arcs (+1), or against it (-1). */
  #relax(sources: readonly number[], direction: 1 | -1): void {
    const { nodes, from, to, capacity, cost } = this.#network
    const [start, arcs, distance, by] = [this.#start, this.#arcs, this.#distance, this.#by]
    const [queue, isQueued, flow] = [this.#queue, this.#isQueued, this.flow]
    let [head, tail, waiting] = [0, 0, 0]
    for (const node of sources) {
      queue[tail] = node
      tail = tail + 1 === nodes ? 0 : tail + 1
      isQueued[node] = 1
      waiting += 1
    }
    while (waiting > 0) {
      const node = queue[head] as number
      head = head + 1 === nodes ? 0 : head + 1
      waiting -= 1
      isQueued[node] = 0
      const here = distance[node] as number
      for (let at = start[node] as number; at < (start[node + 1] as number); at += 1) {
        const entry = arcs[at] as number
        const arc = entry >= 0 ? entry : -1 - entry
        // Out of the node forward, or into it backward, means along the arc; it then needs room, else flow.
        const along = entry >= 0 === (direction === 1)
        if (along ? (flow[arc] as number) >= (capacity[arc] as number) : flow[arc] === 0) continue
        const other = (entry >= 0 ? to[arc] : from[arc]) as number
        const length = here + (along ? (cost[arc] as number) : -(cost[arc] as number))
        if (length >= (distance[other] as number)) continue
        distance[other] = length
        by[other] = entry
        if (isQueued[other]) continue
        isQueued[other] = 1
        queue[tail] = other
        tail = tail + 1 === nodes ? 0 : tail + 1
        waiting += 1
      }
    }
  }
}
