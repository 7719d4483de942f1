import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generateInstance } from './generate.ts'
import { replacePlacement, solvePlacement } from './index.ts'
import type { PlacementInstance, Seat, Weights } from './instance.ts'
import { replaceInParts } from './replace-in-parts.ts'
import { allSeats, asFlow, keepsAll, smallInstance, someWeights } from './small-cases.ts'
import { costsOf, objectiveOf, verifyPlacement } from './verify.ts'

const weights: Weights = { preference: 1, province: 2, gender: 0, side: 0, move: 0, unplaced: null }
const timeLimitMs = 60_000

/** Empty seats, then moves, then the goal: the best of all plans. */
function best(instance: PlacementInstance, given: Weights, before: Seat[]): number[] | null {
  const was = new Map(before.map(({ person, class: of }) => [person, of]))
  let least: number[] | null = null
  for (const seats of allSeats(instance)) {
    if (!keepsAll(instance, given, seats)) continue
    const rank = rankOf(instance, given, was, seats)
    if (!least || isLess(rank, least)) least = rank
  }
  return least
}

/** By the first number in which they differ. */
function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, n) => value !== b[n])
  return at >= 0 && (a[at] as number) < (b[at] as number)
}

function rankOf(
  instance: PlacementInstance,
  given: Weights,
  was: Map<string, string | null>,
  seats: readonly Seat[],
) {
  const empty = seats.filter((seat) => seat.class === null).length
  const moved = seats.filter(
    ({ person, class: of }) => was.get(person) != null && was.get(person) !== of,
  ).length
  const goal = { ...given, move: 0, unplaced: 0 }
  return [empty, moved, objectiveOf(costsOf({ ...instance, before: [] }, { seats, weights: goal }))]
}

const before = fc.array(fc.constantFrom('X', 'Y', 'Z', null, undefined), { minLength: 5, maxLength: 5 })
const seatsOf = ({ people }: PlacementInstance, was: (string | null | undefined)[]) =>
  people.flatMap(({ id }, at): Seat[] => {
    const of = was[at]
    return of === undefined ? [] : [{ person: id, class: of }]
  })

test('as few move as can, and of those plans the best is taken', async () => {
  await fc.assert(
    fc.asyncProperty(smallInstance.map(asFlow), before, someWeights, async (instance, was, some) => {
      const given = { ...some, gender: 0, side: 0 }
      const seats = seatsOf(instance, was)
      const answer = await replacePlacement(instance, seats, { weights: given, timeLimitMs })
      const least = best(instance, given, seats)
      if (answer.status !== 'placed') {
        expect(answer.status).toBe('infeasible')
        expect(least).toBeNull()
        return
      }
      const known = new Map(seats.map(({ person, class: of }) => [person, of]))
      expect(rankOf(instance, given, known, answer.plan.seats)).toEqual(least)
      expect(answer.moved).toBe(least?.[1])
      expect(verifyPlacement(answer.instance, answer.plan)).toMatchObject({ isRight: true, isProven: true })
    }),
    { numRuns: 60 },
  )
})

test('also with pairs, gender and side', async () => {
  await fc.assert(
    fc.asyncProperty(smallInstance, before, someWeights, async (instance, was, given) => {
      const seats = seatsOf(instance, was)
      const task = { instance: { ...instance, before: seats }, weights: given, timeLimitMs }
      const answer = await replaceInParts(task)
      const least = best(instance, given, seats)
      if (answer.status !== 'placed') {
        expect(answer.status).toBe('infeasible')
        expect(least).toBeNull()
        return
      }
      const known = new Map(seats.map(({ person, class: of }) => [person, of]))
      expect(rankOf(instance, given, known, answer.plan.seats)).toEqual(least)
      expect(answer.plan.proven).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('a late arrival moves nobody where a seat is free; a smaller class moves as many as it lost', async () => {
  const instance = generateInstance({ seed: 5, people: 120, units: 20, provinces: 4, classes: 10 })
  const answer = await solvePlacement(instance, { weights, timeLimitMs })
  if (answer.status !== 'placed') throw new Error(answer.status)
  const [someone] = instance.people
  const late = { ...(someone as (typeof instance.people)[number]), id: 'late', unitId: 'unit-new' }
  const arrived = { ...instance, people: [...instance.people, late] }
  const one = await replacePlacement(arrived, answer.plan.seats, { weights, timeLimitMs })
  if (one.status !== 'placed') throw new Error(one.status)
  expect(one.moves).toEqual([{ person: 'late', from: null, to: expect.any(String) }])
  const full = Map.groupBy(answer.plan.seats, (seat) => seat.class)
  const classes = instance.classes.map((of, at) =>
    at === 0 ? { ...of, capacity: (full.get(of.id)?.length ?? 0) - 3 } : of,
  )
  const smaller = await replacePlacement({ ...instance, classes }, answer.plan.seats, {
    weights,
    timeLimitMs,
  })
  if (smaller.status !== 'placed') throw new Error(smaller.status)
  expect(smaller.moved).toBe(3)
})

test('pairs are kept when somebody comes late, in a thread of its own', async () => {
  const instance = generateInstance({ seed: 6, people: 60, units: 12, provinces: 3, classes: 8, together: 4 })
  const given = { ...weights, gender: 1 }
  const answer = await solvePlacement(instance, { weights: given, timeLimitMs })
  if (answer.status !== 'placed') throw new Error(answer.status)
  const gone = { ...instance, people: instance.people.slice(0, -1) }
  const back = await replacePlacement(gone, answer.plan.seats, { weights: given, timeLimitMs })
  expect(back).toMatchObject({ status: 'placed', moved: 0, moves: [] })
})
