import type { Line, Member } from './held-back.ts'
import { type InSteps, step } from './in-steps.ts'

/** After so many sets others may go first. */
const oftenEnough = 5_000

/**
 * The most people that each set which is held back can be, for who knows every figure that is shown: no more than any
 * set that holds it whole, and no more than its parts together. Found from the smallest bound upwards, so that nothing
 * is bounded by itself. Kept in flat arrays: it is worked out anew after each round, for a hundred thousand sets.
 * Source: D. Knuth, A generalization of Dijkstra's algorithm, Information Processing Letters 6 (1977).
 */
export class UpperBounds {
  readonly #members: readonly Member[]
  readonly #lines: Line[] = []
  /** Of each line, the set it cuts; of each set, the sets within it and the lines it is a part of. */
  readonly #ownerOf: number[] = []
  readonly #partsOf: Int32Array[] = []
  readonly #within: number[][]
  readonly #linesWith: number[][]
  readonly #bounds: Float64Array
  /** By what a set is bounded: the number of one that holds it, or -2 less the number of a line; -1: by nothing. */
  readonly #reasons: Int32Array

  static *inSteps(members: readonly Member[]): InSteps<UpperBounds> {
    const bounds = new UpperBounds(members)
    yield* bounds.#draw()
    yield* bounds.update()
    return bounds
  }

  private constructor(members: readonly Member[]) {
    this.#members = members
    for (const [at, member] of members.entries()) member.at = at
    this.#within = members.map(() => [])
    this.#linesWith = members.map(() => [])
    this.#bounds = new Float64Array(members.length)
    this.#reasons = new Int32Array(members.length)
  }

  *#draw(): InSteps<void> {
    yield* step(this.#members, (member, at) => {
      for (const above of member.within) this.#within[above.at]?.push(at)
      for (const line of member.lines) {
        const parts = Int32Array.from(line.parts, (part) => part.at)
        for (const part of parts) this.#linesWith[part]?.push(this.#lines.length)
        this.#ownerOf.push(at)
        this.#partsOf.push(parts)
        this.#lines.push(line)
      }
    })
  }

  /** Works the bounds out anew from what is held back now. */
  *update(): InSteps<void> {
    const members = this.#members
    const heap = new Heap()
    const held = Uint8Array.from(members, ({ isHeld }) => (isHeld ? 1 : 0))
    this.#reasons.fill(-1)
    for (let at = 0; at < members.length; at += 1) {
      if (at % oftenEnough === 0) yield
      this.#bounds[at] = held[at] ? Number.POSITIVE_INFINITY : (members[at] as Member).people
    }
    const offer = (at: number, bound: number, reason: number) => {
      if (bound >= (this.#bounds[at] as number)) return
      this.#bounds[at] = bound
      this.#reasons[at] = reason
      heap.push(bound, at)
    }
    const open = new Int32Array(this.#lines.length)
    const sums = new Float64Array(this.#lines.length)
    for (let line = 0; line < this.#lines.length; line += 1) {
      if (line % oftenEnough === 0) yield
      const owner = this.#ownerOf[line] as number
      if (!held[owner]) continue
      for (const part of this.#partsOf[line] as Int32Array) {
        if (held[part]) open[line] = (open[line] as number) + 1
        else sums[line] = (sums[line] as number) + (this.#bounds[part] as number)
      }
      if (open[line] === 0) offer(owner, sums[line] as number, -2 - line)
    }
    for (let above = 0; above < members.length; above += 1) {
      if (above % oftenEnough === 0) yield
      if (held[above]) continue
      for (const part of this.#within[above] as number[]) {
        if (held[part]) offer(part, this.#bounds[above] as number, above)
      }
    }
    const done = new Uint8Array(members.length)
    let popped = 0
    for (let at = heap.pop(); at !== undefined; at = heap.pop()) {
      popped += 1
      if (popped % oftenEnough === 0) yield
      if (done[at]) continue
      done[at] = 1
      const bound = this.#bounds[at] as number
      for (const part of this.#within[at] as number[]) if (held[part] && !done[part]) offer(part, bound, at)
      for (const line of this.#linesWith[at] as number[]) {
        const owner = this.#ownerOf[line] as number
        if (!held[owner]) continue
        open[line] = (open[line] as number) - 1
        sums[line] = (sums[line] as number) + bound
        if (open[line] === 0 && !done[owner]) offer(owner, sums[line] as number, -2 - line)
      }
    }
  }

  of(member: Member): number {
    return member.isHeld ? (this.#bounds[member.at] as number) : member.people
  }

  /** A shown figure that bounds a set which is held back, and could be held back too; the smallest of several. */
  reasonOf(member: Member): Member | undefined {
    const reason = this.#reasons[member.at] as number
    if (reason === -1) return undefined
    if (reason >= 0) {
      const above = this.#members[reason] as Member
      if (above.isHeld) return this.reasonOf(above)
      return above.isFixed || above.within.length === 0 ? undefined : above
    }
    const { parts } = this.#lines[-2 - reason] as Line
    const inOrder = parts.toSorted((a, b) => this.of(a) - this.of(b))
    const shown = inOrder.find((part) => !part.isHeld && !part.isFixed && part.people > 0)
    if (shown) return shown
    for (const part of inOrder) {
      const deeper = part.isHeld ? this.reasonOf(part) : undefined
      if (deeper) return deeper
    }
    return undefined
  }
}

/** Numbers of sets by their bound, the smallest first. */
class Heap {
  readonly #bounds: number[] = []
  readonly #sets: number[] = []

  push(bound: number, set: number): void {
    let at = this.#bounds.length
    this.#bounds.push(bound)
    this.#sets.push(set)
    while (at > 0) {
      const up = (at - 1) >> 1
      if ((this.#bounds[up] as number) <= bound) break
      this.#move(up, at)
      at = up
    }
    this.#put(at, bound, set)
  }

  pop(): number | undefined {
    const first = this.#sets[0]
    const bound = this.#bounds.pop()
    const set = this.#sets.pop()
    if (bound === undefined || set === undefined || this.#bounds.length === 0) return first
    let at = 0
    for (;;) {
      let down = at * 2 + 1
      if (down >= this.#bounds.length) break
      const right = down + 1
      if (right < this.#bounds.length && (this.#bounds[right] as number) < (this.#bounds[down] as number)) {
        down = right
      }
      if ((this.#bounds[down] as number) >= bound) break
      this.#move(down, at)
      at = down
    }
    this.#put(at, bound, set)
    return first
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#bounds[from] as number, this.#sets[from] as number)
  }

  #put(at: number, bound: number, set: number): void {
    this.#bounds[at] = bound
    this.#sets[at] = set
  }
}
