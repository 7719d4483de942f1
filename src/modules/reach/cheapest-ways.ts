import type { Turn } from './hit-moves.ts'
import type { LeafHits } from './leaf-hits.ts'

/** How many ways are kept to be tried. */
const mostTried = 16

/** A turn in one leaf, and back in another or nowhere. */
export interface TurnBack {
  turn: Turn
  other: LeafHits | undefined
  cost: number
}

/** A way for few: turns of hits of one leaf. */
interface Way {
  leaf: LeafHits
  turns: readonly TurnBack[]
  cost: number
}

/** The cheapest of the ways that are offered, the cheapest first; of equal ones those that came first. */
export class CheapestWays {
  readonly all: Way[] = []
  /** What a way may cost to be among them. */
  price: number

  constructor(price: number) {
    this.price = price
  }

  offer(way: Way): void {
    if (way.cost > this.price) return
    let at = this.all.length
    while (at > 0 && (this.all[at - 1] as Way).cost > way.cost) at -= 1
    this.all.splice(at, 0, way)
    if (this.all.length > mostTried) this.all.pop()
    if (this.all.length === mostTried) this.price = Math.min(this.price, (this.all.at(-1) as Way).cost)
  }
}
