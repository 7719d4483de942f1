import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { readLattice } from './cells-read-model.ts'
import { type MatrixQuery, type Measure, measures, type ReachCell } from './figures.ts'
import { holdBack, type Line, type Member } from './held-back.ts'
import { Sketch } from './hll.ts'
import { buildLattice, isSpine, type LatticeCell } from './lattice.ts'
import { membersOf, type OwnLink, readOwnLinks } from './own-links-read-model.ts'
import { figureOf } from './people-figure.ts'
import { season } from './periods.ts'
import type { HeldMarks } from './release-store.ts'

interface Group {
  name: string
  links: OwnLink[]
  members: Record<Measure, Member>
}

type LinkServices = Pick<Services, 'db' | 'database' | 'config'>

export const cellOfMembers = (row: string, members: Record<Measure, Member>): ReachCell => {
  const figure = ({ people, isHeld }: Member) =>
    isHeld && people > 0 ? { people: null, suppressed: true, relativeError: 0 } : figureOf(people)
  const delivered = figure(members.delivered)
  const engaged = delivered.suppressed && members.engaged.people > 0 ? delivered : figure(members.engaged)
  return { row, column: null, delivered, engaged, allHits: null, hits: null, asOf: null }
}

/**
 * The links of one unit (not of those under it) and its volunteers, judged together among what was judged of the unit:
 * its cells and its publications are as they are told.
 */
export async function ownLinks(
  services: LinkServices,
  { workUnitId, electionId }: { workUnitId: string; electionId: string },
  marks: HeldMarks,
): Promise<{ links: OwnLink[]; volunteers: Group[] }> {
  const { db, config } = services
  const links = await readOwnLinks(db, workUnitId, electionId)
  const volunteers = volunteersOf(links)
  const tree = await unitTree(services)
  const wholes: Member[] = []
  if (tree.childrenOf(workUnitId).length > 0) keepOwnPartBack(links, volunteers, config.minCell)
  else {
    const cells = await readLattice(db, electionId, [workUnitId])
    const { cells: known } = buildLattice(cells.filter(({ period }) => period === season))
    for (const cell of known) {
      wholes.push(...asTold(cell, marks))
      const own = links.filter(
        ({ base, channel, publicationId }) =>
          publicationId === cell.publication || (base === cell.base && channel === cell.channel),
      )
      for (const parts of isSpine(cell) ? [own, volunteers] : [own]) {
        draw(cell.members, parts)
        for (const measure of measures) {
          if (cell.members[measure].isHeld) keepOneBack(parts, measure, config.minCell)
        }
      }
    }
  }
  for (const group of volunteers) {
    draw(group.members, group.links)
    for (const measure of measures) {
      if (group.links.every(({ members }) => members[measure].isHeld)) group.members[measure].isHeld = true
    }
  }
  const parts = [...links, ...volunteers].flatMap(({ members }) =>
    measures.map((measure) => members[measure]),
  )
  // What even that does not hide has all of its line held back.
  for (const { line } of holdBack([...wholes, ...parts], config.minCell)) {
    for (const part of line.parts) if (!part.isFixed) part.isHeld = true
  }
  return { links, volunteers }
}

/** The people of a cell, fixed as they are told. */
const asTold = (cell: LatticeCell, marks: HeldMarks): Member[] =>
  measures.map((measure) =>
    Object.assign(cell.members[measure], { isFixed: true, isHeld: marks(cell)[measure] }),
  )

type Parts = readonly { members: Record<Measure, Member> }[]

function draw(whole: Record<Measure, Member>, parts: Parts): void {
  for (const measure of measures) {
    const line: Line = {
      parts: parts.map(({ members }) => members[measure]).filter(({ people }) => people > 0),
      isAdditive: false,
    }
    if (line.parts.length === 0) continue
    whole[measure].lines.push(line)
    for (const part of line.parts) part.within.push(whole[measure])
  }
}

/**
 * What a unit above others does by itself has no figure of its own, and must have none through its links either: the
 * smallest of each place and each publication is held back, so that they never add up to it.
 */
function keepOwnPartBack(links: readonly OwnLink[], volunteers: readonly Group[], minCell: number): void {
  const lists: Parts[] = [
    ...Map.groupBy(links, ({ base, channel }) => `${base} ${channel}`).values(),
    ...Map.groupBy(links, ({ publicationId }) => publicationId).values(),
    [...volunteers],
  ]
  for (const list of lists) {
    for (const measure of measures) keepOneBack(list, measure, minCell)
  }
}

/** Of what has no figure, or none that is told, the parts must not be all told either: the smallest goes. */
function keepOneBack(parts: Parts, measure: Measure, minCell: number): void {
  const [smallest] = parts
    .map(({ members }) => members[measure])
    .filter(({ people }) => people >= minCell)
    .sort((a, b) => a.people - b.people)
  if (smallest) smallest.isHeld = true
}

function volunteersOf(links: readonly OwnLink[]): Group[] {
  return [...Map.groupBy(links, ({ personId }) => personId)].map(([name, own]) => {
    const merged = (measure: Measure) => {
      const sketch = new Sketch()
      for (const { sketches } of own) sketch.merge(sketches[measure])
      return sketch.people()
    }
    return { name, links: own, members: membersOf(`volunteer ${name}`, merged) }
  })
}

/** The volunteers of a unit by what their links brought; of one base, those with a link for it. */
export async function ownVolunteers(
  services: LinkServices,
  { scope, electionId, base }: MatrixQuery,
  marks: HeldMarks,
): Promise<ReachCell[]> {
  const { volunteers } = await ownLinks(services, { workUnitId: scope, electionId }, marks)
  return volunteers
    .filter(({ links }) => base === undefined || links.some((link) => link.base === base))
    .map(({ name, members }) => cellOfMembers(name, members))
}
