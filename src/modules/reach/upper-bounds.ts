import type { Line, Member } from './held-back.ts'

/**
 * The most people that each set which is held back can be, for who knows every figure that is shown: no more than any
 * set that holds it whole, and no more than its parts together. Found from the smallest bound upwards, so that nothing
 * is bounded by itself.
 * Source: D. Knuth, A generalization of Dijkstra's algorithm, Information Processing Letters 6 (1977).
 */
export class UpperBounds {
  readonly #bounds = new Map<Member, number>()
  /** By what a set is bounded: one that holds it, or a line of its parts. */
  readonly #reasons = new Map<Member, Member | Line>()

  constructor(members: readonly Member[]) {
    const held = members.filter(({ isHeld }) => isHeld)
    const heap = new Heap()
    const lines = new Map<Member, { whole: Member; line: Line }[]>()
    const open = new Map<Line, number>()
    const offer = (member: Member, bound: number, reason: Member | Line) => {
      if (bound < (this.#bounds.get(member) ?? Number.POSITIVE_INFINITY)) {
        this.#bounds.set(member, bound)
        this.#reasons.set(member, reason)
        heap.push(bound, member)
      }
    }
    for (const member of held) {
      for (const above of member.within) if (!above.isHeld) offer(member, above.people, above)
      for (const line of member.lines) {
        const unknown = line.parts.filter(({ isHeld }) => isHeld)
        open.set(line, unknown.length)
        if (unknown.length === 0)
          offer(
            member,
            sumOf(line, () => 0),
            line,
          )
        for (const part of unknown) {
          const own = lines.get(part)
          if (own) own.push({ whole: member, line })
          else lines.set(part, [{ whole: member, line }])
        }
      }
    }
    const parts = new Map<Member, Member[]>()
    for (const member of held) {
      for (const above of member.within) {
        if (!above.isHeld) continue
        const own = parts.get(above)
        if (own) own.push(member)
        else parts.set(above, [member])
      }
    }
    const done = new Set<Member>()
    for (let next = heap.pop(); next; next = heap.pop()) {
      const member = next
      if (done.has(member)) continue
      done.add(member)
      const bound = this.#bounds.get(member) as number
      for (const part of parts.get(member) ?? []) if (!done.has(part)) offer(part, bound, member)
      for (const { whole, line } of lines.get(member) ?? []) {
        const left = (open.get(line) as number) - 1
        open.set(line, left)
        if (left === 0 && !done.has(whole)) {
          offer(
            whole,
            sumOf(line, (one) => this.#bounds.get(one) as number),
            line,
          )
        }
      }
    }
  }

  of(member: Member): number {
    return member.isHeld ? (this.#bounds.get(member) ?? Number.POSITIVE_INFINITY) : member.people
  }

  /** A shown figure that bounds a set which is held back, and could be held back too; the smallest of several. */
  reasonOf(member: Member): Member | undefined {
    const reason = this.#reasons.get(member)
    if (reason === undefined) return undefined
    if ('parts' in reason) {
      const inOrder = reason.parts.toSorted((a, b) => this.of(a) - this.of(b))
      const shown = inOrder.find((part) => !part.isHeld && !part.isFixed && part.people > 0)
      if (shown) return shown
      for (const part of inOrder) {
        const deeper = part.isHeld ? this.reasonOf(part) : undefined
        if (deeper) return deeper
      }
      return undefined
    }
    if (reason.isHeld) return this.reasonOf(reason)
    return reason.isFixed || reason.within.length === 0 ? undefined : reason
  }
}

const sumOf = ({ parts }: Line, boundOf: (member: Member) => number) =>
  parts.reduce((sum, part) => sum + (part.isHeld ? boundOf(part) : part.people), 0)

/** Members by their bound, the smallest first. */
class Heap {
  readonly #bounds: number[] = []
  readonly #members: Member[] = []

  push(bound: number, member: Member): void {
    let at = this.#bounds.length
    while (at > 0) {
      const up = (at - 1) >> 1
      if ((this.#bounds[up] as number) <= bound) break
      this.#move(up, at)
      at = up
    }
    this.#bounds[at] = bound
    this.#members[at] = member
  }

  pop(): Member | undefined {
    const first = this.#members[0]
    const bound = this.#bounds.pop()
    const member = this.#members.pop()
    if (bound === undefined || member === undefined || this.#bounds.length === 0) return first
    let at = 0
    for (;;) {
      let down = at * 2 + 1
      if (down >= this.#bounds.length) break
      const right = down + 1
      if (right < this.#bounds.length && (this.#bounds[right] as number) < (this.#bounds[down] as number))
        down = right
      if ((this.#bounds[down] as number) >= bound) break
      this.#move(down, at)
      at = down
    }
    this.#bounds[at] = bound
    this.#members[at] = member
    return first
  }

  #move(from: number, to: number): void {
    this.#bounds[to] = this.#bounds[from] as number
    this.#members[to] = this.#members[from] as Member
  }
}
