import { fewOf } from './few.ts'
import { isSmall } from './held-back.ts'
import { type InSteps, step } from './in-steps.ts'
import type { LatticeCell } from './lattice.ts'
import { isSpine } from './lattice.ts'
import type { LeafHits } from './leaf-hits.ts'
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
  const byUnit = new Map(leaves.map((leaf) => [leaf.unit, leaf]))
  const rooms = new Map<string, Room>(
    leaves.map((leaf) => [
      leaf.unit,
      { spare: leaf.spareEngaged.reduce((sum, one) => sum + one, 0), ofFew: undefined },
    ]),
  )
  const kinds = new Set<string>()
  yield* step(cells, (cell) => {
    const { engaged } = cell.members
    if (isSpine(cell) && !engaged.isHeld && told.isWholeTold(cell.workUnitId)) kinds.add(cell.workUnitId)
    const leaf = byUnit.get(cell.workUnitId)
    const room = rooms.get(cell.workUnitId)
    if (!leaf || !room || !isSmall(engaged.least, enough)) return
    const few = fewOf(cell, leaf.names)
    // An hour of few lies within its day.
    let own = 0
    if (few) for (const place of leaf.of(few)) own += leaf.spareEngaged[place] as number
    room.ofFew = Math.max(room.ofFew ?? 0, own)
  })
  const units = [...new Set(leaves.flatMap(({ chain }) => chain))].sort(
    (a, b) => b.split('.').length - a.split('.').length,
  )
  const areTold = (unit: string) => kinds.has(unit)
  const below = Map.groupBy(units, (unit) => unit.slice(0, unit.lastIndexOf('.')))
  for (const unit of units) {
    const room = rooms.get(unit) ?? { spare: 0, ofFew: undefined }
    rooms.set(unit, room)
    const parts = below.get(unit) ?? []
    const add = (part: string) => {
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
  return areTold
}

const spareOf = (rooms: ReadonlyMap<string, Room>, unit: string) => rooms.get(unit)?.spare ?? 0
