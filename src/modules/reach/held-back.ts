import { atOnce, type InSteps, step } from './in-steps.ts'
import { UpperBounds } from './upper-bounds.ts'

/**
 * A set of people about which one figure may be published, and how it lies among the others. `within` are the sets
 * that hold it whole; each of `lines` is a way to cut it into parts that together are all of it.
 */
export interface Member {
  name: string
  /** Its number among those that are judged with it. */
  at: number
  /** Different people, as it would be shown; of a set that is known by its parts only, the most there can be. */
  people: number
  /** The fewest there can be; the same as `people` where those are known. */
  least: number
  /** Decided elsewhere, so that it cannot be held back for the sake of another. */
  isFixed: boolean
  /** All of a unit: held back only when nothing else helps. */
  isTotal: boolean
  isHeld: boolean
  within: Member[]
  lines: Line[]
}

export interface Line {
  parts: Member[]
  /** The hits of its parts are shown too. They add up where people do not: a part is what the others leave over. */
  isAdditive: boolean
}

export const createMember = (name: string, people: number, least = people): Member => ({
  name,
  at: -1,
  people,
  least,
  isFixed: false,
  isTotal: false,
  isHeld: false,
  within: [],
  lines: [],
})

export const isSmall = (people: number, minCell: number) => people > 0 && Math.round(people) < minCell

/** What is told of a small set at most by subtracting: that it is not empty. */
const mostTold = 1

/**
 * Decides which figures of a lattice are held back: every one of fewer than `minCell` people, and as many others as it
 * takes for none of the small ones to be told by subtracting shown figures from shown figures.
 *
 * People obey two laws only: a part has no more of them than the whole, and the whole no more than its parts together.
 * So the least that somebody can conclude about a small set is a whole less the most that its other parts can be
 * (`upper-bounds.ts`); that must not be more than one person, for every whole the set is a part of, shown or not. Where
 * it would be more, the smallest part that is shown goes too, and then whatever still bounds that part from above.
 * Holding back only ever loosens bounds, so it ends; what can be told in the end is returned, and should be nothing.
 *
 * Source: complementary suppression over linked hierarchical tables (Hundepool et al., Statistical Disclosure Control,
 * 2012, 4.4). With set functions instead of sums the bounds are exact, so that no linear programme has to be solved.
 */
export const holdBack = (members: readonly Member[], minCell: number): Leak[] =>
  atOnce(holdBackInSteps(members, minCell))

export function* holdBackInSteps(members: readonly Member[], minCell: number): InSteps<Leak[]> {
  for (const member of members) if (isSmall(member.least, minCell)) member.isHeld = true
  let lines: { whole: Member; line: Line }[] = []
  yield* step(members, (whole) => {
    if (whole.people >= minCell) lines.push(...riskyLines(whole, minCell))
  })
  for (const { line } of lines) if (line.isAdditive) addPartner(line, minCell)
  const bounds = yield* UpperBounds.inSteps(members)
  for (;;) {
    const leaks: Leak[] = []
    yield* step(lines, (one) => {
      const leak = leakOf(one, bounds, minCell)
      if (leak) leaks.push(leak)
    })
    let isLoosened = false
    yield* step(leaks, (leak) => {
      isLoosened = loosen(leak, bounds, minCell) || isLoosened
    })
    if (!isLoosened) return leaks
    // Bounds only get looser: what told nothing before does not tell anything now.
    lines = leaks
    yield* bounds.update()
  }
}

/** More than is to be told about small parts of a whole. */
interface Leak {
  whole: Member
  line: Line
  /** The parts that are told of together. */
  told: readonly Member[]
  by: number
}

const riskyLines = (whole: Member, minCell: number) =>
  whole.lines
    .filter(({ parts }) => parts.some(({ least }) => isSmall(least, minCell)))
    .map((line) => ({ whole, line }))

/**
 * Where hits are shown, a small part has to share what the others leave over with a large one, whoever else the people
 * are; and a large one that is held back, with one of its own parts.
 */
function addPartner({ parts }: Line, minCell: number): void {
  const partner = parts.find(({ isHeld, least }) => isHeld && least >= minCell) ?? shownOf(parts)[0]
  if (!partner) return
  partner.isHeld = true
  for (const line of partner.lines) if (line.isAdditive) addPartner(line, minCell)
}

const shownOf = (parts: readonly Member[]) =>
  parts
    .filter(({ isHeld, isFixed, people }) => !isHeld && !isFixed && people > 0)
    .sort((a, b) => a.people - b.people || (a.name < b.name ? -1 : 1))

/** The small part of a line, or small set that holds several parts of it, about which too much can be told. */
function leakOf(
  { whole, line }: { whole: Member; line: Line },
  bounds: UpperBounds,
  minCell: number,
): Leak | undefined {
  const sum = line.parts.reduce((total, part) => total + bounds.of(part), 0)
  if (sum === Number.POSITIVE_INFINITY) return undefined
  let worst: Leak | undefined
  for (const [, told] of smallSetsOf(line, minCell)) {
    const others = told.reduce((left, part) => left - bounds.of(part), sum)
    // Each of them has at most as many people as the set, so they have that many times as many together.
    const by = whole.people - others - told.length * mostTold
    if (by > 0 && by > (worst?.by ?? 0)) worst = { whole, line, told, by }
  }
  return worst
}

/** The small sets that hold parts of a line, each part itself among them, with the parts they hold. */
function smallSetsOf({ parts }: Line, minCell: number): Map<Member, Member[]> {
  const sets = new Map<Member, Member[]>()
  for (const part of parts) {
    const seen = new Set<Member>()
    const climb = (set: Member) => {
      if (seen.has(set) || !isSmall(set.least, minCell)) return
      seen.add(set)
      sets.set(set, [...(sets.get(set) ?? []), part])
      set.within.forEach(climb)
      // Cut into one part only, a set is that part.
      for (const { parts: only } of set.lines) if (only.length === 1) only.forEach(climb)
    }
    climb(part)
  }
  return sets
}

/** Holds one more figure back where something can be told; false when nothing is left. */
function loosen({ line, told, by }: Leak, bounds: UpperBounds, minCell: number): boolean {
  const others = line.parts.filter((one) => !told.includes(one))
  const shown = shownOf(others)
  const partner = others.find(({ isHeld, least }) => isHeld && least >= minCell)
  // What bounds the one that is held back already, unless that is the total of a unit and there is somebody else.
  const bound = partner && bounds.reasonOf(partner)
  if (bound && !(bound.isTotal && shown.length > 0)) return hold(bound)
  // Rather one that is not bounded closely by something else: then it is enough to hold it back alone.
  const free = shown.find((one) => one.within.every((above) => bounds.of(above) >= one.people + by))
  const next =
    free ?? shown[0] ?? others.map((one) => bounds.reasonOf(one)).find((reason) => reason !== undefined)
  return next !== undefined && hold(next)
}

function hold(member: Member): boolean {
  if (member.isHeld) return false
  member.isHeld = true
  return true
}
