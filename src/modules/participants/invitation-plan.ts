import type { HeldAppointment } from '../directory/index.ts'
import type { ParticipantSide } from '../meetings/index.ts'
import { takesPlace } from './participant-states.ts'
import type { InvitationRule, Quotas } from './rules-read-model.ts'
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
}

export interface InvitationPlan {
  /** Everybody whom the rules invite. */
  matched: number
  /** To be added, each as invited or, over the quota of the unit, as waiting. */
  added: (Match & { state: 'invited' | 'waiting' })[]
  /** On the list already. */
  already: number
  /** Matched, but taken off the list by hand: stays off. */
  leftOut: number
  /** Invited by a rule that finds them no more: for the committee to cancel or keep. */
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
    if (count >= (quotas[one.side] ?? Number.POSITIVE_INFINITY)) return false
    taken.set(placeKey(one), count + 1)
    return true
  }
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
  const plan: InvitationPlan = { matched: matches.length, added: [], already: 0, leftOut: 0, noLonger: [] }
  for (const match of matches.toSorted(
    (a, b) => (a.unitId < b.unitId ? -1 : a.unitId > b.unitId ? 1 : 0) || a.rank - b.rank,
  )) {
    const there = byPerson.get(match.personId)
    if (!there) plan.added.push({ ...match, state: take(match, quotas) ? 'invited' : 'waiting' })
    else if (there.some(({ state }) => state !== 'cancelled')) plan.already += 1
    else plan.leftOut += 1
  }
  const matched = new Set(matches.map(({ personId }) => personId))
  for (const one of listed) {
    const isRuled = one.origin === 'rule' && one.state !== 'cancelled' && !one.kept
    if (isRuled && !(one.personId && matched.has(one.personId))) plan.noLonger.push(one.id)
  }
  return plan
}
