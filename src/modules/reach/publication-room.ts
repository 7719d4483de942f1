import { type Measure, measures } from './figures.ts'
import { isSmall, type Member } from './held-back.ts'
import { type InSteps, step } from './in-steps.ts'
import { isOwnPart, isSpine, type LatticeCell, nameOfCell } from './lattice.ts'
import { scopesAbove, season } from './periods.ts'
import {
  kindsFor,
  type LeafPublication,
  type Move,
  movable,
  peopleOf,
  spareOf,
  sum,
} from './publication-moves.ts'
import { all } from './rollups.ts'

/** Hits of one publication over the season: in a unit without others under it, or by what one above others did itself. */
export interface PublicationHits {
  workUnitId: string
  publication: string
  /** Of every kind together. */
  hits: number
  /** Those of them that were views. */
  views: number
}

/**
 * Sees that hits do not tell of few people of a publication what people do not tell. Hits are told over all publications
 * of a unit, and a publication has at least as many of them as people: all hits of a unit less the people of its other
 * publications are the most that can be one publication's. So each publication that is held back in a unit is given
 * another world in which it had `minCell` hits, or as many more: those of other publications of the unit, as far as these
 * have more hits than people, which changes no figure at all. Where they do not, hits become this publication's together
 * with their people, and as many become the other's elsewhere, so that above both units everything stays; what changes is
 * held back. Where no other unit has both, up to the top; where a unit has too few hits for that, its total is held back,
 * and with it its hits (`held-hits.ts`).
 *
 * With a publication nobody engaged with, all hits were views. So those of a unit less the people of such publications are
 * the most that can be of who engaged, and less who engaged elsewhere, of a few who engaged on a day or in a base. Where
 * a unit has no other views to spare, some of such a publication become those of one that somebody engaged with.
 *
 * Figures of hits are never held back for it otherwise: with few publications and every person counted once, those of
 * publications go.
 *
 * @param cells of which the people have been judged (`holdBack`), the hits not yet
 */
export function* makeRoomInSteps(
  cells: readonly LatticeCell[],
  hits: readonly PublicationHits[],
  minCell: number,
): InSteps<void> {
  const rooms = new PublicationRooms(cells, hits, minCell)
  yield* step(rooms.parts, (part) => {
    for (const measure of measures) rooms.makeFor(part, measure)
  })
  yield* step([...rooms.fewEngaged], ([unit, least]) => rooms.makeForEngaged(unit, least))
}

class PublicationRooms {
  readonly parts: readonly LeafPublication[]
  /** Units with a set, over all publications, of which few engaged: how many at least of the smallest. */
  readonly fewEngaged = new Map<string, number>()
  readonly #minCell: number
  readonly #cells = new Map<string, LatticeCell>()
  readonly #inUnit: ReadonlyMap<string, readonly LeafPublication[]>
  readonly #ofPublication: ReadonlyMap<string, readonly LeafPublication[]>
  /** What people alone hold back: what is held back here beside it protects nobody by itself. */
  readonly #heldBefore = new Set<Member>()
  /** How many people a large publication that is held back has to be able to hide, at most. */
  readonly #hidden = new Map<string, number>()

  constructor(cells: readonly LatticeCell[], hits: readonly PublicationHits[], minCell: number) {
    this.#minCell = minCell
    for (const cell of cells) {
      if (cell.publication === all) this.#knowEngaged(cell)
      if (!isSpine(cell) && cell.publication === all) continue
      this.#cells.set(nameOfCell(cell), cell)
      for (const measure of measures) this.#know(cell, measure)
    }
    this.parts = hits.flatMap(({ workUnitId, publication, ...own }) => {
      const cell = this.#at(workUnitId, publication)
      if (!cell || own.hits === 0) return []
      const above = scopesAbove(workUnitId).reverse().slice(1)
      return { unit: workUnitId, above, publication, ...own, clicks: own.hits - own.views, cell }
    })
    this.#inUnit = Map.groupBy(this.parts, ({ unit }) => unit)
    this.#ofPublication = Map.groupBy(this.parts, ({ publication }) => publication)
  }

