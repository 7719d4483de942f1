import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generateInstance } from './generate.ts'
import { solvePlacement } from './index.ts'
import type { PlacementInstance, Weights } from './instance.ts'
import { leastObjective, smallInstance, someWeights } from './small-cases.ts'
import { solve } from './solve.ts'
import { verifyPlacement } from './verify.ts'

const weights: Weights = { preference: 1, province: 2, gender: 2, side: 2, move: 0, unplaced: null }
const onThisThread = (instance: PlacementInstance, given: Weights) =>
  solve({ instance, weights: given, timeLimitMs: 60_000 }, () => {})

test('with every rule and goal the plan is as good as the best of all plans', async () => {
  await fc.assert(
    fc.asyncProperty(smallInstance, someWeights, async (instance, given) => {
      const answer = await onThisThread(instance, given)
      const least = leastObjective(instance, given)
      if (least === Number.POSITIVE_INFINITY) {
        expect(answer.status).toBe('infeasible')
        return
      }
      if (answer.status !== 'placed') throw new Error(answer.status)
      expect(answer.plan).toMatchObject({ objective: least, proven: true })
      expect(verifyPlacement(instance, answer.plan)).toMatchObject({ isRight: true, objective: least })
    }),
    { numRuns: 80 },
  )
})

test('parts by division with all rules are proven best, and say how far they are', async () => {
  const instance = generateInstance({
    seed: 2,
    people: 240,
    units: 40,
    provinces: 6,
    classes: 16,
    divisions: 2,
    together: 8,
    apart: 8,
    locks: 6,
  })
  const phases: string[] = []
  const answer = await solvePlacement(instance, {
    weights,
    timeLimitMs: 60_000,
    onProgress: ({ phase, done, of }) => phases.push(`${phase} ${done}/${of}`),
  })
  if (answer.status !== 'placed') throw new Error(answer.status)
  expect(answer.plan.proven).toBe(true)
  expect(verifyPlacement(instance, answer.plan).isRight).toBe(true)
  expect(phases).toEqual(expect.arrayContaining(['flow 0/1', 'part 0/2', 'part 1/2']))
})

test('it can be stopped at any time, also before it begins', async () => {
  const instance = generateInstance({
    seed: 1,
    people: 3000,
    units: 500,
    provinces: 30,
    classes: 60,
    apart: 50,
  })
  const stop = new AbortController()
  const running = solvePlacement(instance, {
    weights,
    timeLimitMs: 60_000,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  })
  await expect(running).rejects.toThrow('enough')
  const early = solvePlacement(instance, { weights, timeLimitMs: 60_000, signal: AbortSignal.abort() })
  await expect(early).rejects.toThrow()
})

test('when the time is over before there is a plan, it says so', async () => {
  const instance = generateInstance({ seed: 1, people: 60, units: 12, provinces: 3, classes: 8, together: 5 })
  expect(await solvePlacement(instance, { weights, timeLimitMs: 0 })).toEqual({ status: 'unknown' })
})

test('nobody and nothing are placed as well', async () => {
  const nobody = {
    ...generateInstance({ seed: 1, people: 4, units: 4, provinces: 1, classes: 2 }),
    people: [],
  }
  const answer = await onThisThread(nobody, weights)
  expect(answer).toMatchObject({ status: 'placed', plan: { seats: [], objective: 0, proven: true } })
  expect(await onThisThread({ ...nobody, classes: [] }, weights)).toMatchObject({ status: 'placed' })
})

test('more people than seats: infeasible, or named as without a seat at their cost', async () => {
  const instance = generateInstance({
    seed: 8,
    people: 40,
    units: 10,
    provinces: 3,
    classes: 6,
    broken: 'seats',
  })
  expect(await onThisThread(instance, weights)).toEqual({ status: 'infeasible' })
  const answer = await onThisThread(instance, { ...weights, unplaced: 1000 })
  if (answer.status !== 'placed') throw new Error(answer.status)
  expect(answer.plan.unplaced).toHaveLength(1)
  expect(verifyPlacement(instance, answer.plan)).toMatchObject({ isRight: true, costs: { unplaced: 1000 } })
})

test('ids may be any text', async () => {
  const people = ['Ni Luh Ayu 🌺', 'ñandú', '__proto__', 'constructor', '名前', ''].map((id, at) => ({
    id,
    unitId: `satker “${at % 2}”`,
    provinceId: '\u0000',
    side: 'other' as const,
    gender: null,
    preferences: { 'kelas é': at, toString: 2 },
  }))
  const instance: PlacementInstance = {
    people,
    classes: ['kelas é', 'toString', '__proto__'].map((id) => ({ id, group: 'evaluation', capacity: 2 })),
    rules: {
      capacity: true,
      minimum: true,
      onePerUnit: true,
      eligible: true,
      together: [],
      apart: [],
      locks: [],
    },
  }
  for (const given of [weights, { ...weights, gender: 0, side: 0 }]) {
    const answer = await onThisThread(instance, given)
    if (answer.status !== 'placed') throw new Error(answer.status)
    expect(answer.plan.proven).toBe(true)
    expect(verifyPlacement(instance, answer.plan)).toMatchObject({ isRight: true })
  }
})

test('an instance that is wrong in itself is refused with what is wrong', async () => {
  const instance = generateInstance({ seed: 1, people: 4, units: 2, provinces: 1, classes: 3 })
  const [person] = instance.people
  if (!person) throw new Error('nobody')
  const broken: PlacementInstance = {
    ...instance,
    people: [...instance.people, { ...person, provinceId: 'another', preferences: { nowhere: 0.5 } }],
    rules: { ...instance.rules, apart: [{ id: 'self', people: ['person-2', 'person-2'] }] },
  }
  const answer = await solvePlacement(broken, { weights, timeLimitMs: 1000 })
  if (answer.status !== 'invalid') throw new Error(answer.status)
  expect(answer.problems.map(({ key }) => key).sort()).toEqual([
    'placement.problem.number',
    'placement.problem.pair',
    'placement.problem.province',
    'placement.problem.twice',
    'placement.problem.unknown',
  ])
})

test('too many choices to look at all: a plan that keeps every rule, and a bound that holds for all choices', async () => {
  const instance = generateInstance({
    seed: 3,
    people: 690,
    units: 100,
    provinces: 20,
    classes: 60,
    together: 5,
  })
  // Without sides HiGHS is done in two seconds of work, long before the time is over on the slowest machine.
  const given = { ...weights, side: 0 }
  const answer = await solve({ instance, weights: given, timeLimitMs: 120_000 }, () => {})
  if (answer.status !== 'placed') throw new Error(answer.status)
  const { objective, bound, boundBy } = answer.plan
  expect(verifyPlacement(instance, answer.plan)).toMatchObject({ isRight: true, objective, bound })
  expect(boundBy).toBe('prices')
  expect(answer.plan.gap).toBeLessThan(0.2)
})

test('out of time, the flow is answered where it keeps every rule, with its gap', async () => {
  const instance = generateInstance({ seed: 1, people: 60, units: 12, provinces: 3, classes: 8 })
  const answer = await solve({ instance, weights, timeLimitMs: 0 }, () => {})
  if (answer.status !== 'placed') throw new Error(answer.status)
  expect(answer.plan).toMatchObject({ proven: false, boundBy: 'prices' })
  expect(verifyPlacement(instance, answer.plan).isRight).toBe(true)
})
