import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import { generateInstance } from './generate.ts'
import { explainInfeasible } from './index.ts'
import type { PlacementInstance, Weights } from './instance.ts'
import type { Rule } from './rule-model.ts'
import { allSeats, keepsAll, smallInstance } from './small-cases.ts'
import { openClasses } from './verify-bound.ts'

const weights: Weights = { preference: 0, province: 0, gender: 0, side: 0, move: 0, unplaced: null }
const timeLimitMs = 60_000

const key = (rule: Rule) => JSON.stringify(rule)

/** Every rule of an instance that could be part of a conflict. */
function rulesOf({ people, classes, rules }: PlacementInstance): Rule[] {
  const units = rules.onePerUnit ? [...new Set(people.map(({ unitId }) => unitId))] : []
  return [
    ...classes.map(({ id }): Rule => ({ kind: 'capacity', class: id })),
    ...classes.map(({ id }): Rule => ({ kind: 'minimum', class: id })),
    ...units.map((unit): Rule => ({ kind: 'onePerUnit', unit })),
    ...rules.together.map(({ id }): Rule => ({ kind: 'together', id })),
    ...rules.apart.map(({ id }): Rule => ({ kind: 'apart', id })),
    ...rules.locks.map(({ person, class: of }): Rule => ({ kind: 'lock', person, class: of })),
  ]
}

/** The instance with these rules only; `by` loosens one of them. */
function only(instance: PlacementInstance, kept: readonly Rule[], by?: { rule: Rule; slack: number }) {
  const names = new Set(kept.map(key))
  const has = (rule: Rule) => names.has(key(rule))
  const more = (rule: Rule) => (by && key(by.rule) === key(rule) ? by.slack : 0)
  const units = new Set(kept.flatMap((rule) => (rule.kind === 'onePerUnit' ? [rule.unit] : [])))
  return {
    ...instance,
    // Whoever's unit may sit together counts as a unit of their own.
    people: instance.people.map((one) => (units.has(one.unitId) ? one : { ...one, unitId: `of ${one.id}` })),
    classes: instance.classes.map((one) => {
      const [most, least] = [
        { kind: 'capacity', class: one.id },
        { kind: 'minimum', class: one.id },
      ] as const
      return {
        ...one,
        capacity: has(most) ? one.capacity + more(most) : 99,
        minimum: has(least) ? (one.minimum ?? 0) - more(least) : 0,
      }
    }),
    rules: {
      ...instance.rules,
      together: instance.rules.together.filter(({ id }) => has({ kind: 'together', id })),
      apart: instance.rules.apart.filter(({ id }) => has({ kind: 'apart', id })),
      locks: instance.rules.locks.filter(({ person, class: of }) => has({ kind: 'lock', person, class: of })),
    },
  }
}

function isFeasible(instance: PlacementInstance): boolean {
  for (const seats of allSeats(instance)) if (keepsAll(instance, weights, seats)) return true
  return false
}

/** How many rules the smallest conflict has. */
function smallestConflict(instance: PlacementInstance): number {
  const rules = rulesOf(instance)
  const subsets = (size: number, from = 0): Rule[][] =>
    size === 0
      ? [[]]
      : rules
          .slice(from)
          .flatMap((rule, at) => subsets(size - 1, from + at + 1).map((rest) => [rule, ...rest]))
  for (let size = 0; size <= 4; size += 1) {
    if (subsets(size).some((kept) => !isFeasible(only(instance, kept)))) return size
  }
  return 5
}

test('the conflict that is named has no fewer rules than any other, and is one', async () => {
  let conflicts = 0
  await fc.assert(
    fc.asyncProperty(
      smallInstance.filter(({ people }) => people.length <= 4),
      async (instance) => {
        const found = await explain({ instance, mayLeaveOut: false, timeLimitMs })
        expect(found.status).toBe(isFeasible(instance) ? 'feasible' : 'conflict')
        if (found.status !== 'conflict') return
        conflicts += 1
        expect(found.isSmallest).toBe(true)
        const open = openClasses({ ...instance, rules: { ...instance.rules, locks: [] } })
        if (instance.people.some((person) => open.get(person)?.length === 0)) {
          // Somebody for whom there is no class is a conflict by themselves.
          expect(found.conflict).toHaveLength(1)
          return
        }
        const rules = found.conflict.map(({ rule }) => rule)
        expect(isFeasible(only(instance, rules))).toBe(false)
        expect(rules.length).toBe(Math.min(smallestConflict(instance), rules.length))
        for (const { rule, slack } of found.conflict) {
          const others = rules.filter((other) => other !== rule)
          expect(isFeasible(only(instance, others))).toBe(true)
          if (rule.kind !== 'capacity' && rule.kind !== 'minimum') continue
          expect(isFeasible(only(instance, rules, { rule, slack }))).toBe(true)
          expect(isFeasible(only(instance, rules, { rule, slack: slack - 1 }))).toBe(false)
        }
      },
    ),
    { numRuns: 60 },
  )
  expect(conflicts).toBeGreaterThan(10)
})

test('what is broken on purpose is named, with what it takes to mend it', async () => {
  const recipe = { seed: 3, people: 30, units: 6, provinces: 2, classes: 8, together: 2, apart: 3, locks: 2 }
  const why = (broken: 'seats' | 'unit' | 'together') =>
    explainInfeasible(generateInstance({ ...recipe, broken }), { weights, timeLimitMs })
  const unit = await why('unit')
  expect(unit).toMatchObject({ conflict: [{ rule: { kind: 'onePerUnit', unit: 'unit-1' }, slack: 1 }] })
  const together = await why('together')
  if (together.status !== 'conflict') throw new Error(together.status)
  expect(together.conflict.map(({ rule }) => rule.kind).sort()).toEqual(['lock', 'lock', 'together'])
  const seats = await why('seats')
  if (seats.status !== 'conflict') throw new Error(seats.status)
  expect(seats.conflict).toHaveLength(8)
  expect(seats.wayOut.reduce((sum, { slack }) => sum + slack, 0)).toBe(1)
})
