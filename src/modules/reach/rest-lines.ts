import { isSmall, type Line, type Member } from './held-back.ts'
import { type InSteps, step } from './in-steps.ts'
import type { LatticeCell } from './lattice.ts'

/**
 * Who was delivered to in a cell and engaged nowhere in it. No figure of its own: known as a difference while both are
 * shown, and held back with either of them.
 */
class Rest implements Member {
  readonly name: string
  at = -1
  readonly people: number
  /** It may be nobody; few of them are no small set to be protected, since both figures are of enough people. */
  readonly least = 0
  readonly isFixed = true
  readonly isTotal = false
  readonly within: Member[]
  readonly lines: Line[] = []
  readonly #of: LatticeCell['members']

  constructor(of: LatticeCell['members']) {
    this.#of = of
    this.name = `${of.delivered.name} not engaged`
    this.people = Math.max(0, Math.round(of.delivered.people) - Math.round(of.engaged.people))
    this.within = [of.delivered]
  }

  get isHeld() {
    return this.#of.delivered.isHeld || this.#of.engaged.isHeld
  }
}

/**
 * Draws what delivered and engaged tell together. Who was delivered to in a whole and engaged nowhere in it, was in one of
 * its parts and not engaged there; so the whole has no more people than those engaged in it and the rests of its parts.
 * Where all others of a part's neighbours engaged, a whole of 97 of whom 90 engaged has seven in that part. A rest of a
 * part is not within the rest of the whole: the same person may have engaged in another part.
 *
 * Drawn where a part is small, which then stands in the line by itself. Returns the rests, to be judged with the others.
 */
export function* drawRestsInSteps(cells: readonly LatticeCell[], minCell: number): InSteps<Member[]> {
  const rests = new Map<LatticeCell, Member>()
  const restOf = (cell: LatticeCell): Member => {
    const known = rests.get(cell) ?? new Rest(cell.members)
    rests.set(cell, known)
    return known
  }
  yield* step(cells, ({ members: { delivered, engaged }, parts: all }) => {
    if (delivered.people < minCell || engaged.people === 0) return
    for (const parts of Object.values(all)) {
      const isFew = ({ members }: LatticeCell) => isSmall(members.delivered.least, minCell)
      if (!parts.some(isFew)) continue
      delivered.lines.push({
        parts: [engaged, ...parts.map((part) => (isFew(part) ? part.members.delivered : restOf(part)))],
        isAdditive: false,
      })
    }
  })
  return [...rests.values()]
}
