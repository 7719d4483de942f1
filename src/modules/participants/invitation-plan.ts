import type { HeldAppointment } from '../directory/index.ts'
import type { ParticipantSide } from '../meetings/index.ts'
import { takesPlace } from './participant-states.ts'
import { type InvitationRule, type Quotas, quotaOf } from './rules-read-model.ts'
import type { AlsoHeld, ParticipantOrigin, ParticipantState } from './tables.ts'

/** Somebody whom the rules invite, for the highest of the positions they found. */
export interface Match extends HeldAppointment {
  ruleId: string
  /** The other positions found. */
  also: AlsoHeld[]
}

/** What a plan has to know of who is on the list already. */
export interface Listed {
  id: string
  personId: string | null
  unitId: string
  side: ParticipantSide
  origin: ParticipantOrigin
  state: ParticipantState
  kept: boolean
  withdrawn: boolean
  name: string
  gender: 'f' | 'm' | null
  position: string | null
  division: string | null
  alsoHeld: readonly AlsoHeld[]
  /** As the directory has them now; null where the person is not in it. */
  nameNow: string | null
  genderNow: 'f' | 'm' | null
}

/** What a list keeps of the directory about somebody. */
export interface DirectoryFacts {
  name: string
  gender: 'f' | 'm' | null
  unitId: string
  side: ParticipantSide
  position: string | null
  division: string | null
  alsoHeld: readonly AlsoHeld[]
}

export const directoryFacts = [
  'name',
  'gender',
  'unitId',
  'side',
  'position',
  'division',
  'alsoHeld',
] as const satisfies readonly (keyof DirectoryFacts)[]
export type DirectoryFact = (typeof directoryFacts)[number]

/** Somebody on the list of whom the directory says something else by now. */
export interface ChangedPerson {
  id: string
  facts: DirectoryFact[]
  before: DirectoryFacts
  after: DirectoryFacts
  /** The rule that finds the person now; null where none does and only name or gender are followed. */
  ruleId: string | null
}

export interface InvitationPlan {
  /** Everybody whom the rules invite. */
  matched: number
  /** To be added, each as invited or, over the quota of the unit, as waiting. */
  added: (Match & { state: 'invited' | 'waiting' })[]
  /** On the list already. */
  already: number
  /** Withdrawn before and found again: the same row, code and all, is taken up again. */
  returning: (Match & { rowId: string; state: 'invited' | 'waiting' })[]
  /** Matched, but taken off the list by hand: stays off. */
  leftOut: number
  /** On the list with facts that the directory no longer has. */
  changed: ChangedPerson[]
  /** Invited by a rule that finds them no more: for the committee to withdraw or keep. */
  noLonger: string[]
}

/**
 * Whom the rules invite: in their order, one rule adds the appointments it finds, another takes them out. A person
 * found in two roles stands once, for the position of the lowest rank, then of the higher office.
 */
export function matchRules(
  found: readonly { rule: Pick<InvitationRule, 'id' | 'effect'>; held: readonly HeldAppointment[] }[],
): Match[] {
  const invited = new Map<string, { held: HeldAppointment; ruleId: string }>()
  for (const { rule, held } of found) {
    for (const one of held) {
      if (rule.effect === 'leave-out') invited.delete(one.id)
      else if (!invited.has(one.id)) invited.set(one.id, { held: one, ruleId: rule.id })
    }
  }
  const people = Map.groupBy(invited.values(), ({ held }) => held.personId)
  return [...people.values()].flatMap((roles) => {
    const [first, ...others] = roles.toSorted((a, b) => higher(a.held, b.held))
    if (!first) return []
    const also = others.map(({ held }) => ({ position: held.position, unitId: held.unitId }))
    return [{ ...first.held, ruleId: first.ruleId, also }]
  })
}

const depth = (unitId: string) => unitId.split('.').length

const higher = (a: HeldAppointment, b: HeldAppointment) =>
  a.rank - b.rank || depth(a.unitId) - depth(b.unitId) || (a.id < b.id ? -1 : 1)

