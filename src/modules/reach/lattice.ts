import { type Measure, measures } from './figures.ts'
import { createMember, type Member } from './held-back.ts'
import { atOnce, type InSteps, step } from './in-steps.ts'
import { periodAbove } from './periods.ts'
import { all } from './rollups.ts'

/** One cell of what is published: a rollup, by its key. */
export interface CellName {
  workUnitId: string
  period: string
  base: string
  channel: string
  publication: string
}

/** A cell with its people; `least` where only bounds are known. */
export interface LatticeRow extends CellName {
  people: Record<Measure, number>
  least?: Record<Measure, number>
}

export type LatticeDimension = 'unit' | 'period' | 'base' | 'channel' | 'publication'

export interface LatticeCell extends CellName {
  members: Record<Measure, Member>
  /** The cells it is made of, by the dimension in which it is cut. */
  parts: Partial<Record<LatticeDimension, LatticeCell[]>>
}

export interface Lattice {
  cells: LatticeCell[]
  at(name: CellName): LatticeCell | undefined
}

/** What a unit above others did by its own links and pages: a part of it beside those under it. */
export const ownPart = (workUnitId: string) => `${workUnitId}.@`
export const isOwnPart = (workUnitId: string) => workUnitId.endsWith('@')

export const nameOfCell = ({ workUnitId, period, base, channel, publication }: CellName) =>
  `${workUnitId} ${period} ${base} ${channel} ${publication}`

/**
 * The cells of an election and how they lie in each other: a unit is made of those under it (and its own part), the
 * season of its weeks, a week of days, a day of hours, everything of its bases, of its channels and of its publications.
 * Who engaged was also delivered to.
 */
export const buildLattice = (rows: readonly LatticeRow[]): Lattice => atOnce(latticeInSteps(rows))

export function* latticeInSteps(rows: readonly LatticeRow[]): InSteps<Lattice> {
  const known = new Map<string, LatticeCell>()
  const cells: LatticeCell[] = []
  yield* step(rows, ({ people, least, ...name }) => {
    const text = nameOfCell(name)
    const memberOf = (measure: Measure): Member => {
      const member = createMember(`${text} ${measure}`, people[measure], least?.[measure])
      // A unit's own part has no figure of its own.
      member.isHeld = least !== undefined
      member.isTotal = isSpine(name)
      return member
    }
    const members = { delivered: memberOf('delivered'), engaged: memberOf('engaged') }
    members.engaged.within.push(members.delivered)
    const cell: LatticeCell = { ...name, members, parts: {} }
    known.set(text, cell)
    cells.push(cell)
  })
  const longer = new Map<string, string | null>()
  const longerOf = (period: string) => {
    const known = longer.get(period)
    if (known !== undefined) return known
    const above = periodAbove(period)
    longer.set(period, above)
    return above
  }
  yield* step(cells, (cell) => {
    for (const [dimension, name] of namesAbove(cell, longerOf(cell.period))) {
      const whole = known.get(nameOfCell(name))
      if (whole) join(whole, cell, dimension)
    }
  })
  yield* step(cells, drawLines)
  return { cells, at: (name) => known.get(nameOfCell(name)) }
}

/** The whole season of a unit, over everything: its hits are shown, and those of the units above and beside it. */
export const isSpine = ({ period, base, channel, publication }: CellName) =>
  period === 'season' && base === all && channel === all && publication === all

/** The cells right above one, by the dimension in which it is a part of them. */
function namesAbove(name: CellName, longer: string | null): [LatticeDimension, CellName][] {
  const { workUnitId, period, base, channel, publication } = name
  const own = { workUnitId, period, base, channel, publication }
  const above: [LatticeDimension, CellName][] = []
  const unit = workUnitId.lastIndexOf('.')
  if (unit > 0) above.push(['unit', { ...own, workUnitId: workUnitId.slice(0, unit) }])
  if (longer !== null) above.push(['period', { ...own, period: longer }])
  if (base !== all) above.push(['base', { ...own, base: all }])
  if (channel !== all) above.push(['channel', { ...own, channel: all }])
  if (publication !== all) above.push(['publication', { ...own, publication: all }])
  return above
}

function join(whole: LatticeCell, part: LatticeCell, dimension: LatticeDimension): void {
  const known = whole.parts[dimension]
  if (known) known.push(part)
  else whole.parts[dimension] = [part]
}

function drawLines(cell: LatticeCell): void {
  for (const [dimension, parts] of Object.entries(cell.parts)) {
    const isAdditive = dimension === 'unit' && isSpine(cell)
    for (const measure of measures) {
      const whole = cell.members[measure]
      const line = {
        parts: parts.map(({ members }) => members[measure]).filter(({ people }) => people > 0),
        isAdditive,
      }
      if (line.parts.length === 0) continue
      whole.lines.push(line)
      for (const part of line.parts) part.within.push(whole)
    }
  }
}
