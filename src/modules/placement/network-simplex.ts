/** Arcs by their place in the lists; flow of an arc lies between zero and its capacity. */
export interface Network {
  nodes: number
  from: Int32Array
  to: Int32Array
  capacity: Int32Array
  /** Whole numbers. */
  cost: Float64Array
  /** What a node sends (above zero) or takes; adds up to zero. */
  supply: Int32Array
}

export interface Flow {
  flow: Int32Array
  /** Of each node: cost(arc) >= potential(from) - potential(to) wherever an arc has room left. */
  potential: Float64Array
  cost: number
  /** Whether every supply arrived. */
  isFeasible: boolean
}

/**
 * A flow of smallest cost, by the primal network simplex method on strongly feasible trees, which cannot cycle.
 * Entering arcs are looked for block by block. Answers the dual potentials of the last tree, whole numbers like the
 * costs. Source: Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 11; Cunningham 1976.
 */
export function networkSimplex(network: Network): Flow {
  const tree = new Tree(network)
  tree.pivotToOptimum()
  return tree.answer()
}

const [atZero, inTree, atCapacity] = [1, 0, -1]
const none = -1

/** A spanning tree hung from a root of its own, to which every node has an artificial arc dearer than any path. */
class Tree {
  readonly #network: Network
  readonly #arcs: number
  readonly #from: Int32Array
  readonly #to: Int32Array
  readonly #capacity: Int32Array
  readonly #cost: Float64Array
  readonly #flow: Int32Array
  /** By arc: +1 at zero, 0 in the tree, -1 at capacity: the sign under which a reduced cost below zero is a gain. */
  readonly #state: Int8Array
  readonly #potential: Float64Array
  readonly #parent: Int32Array
  /** The tree arc to the parent, and whether it points up (+1) or down (-1). */
  readonly #up: Int32Array
  readonly #points: Int8Array
  readonly #depth: Int32Array
  // Children of a node as a ring-less list, so that a branch is walked without visiting others.
  readonly #child: Int32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array
  #searchAt = 0

  constructor(network: Network) {
    const { nodes, from, to, capacity, cost, supply } = network
    const arcs = from.length
    const all = arcs + nodes
    this.#network = network
    this.#arcs = arcs
    this.#from = extended(from, new Int32Array(all))
    this.#to = extended(to, new Int32Array(all))
    this.#capacity = extended(capacity, new Int32Array(all).fill(0x7fffffff))
    this.#cost = extended(cost, new Float64Array(all))
    this.#flow = new Int32Array(all)
    this.#state = new Int8Array(all).fill(atZero, 0, arcs)
    this.#potential = new Float64Array(nodes + 1)
    this.#parent = new Int32Array(nodes + 1).fill(nodes)
    this.#up = new Int32Array(nodes + 1)
    this.#points = new Int8Array(nodes + 1)
    this.#depth = new Int32Array(nodes + 1).fill(1)
    this.#child = new Int32Array(nodes + 1).fill(none)
    this.#next = new Int32Array(nodes + 1).fill(none)
    this.#previous = new Int32Array(nodes + 1).fill(none)
    this.#parent[nodes] = none
    this.#depth[nodes] = 0
    let dearest = 0
    for (let arc = 0; arc < arcs; arc += 1) dearest = Math.max(dearest, Math.abs(cost[arc] as number))
    const artificial = (dearest + 1) * (nodes + 1)
    for (let node = 0; node < nodes; node += 1) {
      const arc = arcs + node
      const sends = (supply[node] as number) >= 0
      this.#from[arc] = sends ? node : nodes
      this.#to[arc] = sends ? nodes : node
      this.#cost[arc] = artificial
      this.#flow[arc] = Math.abs(supply[node] as number)
      this.#up[node] = arc
      this.#points[node] = sends ? 1 : -1
      this.#potential[node] = sends ? artificial : -artificial
      this.#hang(node, nodes)
    }
  }

