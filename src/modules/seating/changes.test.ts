import { describe, expect, test } from 'vitest'
import type { PlacedPerson, PlacementInstance } from '../placement/index.ts'
import { classChanges } from './changes.ts'
import { brokenBySeats } from './check-plan.ts'

const one = (id: string, unitId: string, more: Partial<PlacedPerson> = {}): PlacedPerson => ({
  id,
  unitId,
  provinceId: 'p',
  side: 'commissioner',
  gender: null,
  preferences: {},
  ...more,
})

/** Two classes of two seats; everybody may sit in both. */
const instance = (people: readonly PlacedPerson[]): PlacementInstance => ({
  people,
  classes: ['A', 'B'].map((id) => ({ id, group: 'g', capacity: 2 })),
  rules: {
    capacity: true,
    minimum: false,
    onePerUnit: true,
    eligible: true,
    together: [],
    apart: [],
    locks: [],
  },
})

function changes(people: readonly PlacedPerson[], before: string, after: string, dropped = {}) {
  const of = instance(people)
  const read = (text: string) =>
    text.split(' ').flatMap((word) => {
      const [person = '', seat] = word.split('-')
      return seat ? [{ person, class: seat }] : []
    })
  const present = read(before)
  return classChanges({
    instance: of,
    present: new Map(present.map((seat) => [seat.person, seat.class])),
    seats: read(after),
    broken: brokenBySeats(of, present),
    dropped: new Map(Object.entries(dropped)),
    outside: new Set(['o']),
  }).map(({ participantId, reason, forWhom }) => [participantId, reason, ...(forWhom ? [forWhom] : [])])
}

describe('why a class changes', () => {
  test('somebody of the same unit, or the last seat, goes before wishes; who got the seat is named', () => {
    const people = [one('a', 'u1'), one('b', 'u2'), one('c', 'u3'), one('d', 'u1')]
    // d may not sit with a: a makes room, although a seat was free.
    expect(changes(people, 'a-A c-B', 'a-B c-B d-A')).toEqual([
      ['a', 'makesRoom', 'd'],
      ['d', 'first'],
    ])
    // A is full; c takes the seat that a leaves.
    expect(changes(people, 'a-A b-A', 'a-B b-A c-A')).toEqual([
      ['a', 'makesRoom', 'c'],
      ['c', 'first'],
    ])
  })

  test('a rule that the present seat breaks goes before all else, and a wish before the plan as a whole', () => {
    const two = [one('a', 'u1'), one('d', 'u1')]
    expect(changes(two, 'a-A d-A', 'a-B d-A')).toEqual([['a', 'onePerUnit']])
    const wishing = [one('a', 'u1', { preferences: { B: 3 } }), one('b', 'u2')]
    expect(changes(wishing, 'a-A b-B', 'a-B b-A')).toEqual([
      ['a', 'wish'],
      ['b', 'whole'],
    ])
  })

  test('who comes no more is told from who comes and has no class at the venue', () => {
    expect(changes([one('a', 'u1')], 'a-A', 'a-A', { x: 'A', o: 'B' })).toEqual([
      ['x', 'gone'],
      ['o', 'outside'],
    ])
  })
})
