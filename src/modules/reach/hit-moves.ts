import { boundsOf, type Few } from './few.ts'
import type { HitDimension } from './hit-names.ts'
import type { LeafHits } from './leaf-hits.ts'
import type { ToldFigure, ToldHits } from './told-hits.ts'

/** Hits of one base, channel or day that could have been of few. */
interface Turn {
  dimension: HitDimension
  from: number
  to: number
}

/** Ways in which few could have more hits in a leaf: those of another base, channel or day. */
export function* turnsOf(few: Few, leaf: LeafHits): Generator<Turn> {
  for (const dimension of boundsOf(few)) {
    const own = dimension === 'day' ? (few.days ?? []) : [few[dimension] as number]
    for (const to of own) {
      if (leaf.at(dimension, to).length === 0) continue
      for (const from of leaf.in(dimension)) {
        if (!own.includes(from)) yield { dimension, from, to }
      }
    }
  }
}

/** The figures that a turn in one leaf changes, and one back in another leaf; without that, up to the top. */
export function* changedBy(
  { dimension, from, to }: Turn,
  leaf: LeafHits,
  other: LeafHits | undefined,
  told: ToldHits,
): Generator<ToldFigure> {
  const columns = told.changed(dimension, from, to)
  for (const [one, two] of [[leaf, other] as const, ...(other ? [[other, leaf] as const] : [])]) {
    for (const unit of one.chain) {
      if (two?.chain.includes(unit)) break
      for (const column of columns) if (told.isTold(unit, column)) yield { unit, column }
    }
  }
}