  pivotToOptimum(): void {
    for (let arc = this.#entering(); arc !== none; arc = this.#entering()) this.#pivot(arc)
  }

  answer(): Flow {
    const { cost, nodes } = this.#network
    const flow = this.#flow.slice(0, this.#arcs)
    let total = 0
    for (let arc = 0; arc < this.#arcs; arc += 1) total += (flow[arc] as number) * (cost[arc] as number)
    const isFeasible = this.#flow.subarray(this.#arcs).every((left) => left === 0)
    return { flow, potential: this.#potential.slice(0, nodes), cost: total, isFeasible }
  }

  /** The best arc of the first block that has one whose use makes the flow cheaper. */
  #entering(): number {
    const [from, to, cost, state, potential] = [
      this.#from,
      this.#to,
      this.#cost,
      this.#state,
      this.#potential,
    ]
    const arcs = this.#arcs
    // Measured: a seventh of the square root of the arcs; larger blocks find better arcs and take longer for it.
    const block = Math.max(16, Math.ceil(Math.sqrt(arcs) * 0.15))
    let best = none
    let gain = 0
    let arc = this.#searchAt
    for (let seen = 0, inBlock = block; seen < arcs; seen += 1) {
      if (arc >= arcs) arc = 0
      const sign = state[arc] as number
      if (sign !== 0) {
        const reduced =
          sign *
          ((cost[arc] as number) -
            (potential[from[arc] as number] as number) +
            (potential[to[arc] as number] as number))
        if (reduced < gain) {
          gain = reduced
          best = arc
        }
      }
      arc += 1
      inBlock -= 1
      if (inBlock === 0) {
        if (best !== none) break
        inBlock = block
      }
    }
    this.#searchAt = arc
    return best
  }

  /** Sends along the cycle that the arc closes what its tightest arc takes; that arc leaves the tree. */
  #pivot(entering: number): void {
    const [parent, depth, points, up, flow, capacity] = [
      this.#parent,
      this.#depth,
      this.#points,
      this.#up,
      this.#flow,
      this.#capacity,
    ]
    const forward = (this.#state[entering] as number) > 0
    const tail = (forward ? this.#from[entering] : this.#to[entering]) as number
    const head = (forward ? this.#to[entering] : this.#from[entering]) as number
    let apex = tail
    for (let other = head; apex !== other; ) {
      if ((depth[apex] as number) >= (depth[other] as number)) apex = parent[apex] as number
      else other = parent[other] as number
    }
    // Of several tightest arcs the last one after the apex in the direction of the cycle leaves (strong feasibility):
    // the nearest to the entering arc on the tail's side only if strictly tighter, the nearest to the apex on the head's.
    let delta = capacity[entering] as number
    let out = none
    let onTail = false
    for (let node = tail; node !== apex; node = parent[node] as number) {
      const arc = up[node] as number
      const room =
        (points[node] as number) > 0 ? flow[arc] : (capacity[arc] as number) - (flow[arc] as number)
      if ((room as number) < delta) {
        delta = room as number
        out = node
        onTail = true
      }
    }
    for (let node = head; node !== apex; node = parent[node] as number) {
      const arc = up[node] as number
      const room =
        (points[node] as number) > 0 ? (capacity[arc] as number) - (flow[arc] as number) : flow[arc]
      if ((room as number) <= delta) {
        delta = room as number
        out = node
        onTail = false
      }
    }
    if (delta > 0) {
      flow[entering] = (flow[entering] as number) + (forward ? delta : -delta)
      for (let node = tail; node !== apex; node = parent[node] as number) {
        const arc = up[node] as number
        flow[arc] = (flow[arc] as number) - (points[node] as number) * delta
      }
      for (let node = head; node !== apex; node = parent[node] as number) {
        const arc = up[node] as number
        flow[arc] = (flow[arc] as number) + (points[node] as number) * delta
      }
    }
    if (out === none) {
      this.#state[entering] = -(this.#state[entering] as number)
      return
    }
    const leaving = up[out] as number
    this.#state[leaving] = flow[leaving] === 0 ? atZero : atCapacity
    this.#state[entering] = inTree
    const [inner, outer] = onTail ? [tail, head] : [head, tail]
    this.#rehang(inner, outer, out, entering)
    this.#settle(inner)
  }

  /** Turns the branch that was cut above `out` so that it hangs from `outer` by the entering arc at `inner`. */
  #rehang(inner: number, outer: number, out: number, entering: number): void {
    let [node, above, arc] = [inner, outer, entering]
    for (;;) {
      const [oldParent, oldArc] = [this.#parent[node] as number, this.#up[node] as number]
      this.#unhang(node)
      this.#up[node] = arc
      this.#points[node] = this.#from[arc] === node ? 1 : -1
      this.#hang(node, above)
      if (node === out) return
      ;[above, node, arc] = [node, oldParent, oldArc]
    }
  }

  #hang(node: number, above: number): void {
    const first = this.#child[above] as number
    this.#parent[node] = above
    this.#next[node] = first
    this.#previous[node] = none
    if (first !== none) this.#previous[first] = node
    this.#child[above] = node
  }

  #unhang(node: number): void {
    const [next, previous] = [this.#next[node] as number, this.#previous[node] as number]
    if (previous === none) this.#child[this.#parent[node] as number] = next
    else this.#next[previous] = next
    if (next !== none) this.#previous[next] = previous
  }

  /** Depths and potentials of a branch that has a new place. */
  #settle(top: number): void {
    const [parent, depth, points, potential] = [this.#parent, this.#depth, this.#points, this.#potential]
    const [child, next] = [this.#child, this.#next]
    const above = parent[top] as number
    const arc = this.#up[top] as number
    const shift =
      (potential[above] as number) +
      (points[top] as number) * (this.#cost[arc] as number) -
      (potential[top] as number)
    let node = top
    for (;;) {
      depth[node] = (depth[parent[node] as number] as number) + 1
      potential[node] = (potential[node] as number) + shift
      if (child[node] !== none) {
        node = child[node] as number
        continue
      }
      while (node !== top && next[node] === none) node = parent[node] as number
      if (node === top) return
      node = next[node] as number
    }
  }
}

function extended<T extends Int32Array | Float64Array>(values: T, into: T): T {
  into.set(values)
  return into
}
