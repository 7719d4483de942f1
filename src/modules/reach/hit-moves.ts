import type { Few } from './few.ts'
import { type HitDimension, hitDimensions } from './hit-names.ts'
import type { LeafHits } from './leaf-hits.ts'
import type { ToldFigure, ToldHits } from './told-hits.ts'

/** Hits of one base, channel or day that could have been of few. */
export interface Turn {
  dimension: HitDimension
  from: number
  to: number
}

/** Places of few that are looked at for one way, and places of others that hits come from, for each number of turns. */
const mostTo = 6
const mostFrom = 8

/**
 * Ways in which few could have more hits in a leaf: those of another place, as one turn by base, by channel or by day, or
 * several of these. Each way once.
 */
export function turnsOf(few: Few, leaf: LeafHits): Turn[][] {
  const { names } = leaf
  const ways = new Map<string, Turn[]>()
  for (const to of leaf.of(few).slice(0, mostTo)) {
    const found = [0, 0, 0, 0]
    const mayEngage = leaf.mayEngage(to)
    for (const from of leaf.known) {
      if ((leaf.spare[from] as number) === 0) break
      if (leaf.isOf(few, from) || leaf.spareFor(from, mayEngage) === 0) continue
      const turned = hitDimensions.filter((one) => names.of(from, one) !== names.of(to, one))
      const many = (found[turned.length] as number) + 1
      if (many > mostFrom) continue
      const turns = turned.map((dimension) => ({
        dimension,
        from: names.of(from, dimension),
        to: names.of(to, dimension),
      }))
      const name = turns.map((turn) => `${turn.dimension} ${turn.from} ${turn.to}`).join(', ')
      if (ways.has(name)) continue
      found[turned.length] = many
      ways.set(name, turns)
    }
  }
  return [...ways.values()]
}

/** What is lost in the units of a leaf, upwards, where some columns are held back: of none, of the leaf, of the first two, and so on. */
export function lossesOf(columns: readonly number[], leaf: LeafHits, told: ToldHits): number[] {
  const losses = [0]
  let sum = 0
  for (const unit of leaf.chain) {
    for (const column of columns) sum += told.worth(unit, column)
    losses.push(sum)
  }
  return losses
}

/** How many units of a leaf, upwards, lie below the first one that another leaf lies in too; all without another. */
export function ownUnits(leaf: LeafHits, other: LeafHits | undefined): number {
  const shared = other === undefined ? -1 : leaf.chain.findIndex((unit) => other.chain.includes(unit))
  return shared === -1 ? leaf.chain.length : shared
}

/** The units of one leaf that another does not lie in, and those of the other; all of one without another. */
export const unitsApart = (leaf: LeafHits, other: LeafHits | undefined): number[] => [
  ...leaf.chain.slice(0, ownUnits(leaf, other)),
  ...(other ? other.chain.slice(0, ownUnits(other, leaf)) : []),
]

/** The figures that a turn in one leaf changes, and one back in another leaf; without that, up to the top. */
export function changedBy(
  { dimension, from, to }: Turn,
  leaf: LeafHits,
  other: LeafHits | undefined,
  told: ToldHits,
): ToldFigure[] {
  const columns = told.changed(dimension, from, to)
  return unitsApart(leaf, other).flatMap((unit) =>
    columns.filter((column) => told.isTold(unit, column)).map((column) => ({ unit, column })),
  )
}