const placeKey = (one: { unitId: string; side: ParticipantSide }) => `${one.unitId} ${one.side}`

/** Places taken, by unit and side. */
export function placesTaken(listed: readonly Pick<Listed, 'unitId' | 'side' | 'state'>[]) {
  const taken = new Map<string, number>()
  for (const one of listed) {
    if (takesPlace(one.state)) taken.set(placeKey(one), (taken.get(placeKey(one)) ?? 0) + 1)
  }
  /** Takes a place for somebody and says whether there was one. */
  return (one: { unitId: string; side: ParticipantSide }, quotas: Quotas): boolean => {
    const count = taken.get(placeKey(one)) ?? 0
    if (count >= quotaOf(quotas, one)) return false
    taken.set(placeKey(one), count + 1)
    return true
  }
}

/** What a list keeps of somebody whom the rules found. */
export const factsOf = ({ name, gender, unitId, side, position, division, also }: Match): DirectoryFacts => ({
  name,
  gender,
  unitId,
  side,
  position,
  division,
  alsoHeld: also,
})

const samePosts = (a: readonly AlsoHeld[], b: readonly AlsoHeld[]) => {
  const keys = (posts: readonly AlsoHeld[]) =>
    posts.map(({ position, unitId }) => `${position} ${unitId}`).toSorted()
  return keys(a).join() === keys(b).join()
}

/**
 * Whose row says something else than the directory: whom the rules find, by all facts; others (kept or added by hand)
 * by name and gender alone, since it is the committee that says why they come.
 */
function changedPeople(matches: readonly Match[], listed: readonly Listed[]): ChangedPerson[] {
  const byPerson = new Map(matches.map((match) => [match.personId, match]))
  return listed.flatMap((one) => {
    if (one.state === 'cancelled' || one.personId === null || one.nameNow === null) return []
    const { name, gender, unitId, side, position, division, alsoHeld } = one
    const before = { name, gender, unitId, side, position, division, alsoHeld }
    const match = byPerson.get(one.personId)
    const after: DirectoryFacts = match
      ? factsOf(match)
      : { ...before, name: one.nameNow, gender: one.genderNow }
    const facts = directoryFacts.filter((fact) =>
      fact === 'alsoHeld' ? !samePosts(before.alsoHeld, after.alsoHeld) : before[fact] !== after[fact],
    )
    return facts.length === 0 ? [] : [{ id: one.id, facts, before, after, ruleId: match?.ruleId ?? null }]
  })
}

/** What applying the rules would change; nothing is written. Chairs get the places of a unit before members. */
export function planInvitations(
  matches: readonly Match[],
  listed: readonly Listed[],
  quotas: Quotas,
): InvitationPlan {
  const byPerson = Map.groupBy(
    listed.filter(({ personId }) => personId !== null),
    ({ personId }) => personId,
  )
  const take = placesTaken(listed)
  const plan: InvitationPlan = {
    matched: matches.length,
    added: [],
    already: 0,
    returning: [],
    leftOut: 0,
    changed: changedPeople(matches, listed),
    noLonger: [],
  }
  for (const match of matches.toSorted(
    (a, b) => (a.unitId < b.unitId ? -1 : a.unitId > b.unitId ? 1 : 0) || a.rank - b.rank,
  )) {
    const there = byPerson.get(match.personId)
    if (!there) plan.added.push({ ...match, state: take(match, quotas) ? 'invited' : 'waiting' })
    else if (there.some(({ state }) => state !== 'cancelled')) plan.already += 1
    else {
      const back = there.find(({ withdrawn }) => withdrawn)
      if (back)
        plan.returning.push({ ...match, rowId: back.id, state: take(match, quotas) ? 'invited' : 'waiting' })
      else plan.leftOut += 1
    }
  }
  const matched = new Set(matches.map(({ personId }) => personId))
  for (const one of listed) {
    const isRuled = one.origin === 'rule' && one.state !== 'cancelled' && !one.kept
    if (isRuled && !(one.personId && matched.has(one.personId))) plan.noLonger.push(one.id)
  }
  return plan
}
