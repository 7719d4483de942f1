// For tests: instances small enough to try every plan, and the trying.
import fc from 'fast-check'
import type { PlacementInstance, PlacementPlan, Seat, Weights } from './instance.ts'
import { costsOf, objectiveOf, verifyPlacement } from './verify.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const classIds = ['X', 'Y', 'Z'] as const

const person = fc.record({
  unit: fc.nat(2),
  side: fc.constantFrom('commissioner' as const, 'secretariat' as const, 'other' as const),
  gender: fc.constantFrom('f' as const, 'm' as const, null),
  benefits: fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)),
  eligible: fc.option(fc.subarray([...classIds], { minLength: 1 }), { freq: 4, nil: undefined }),
  division: fc.option(fc.constantFrom('one', 'two'), { freq: 5, nil: undefined }),
})

const pair = fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 2 })

/** Up to five people and three classes with some of every rule. */
export const smallInstance = fc
  .record({
    people: fc.array(person, { maxLength: 5 }),
    capacities: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
    minima: fc.tuple(fc.nat(1), fc.constant(0), fc.constant(0)),
    onePerUnit: fc.boolean(),
    together: fc.array(pair, { maxLength: 1 }),
    apart: fc.array(pair, { maxLength: 2 }),
    locks: fc.array(fc.tuple(fc.nat(5), fc.nat(2)), { maxLength: 2 }),
  })
  .map((made): PlacementInstance => {
    const here = (places: number[]) => places.every((at) => at < made.people.length)
    return {
      people: made.people.map(({ unit, side, gender, benefits, eligible, division }, at) => ({
        id: ids[at] as string,
        unitId: `u${unit}`,
        provinceId: `p${unit % 2}`,
        side,
        gender,
        preferences: Object.fromEntries(classIds.map((id, of) => [id, benefits[of] as number])),
        eligible,
        division,
      })),
      classes: classIds.map((id, of) => ({
        id,
        group: 'evaluation',
        capacity: made.capacities[of] as number,
        minimum: made.minima[of],
        division: of === 2 ? 'two' : undefined,
      })),
      rules: {
        capacity: true,
        minimum: true,
        onePerUnit: made.onePerUnit,
        eligible: true,
        together: made.together.filter(here).map((group, n) => ({
          id: `together ${n}`,
          people: group.map((at) => ids[at] as string),
        })),
        apart: made.apart.filter(here).map(([a, b], n) => ({
          id: `apart ${n}`,
          people: [ids[a as number] as string, ids[b as number] as string],
        })),
        locks: made.locks
          .filter(([at]) => here([at]))
          .map(([at, of]) => ({ person: ids[at] as string, class: classIds[of] as string })),
      },
    }
  })

export const someWeights = fc.record({
  preference: fc.nat(3),
  province: fc.nat(3),
  gender: fc.nat(2),
  side: fc.nat(2),
  move: fc.constant(0),
  unplaced: fc.constantFrom(null, 20),
})

/** The same without what is no flow. */
export const asFlow = (instance: PlacementInstance): PlacementInstance => ({
  ...instance,
  rules: { ...instance.rules, together: [], apart: [] },
})

/** All ways to seat everybody or to leave them without a seat. */
export function* allSeats({ people, classes }: PlacementInstance): Generator<Seat[]> {
  const choices = [...classes.map(({ id }) => id), null]
  for (let n = 0; n < choices.length ** people.length; n += 1) {
    yield people.map(({ id }, at) => ({
      person: id,
      class: choices[Math.floor(n / choices.length ** at) % choices.length] as string | null,
    }))
  }
}

/** A plan of these seats that claims nothing. */
export const planOf = (weights: Weights, seats: Seat[]): PlacementPlan => ({
  weights,
  seats,
  unplaced: seats.filter((seat) => seat.class === null).map((seat) => seat.person),
  objective: 0,
  bound: 0,
  gap: 0,
  proven: false,
  boundBy: 'prices',
  prices: { class: [], province: [], unit: [] },
})

export const keepsAll = (instance: PlacementInstance, weights: Weights, seats: Seat[]) =>
  verifyPlacement(instance, planOf(weights, seats)).violations.length === 0

/** The least objective of all plans that keep the rules; infinite where none does. */
export function leastObjective(instance: PlacementInstance, weights: Weights): number {
  let least = Number.POSITIVE_INFINITY
  for (const seats of allSeats(instance)) {
    if (!keepsAll(instance, weights, seats)) continue
    least = Math.min(least, objectiveOf(costsOf(instance, { seats, weights })))
  }
  return least
}