  #at(workUnitId: string, publication = all): LatticeCell | undefined {
    return this.#cells.get(nameOfCell({ workUnitId, period: season, base: all, channel: all, publication }))
  }

  #know({ members, parts }: LatticeCell, measure: Measure): void {
    const member = members[measure]
    if (member.isHeld) this.#heldBefore.add(member)
    for (const line of [parts.unit, parts.publication]) {
      const few = (line ?? []).filter((one) => isSmall(one.members[measure].least, this.#minCell))
      const size = sum(few.map((one) => one.members[measure].people - 1))
      for (const { publication } of line ?? []) {
        const name = `${publication} ${measure}`
        this.#hidden.set(name, Math.max(this.#hidden.get(name) ?? 0, Math.ceil(size)))
      }
    }
  }

  #knowEngaged({ workUnitId, members: { engaged } }: LatticeCell): void {
    const { isHeld, least } = engaged
    if (!isHeld || least === 0 || !isSmall(least, this.#minCell)) return
    this.fewEngaged.set(workUnitId, Math.min(least, this.fewEngaged.get(workUnitId) ?? least))
  }

  /** Sees that of few who engaged in a unit, `least` at least, publications nobody engaged with do not tell the most. */
  makeForEngaged(unit: string, least: number): void {
    const parts = this.#inUnit.get(unit) ?? []
    const [silent, engaging] = [
      parts.filter(({ cell }) => cell.members.engaged.people === 0),
      parts.filter(({ cell }) => cell.members.engaged.people > 0),
    ]
    const shown = silent.filter(({ cell }) => !cell.members.delivered.isHeld)
    const known = sum(shown.map(({ cell }) => Math.floor(cell.members.delivered.people)))
    const others = sum(parts.map(({ views }) => views)) - known
    const to = engaging.toSorted((a, b) => costOf([a.cell]) - costOf([b.cell]))[0]
    let open = this.#minCell - least - others
    const moves: Move[] = []
    for (const from of shown.toSorted((a, b) => b.hits - a.hits)) {
      const size = Math.min(open, movable(from, 'views'))
      if (!to || size <= 0) break
      moves.push({ from, to, kind: 'views', size })
      open -= size
    }
    if (to && moves.length > 0) for (const cell of this.#cheapest(to, moves)) hold(cell)
  }

  makeFor(part: LeafPublication, measure: Measure): void {
    const member = part.cell.members[measure]
    const others = (this.#inUnit.get(part.unit) ?? []).filter((one) => one !== part)
    // The only publication of a unit is all of the unit, and judged as that.
    if (!this.#heldBefore.has(member) || member.people === 0 || others.length === 0) return
    const open = this.#needOf(part, measure) - sum(others.map((other) => spareOf(other, part, measure)))
    if (open <= 0) return
    const moves = this.#movesTo(part, others, measure)
    if (!moves) {
      const total = this.#at(part.unit)
      if (total) hold(total)
      return
    }
    for (const cell of this.#cheapest(part, moves)) hold(cell)
  }

  /** Hits that few must be able to have had more, or a large one that is held back beyond those of its people. */
  #needOf({ cell, hits, clicks }: LeafPublication, measure: Measure): number {
    const { people, least } = cell.members[measure]
    const own = measure === 'delivered' ? hits : clicks
    if (isSmall(least, this.#minCell)) return this.#minCell - own
    const hidden = this.#hidden.get(`${cell.publication} ${measure}`) ?? 0
    return Math.min(this.#minCell, hidden) - Math.floor(own - people)
  }

  /** Enough hits of other publications of the unit, with their people; undefined where there are too few. */
  #movesTo(to: LeafPublication, others: readonly LeafPublication[], measure: Measure): Move[] | undefined {
    let open = this.#needOf(to, measure)
    const moves: Move[] = []
    for (const from of others.toSorted(
      (a, b) =>
        Number(b.cell.members.delivered.isHeld) - Number(a.cell.members.delivered.isHeld) || b.hits - a.hits,
    )) {
      for (const kind of kindsFor(to, measure)) {
        const taken = sum(moves.filter((move) => move.from === from).map(({ size }) => size))
        const size = Math.min(open, movable(from, kind), from.hits - 1 - taken)
        if (size <= 0) continue
        moves.push({ from, to, kind, size })
        open -= size
      }
    }
    return open > 0 ? undefined : moves
  }

  /** The cells that change by moves within a unit, and by what makes up for them elsewhere: of some ways the fewest. */
  #cheapest(part: LeafPublication, moves: readonly Move[]): LatticeCell[] {
    const publications = [part.publication, ...moves.map(({ from }) => from.publication)]
    const ways = [this.#cellsOf([part.unit, ...part.above], publications)]
    for (const [at, top] of part.above.entries()) {
      const chain = [part.unit, ...part.above.slice(0, at)]
      const back = this.#movedBack(moves, chain, top)
      if (!back) continue
      ways.push([
        ...this.#cellsOf(chain, publications),
        ...back.flatMap(({ from, to }) =>
          this.#cellsOf(
            [from.unit, ...from.above.slice(0, from.above.indexOf(top))],
            [from.publication, to.publication],
          ),
        ),
      ])
    }
    return ways.reduce((best, way) => (costOf(way) < costOf(best) ? way : best))
  }

  #cellsOf(units: readonly string[], publications: readonly string[]): LatticeCell[] {
    return units.flatMap((unit) => publications.flatMap((publication) => this.#at(unit, publication) ?? []))
  }

  /** As many hits of the one publication that could have been the others' in other units under `top`. */
  #movedBack(moves: readonly Move[], chain: readonly string[], top: string): Move[] | undefined {
    const below = chain.at(-1) as string
    const to = (moves[0] as Move).to
    const gained = peopleOf(moves)
    if (!this.#canGain(chain, top, to.publication, gained)) return undefined
    const elsewhere = (this.#ofPublication.get(to.publication) ?? []).filter(
      ({ unit, above }) => above.includes(top) && unit !== below && !above.includes(below),
    )
    const back: Move[] = []
    for (const { from, kind, size: needed } of moves) {
      let open = needed
      for (const giver of elsewhere) {
        if (open === 0) break
        const taker = (this.#inUnit.get(giver.unit) ?? []).find(
          ({ publication }) => publication === from.publication,
        )
        if (!taker || (kind === 'clicks' && taker.cell.members.engaged.people === 0)) continue
        const taken = sum(back.filter((move) => move.from === giver).map((move) => move.size))
        const moved = Math.min(open, movable(giver, kind) - taken, giver.hits - 1 - taken)
        const units = [giver.unit, ...giver.above.slice(0, giver.above.indexOf(top))]
        if (moved <= 0 || !this.#canGain(units, top, from.publication, gained)) continue
        back.push({ from: giver, to: taker, kind, size: moved })
        open -= moved
      }
      if (open > 0) return undefined
    }
    return back
  }

  /** Whether a publication could have had so many people more in some units, and no more in the one above them. */
  #canGain(
    units: readonly string[],
    top: string,
    publication: string,
    gained: Record<Measure, number>,
  ): boolean {
    const above = this.#at(top, publication)
    if (!above) return false
    return units.every((unit) => {
      const [own, total] = [this.#at(unit, publication), this.#at(unit)]
      return measures.every((measure) => {
        if (gained[measure] === 0) return true
        const people = (own?.members[measure].people ?? 0) + gained[measure]
        // What a unit did by itself has no figure.
        const isFree = isOwnPart(unit) || people <= (total?.members[measure].people ?? 0)
        return isFree && people <= above.members[measure].people
      })
    })
  }
}

/** What is lost when cells are held back: of large ones more, but not so much more that a nation's outweighs everything. */
const costOf = (cells: readonly LatticeCell[]) =>
  sum(
    [...new Set(cells)].map(({ members: { delivered } }) =>
      delivered.isHeld ? 0 : 1 + Math.sqrt(delivered.people),
    ),
  )

function hold({ members }: LatticeCell): void {
  for (const measure of measures) members[measure].isHeld = true
}
