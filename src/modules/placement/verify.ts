import type { PlacementInstance, PlacementPlan } from './instance.ts'
import { benefitOf, boundOfPrices, evenSharesOf, genderOf, openClasses, sideOf } from './verify-bound.ts'

/** A rule that a plan breaks, and by whom. */
export interface Violation {
  rule:
    | 'list'
    | 'unplaced'
    | 'class'
    | 'eligible'
    | 'lock'
    | 'capacity'
    | 'minimum'
    | 'onePerUnit'
    | 'together'
    | 'apart'
  people: readonly string[]
  class?: string
  /** Name of the pair or group. */
  id?: string
}

/** What each goal adds to the objective. */
export interface Costs {
  preference: number
  province: number
  gender: number
  side: number
  move: number
  unplaced: number
}

export interface Verification {
  /** Every rule holds, and objective, gap and bound are what the plan says. */
  isRight: boolean
  violations: readonly Violation[]
  costs: Costs
  objective: number
  /** What the plan's dual prices prove when reckoned anew; the plan's own bound may be higher on the word of HiGHS. */
  bound: number
  /** Shown here: no plan is better. */
  isProven: boolean
  /** Said by HiGHS and not shown here. */
  isStatedOnly: boolean
  /** What the plan says about itself that is not so. */
  wrongClaims: readonly ('objective' | 'bound' | 'gap' | 'proven' | 'unplaced')[]
}

/**
 * Checks a plan from the instance alone: each rule, the objective, and the bound by its dual prices. It never
 * takes the solver's word: where only HiGHS says that a bound holds, it says that.
 */
export function verifyPlacement(instance: PlacementInstance, plan: PlacementPlan): Verification {
  const violations = violationsOf(instance, plan)
  const costs = costsOf(instance, plan)
  const objective = objectiveOf(costs)
  const bound = boundOfPrices(instance, plan.weights, plan.prices)
  const isKept = violations.length === 0
  const isProven = isKept && bound === objective
  const rechecked = plan.boundBy === 'prices'
  const wrongClaims: Verification['wrongClaims'][number][] = []
  if (plan.objective !== objective) wrongClaims.push('objective')
  if (plan.bound > objective || (rechecked && plan.bound > bound)) wrongClaims.push('bound')
  const gap = (plan.objective - plan.bound) / Math.max(1, Math.abs(plan.objective))
  if (Math.abs(gap - plan.gap) > 1e-9) wrongClaims.push('gap')
  if (plan.proven && (plan.bound !== plan.objective || (rechecked && !isProven))) wrongClaims.push('proven')
  const without = new Set(plan.seats.filter((seat) => seat.class === null).map(({ person }) => person))
  if (plan.unplaced.length !== without.size || plan.unplaced.some((person) => !without.has(person))) {
    wrongClaims.push('unplaced')
  }
  return {
    isRight: isKept && wrongClaims.length === 0,
    violations,
    costs,
    objective,
    bound,
    isProven,
    isStatedOnly: !isProven && plan.proven && !rechecked,
    wrongClaims,
  }
}

function violationsOf(instance: PlacementInstance, { seats, weights }: PlacementPlan): Violation[] {
  const { people, classes, rules } = instance
  const found: Violation[] = []
  const of = new Map(seats.map((seat) => [seat.person, seat.class]))
  const known = new Set(people.map(({ id }) => id))
  if (seats.length !== people.length || of.size !== people.length || seats.some((s) => !known.has(s.person)))
    found.push({ rule: 'list', people: seats.map((s) => s.person).filter((id) => !known.has(id)) })
  const locked = new Set(rules.locks.map(({ person }) => person))
  const exists = new Set(classes.map(({ id }) => id))
  const open = openClasses({ ...instance, rules: { ...rules, locks: [] } })
  const sitting = new Map<string, string[]>()
  const ofUnit = new Map<string, Map<string, string[]>>()
  for (const person of people) {
    const seat = of.get(person.id) ?? null
    if (seat === null) {
      if (weights.unplaced === null && !locked.has(person.id))
        found.push({ rule: 'unplaced', people: [person.id] })
      continue
    }
    if (!exists.has(seat)) found.push({ rule: 'class', people: [person.id], class: seat })
    else if (!open.get(person)?.includes(seat))
      found.push({ rule: 'eligible', people: [person.id], class: seat })
    sitting.set(seat, [...(sitting.get(seat) ?? []), person.id])
    const row = ofUnit.get(person.unitId) ?? new Map<string, string[]>()
    ofUnit.set(person.unitId, row.set(seat, [...(row.get(seat) ?? []), person.id]))
  }
  for (const { person, class: wanted } of rules.locks) {
    if (of.get(person) !== wanted) found.push({ rule: 'lock', people: [person], class: wanted })
  }
  for (const { id, capacity, minimum = 0 } of classes) {
    const here = sitting.get(id) ?? []
    if (rules.capacity && here.length > capacity) found.push({ rule: 'capacity', people: here, class: id })
    if (rules.minimum && here.length < minimum) found.push({ rule: 'minimum', people: here, class: id })
  }
  if (rules.onePerUnit) {
    for (const [id, row] of ofUnit) {
      for (const [seat, both] of row)
        if (both.length > 1) found.push({ rule: 'onePerUnit', people: both, class: seat, id })
    }
  }
  for (const { id, people: group } of rules.together) {
    if (new Set(group.map((person) => of.get(person) ?? null)).size > 1)
      found.push({ rule: 'together', people: group, id })
  }
  for (const { id, people: pair } of rules.apart) {
    const [a, b] = pair.map((person) => of.get(person) ?? null)
    if (a !== null && a === b) found.push({ rule: 'apart', people: pair, class: a, id })
  }
  return found
}

export const objectiveOf = (costs: Costs) => Object.values(costs).reduce((sum, cost) => sum + cost, 0)

/** Each goal reckoned anew from who sits where. */
export function costsOf(
  instance: PlacementInstance,
  { seats, weights }: Pick<PlacementPlan, 'seats' | 'weights'>,
): Costs {
  const of = new Map(seats.map((seat) => [seat.person, seat.class]))
  const before = new Map(instance.before?.map((seat) => [seat.person, seat.class]))
  const costs: Costs = { preference: 0, province: 0, gender: 0, side: 0, move: 0, unplaced: 0 }
  for (const { id, preferences } of instance.people) {
    const seat = of.get(id) ?? null
    const was = before.get(id) ?? null
    if (was !== null && was !== seat) costs.move += weights.move
    if (seat !== null) costs.preference -= weights.preference * benefitOf({ preferences }, seat)
    else costs.unplaced += weights.unplaced ?? 0
  }
  const open = openClasses(instance)
  const traits = [
    ['province', ({ provinceId }: { provinceId: string }) => provinceId],
    ['gender', genderOf],
    ['side', sideOf],
  ] as const
  for (const [goal, value] of traits) {
    if (weights[goal] === 0) continue
    const counts = new Map<string, Map<string, number>>()
    for (const person of instance.people) {
      const [id, seat] = [value(person), of.get(person.id) ?? null]
      if (id === null || seat === null) continue
      const row = counts.get(id) ?? new Map<string, number>()
      counts.set(id, row.set(seat, (row.get(seat) ?? 0) + 1))
    }
    for (const { id, of: seat, low, high } of evenSharesOf(instance, open, value)) {
      const count = counts.get(id)?.get(seat) ?? 0
      costs[goal] += weights[goal] * (Math.max(0, low - count) + Math.max(0, count - high))
    }
  }
  return costs
}
