import { type Few, fewOf } from './few.ts'
import { isSmall } from './held-back.ts'
import { type InSteps, step } from './in-steps.ts'
import { isSpine, type LatticeCell } from './lattice.ts'
import { type LeafHits, leavesByUnit } from './leaf-hits.ts'
import type { ToldHits } from './told-hits.ts'

/** What a unit whose kinds are not told adds to those above it. */
interface Room {
  /** Hits of who engaged, beyond their people. */
  spare: number
  /** The most of them that belong to one set of few people; none where there is no such set. */
  ofFew: number | undefined
}

/**
 * Decides for which whole units hits are told by their kind: where few people engaged somewhere below, there have to be
 * `enough` hits of others who engaged that could have been theirs. Their kinds are told of wholes only.
 */
export function* holdKinds(
  cells: readonly LatticeCell[],
  leaves: readonly LeafHits[],
  told: ToldHits,
  enough: number,
): InSteps<(workUnitId: string) => boolean> {
  const { names } = told
  const under = leavesByUnit(leaves, names)
  const rooms = new Map<number, Room>(
    leaves.map((leaf) => [
      leaf.unit,
      { spare: leaf.spareEngaged.reduce((sum, one) => sum + one, 0), ofFew: undefined },
    ]),
  )
  for (const unit of names.unit.keys()) if (!rooms.has(unit)) rooms.set(unit, { spare: 0, ofFew: undefined })
  const kinds = new Set<number>()
  yield* step(cells, (cell) => {
    const { engaged } = cell.members
    const unit = names.at('unit', cell.workUnitId)
    if (unit === undefined) return
    if (isSpine(cell) && !engaged.isHeld && told.isWholeTold(unit)) kinds.add(unit)
    if (!engaged.isHeld || engaged.least === 0) return
    const own = under[unit] as readonly LeafHits[]
    const isFew = isSmall(engaged.least, enough)
    // Few above others are few below too.
    if (isFew && own[0]?.unit !== unit) return
    const few = fewOf(cell, names)
    // An hour of few lies within its day.
    const spare = few ? spareIn(own, few, enough) : 0
    // Of many who are held back for others' sake no more is to be known either than that there may be more.
    if (!isFew && spare >= enough) return
    const room = rooms.get(unit) as Room
    room.ofFew = Math.max(room.ofFew ?? 0, spare)
  })
  // A unit's number is before those of the units under it.
  const units = [...names.unit.keys()].reverse()
  const areTold = (unit: number) => kinds.has(unit)
  const below = Map.groupBy(units, (unit) => names.above[unit] as number)
  for (const unit of units) {
    const room = rooms.get(unit) as Room
    const parts = below.get(unit) ?? []
    const add = (part: number) => {
      const of = rooms.get(part) as Room
      room.spare += of.spare
      if (of.ofFew !== undefined) room.ofFew = Math.max(room.ofFew ?? 0, of.ofFew)
    }
    for (const part of parts) if (!areTold(part)) add(part)
    if (!areTold(unit)) continue
    const isOpen = () => room.ofFew === undefined || room.spare - room.ofFew >= enough
    // Rather a part beside goes than the whole.
    const others = parts.filter(areTold).sort((a, b) => spareOf(rooms, a) - spareOf(rooms, b))
    for (const other of others) {
      if (isOpen()) break
      if (spareOf(rooms, other) < enough) continue
      kinds.delete(other)
      add(other)
    }
    if (!isOpen()) kinds.delete(unit)
  }
  return (workUnitId) => areTold(names.at('unit', workUnitId) ?? -1)
}

/** Hits of who engaged in a set, beyond one for each; of many leaves no more than is enough. */
function spareIn(leaves: readonly LeafHits[], few: Few, enough: number): number {
  let spare = 0
  for (const leaf of leaves) {
    for (const place of leaf.of(few)) spare += leaf.spareEngaged[place] as number
    if (spare >= enough && leaves.length > 1) break
  }
  return spare
}

const spareOf = (rooms: ReadonlyMap<number, Room>, unit: number) => rooms.get(unit)?.spare ?? 0
