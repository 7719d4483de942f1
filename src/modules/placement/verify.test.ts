import { beforeAll, expect, test } from 'vitest'
import { generateInstance } from './generate.ts'
import { solvePlacement } from './index.ts'
import type { PlacementInstance, PlacementPlan, Weights } from './instance.ts'
import { verifyPlacement } from './verify.ts'

const weights: Weights = { preference: 1, province: 2, gender: 0, side: 0, move: 0, unplaced: null }
const recipe = { seed: 4, people: 60, units: 12, provinces: 4, classes: 8, seatsPerHundred: 105 }
let instance: PlacementInstance
let plan: PlacementPlan

beforeAll(async () => {
  instance = generateInstance(recipe)
  const answer = await solvePlacement(instance, { weights, timeLimitMs: 60_000 })
  if (answer.status !== 'placed') throw new Error(answer.status)
  plan = answer.plan
  expect(verifyPlacement(instance, plan)).toMatchObject({
    isRight: true,
    isProven: true,
    isStatedOnly: false,
  })
})

const moved = (person: string, to: string | null): PlacementPlan => ({
  ...plan,
  seats: plan.seats.map((seat) => (seat.person === person ? { person, class: to } : seat)),
})
const rulesOf = (changed: PlacementInstance, tampered: PlacementPlan) =>
  verifyPlacement(changed, tampered).violations.map(({ rule }) => rule)
const withRules = (rules: Partial<PlacementInstance['rules']>) => ({
  ...instance,
  rules: { ...instance.rules, ...rules },
})
const seatOf = (person: string) => plan.seats.find((seat) => seat.person === person)?.class as string
const first = 'person-1'
const colleague = 'person-13'
const elsewhere = () => instance.classes.find(({ id }) => id !== seatOf(first))?.id as string

test('a plan that breaks a rule is found out, rule by rule', () => {
  const other = elsewhere()
  expect(rulesOf(instance, { ...plan, seats: plan.seats.slice(1) })).toContain('list')
  expect(
    rulesOf(instance, { ...plan, seats: [...plan.seats, { person: 'stranger', class: other }] }),
  ).toContain('list')
  expect(rulesOf(instance, moved(first, null))).toContain('unplaced')
  expect(rulesOf(instance, moved(first, 'nowhere'))).toContain('class')
  expect(rulesOf(instance, moved(colleague, seatOf(first)))).toContain('onePerUnit')
  expect(rulesOf(withRules({ locks: [{ person: first, class: other }] }), plan)).toEqual(['lock'])
  const apart = { id: 'pair', people: [first, 'person-2'] as const }
  expect(rulesOf(withRules({ apart: [apart] }), moved('person-2', seatOf(first)))).toContain('apart')
  const together = { id: 'pair', people: [first, colleague] }
  expect(rulesOf(withRules({ together: [together] }), plan)).toEqual(['together'])
  const people = instance.people.map((one) => (one.id === first ? { ...one, eligible: [other] } : one))
  expect(rulesOf({ ...instance, people }, plan)).toEqual(['eligible'])
  const divided = instance.people.map((one) => (one.id === first ? { ...one, division: 'one' } : one))
  const classes = instance.classes.map((one) => ({ ...one, division: 'two' }))
  expect(rulesOf({ ...instance, people: divided, classes }, plan)).toEqual(['eligible'])
  const smaller = instance.classes.map((one) => ({ ...one, capacity: 1 }))
  expect(new Set(rulesOf({ ...instance, classes: smaller }, plan))).toEqual(new Set(['capacity']))
  const larger = instance.classes.map((one) => ({ ...one, minimum: 40 }))
  expect(new Set(rulesOf({ ...instance, classes: larger }, plan))).toEqual(new Set(['minimum']))
})

test('a rule that is switched off is no violation', () => {
  const smaller = { ...instance, classes: instance.classes.map((one) => ({ ...one, capacity: 1 })) }
  const off = { capacity: false, minimum: false, onePerUnit: false, eligible: false }
  expect(
    rulesOf({ ...smaller, rules: { ...instance.rules, ...off } }, moved(colleague, seatOf(first))),
  ).toEqual([])
})

test('a false objective, bound, gap, proof or list of who has no seat is found out', () => {
  const claims = (changed: Partial<PlacementPlan>) =>
    verifyPlacement(instance, { ...plan, ...changed }).wrongClaims
  expect(claims({ objective: plan.objective - 1 })).toContain('objective')
  expect(claims({ bound: plan.objective + 1 })).toContain('bound')
  expect(claims({ gap: 0.5 })).toEqual(['gap'])
  expect(claims({ unplaced: [first] })).toEqual(['unplaced'])
  expect(claims({ bound: plan.objective - 1, gap: 1 / Math.abs(plan.objective) })).toEqual(['proven'])
})

test('prices that were tampered with prove less, and then nothing is proven', () => {
  const { prices } = plan
  const cheaper = { ...prices, class: prices.class.map((price) => price + 3) }
  const found = verifyPlacement(instance, { ...plan, prices: cheaper })
  expect(found).toMatchObject({ isRight: false, isProven: false })
  expect(found.bound).toBeLessThan(plan.objective)
  expect(found.wrongClaims).toEqual(['bound', 'proven'])
})

test('what only HiGHS says is called stated, never proven', () => {
  const nothing = { class: [], province: [], unit: [] }
  const found = verifyPlacement(instance, { ...plan, prices: nothing, boundBy: 'highs' })
  expect(found).toMatchObject({ isRight: true, isProven: false, isStatedOnly: true })
})

test('a worse plan is not proven by the prices of the best', () => {
  const a = plan.seats[0]
  const swap = plan.seats.flatMap((b) => {
    const seats = plan.seats.map((seat) =>
      seat === a ? { ...seat, class: b.class } : seat === b ? { ...seat, class: a?.class ?? null } : seat,
    )
    const found = verifyPlacement(instance, { ...plan, seats })
    return found.violations.length === 0 && found.objective > plan.objective ? [found] : []
  })
  expect(swap.length).toBeGreaterThan(0)
  for (const found of swap) expect(found).toMatchObject({ isProven: false, isRight: false })
})
