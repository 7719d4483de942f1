import { expect, test } from 'vitest'
import { isActive } from './appointment-rules.ts'
import { exampleNames, seeded } from './example-names.ts'
import { exampleDirectory, type SeatToFill } from './example-terms.ts'
import type { Unit } from './unit-tree.ts'

/** Forty offices with five commissioners and a secretary each, who has no term. */
const seats: SeatToFill[] = Array.from({ length: 40 }, (_, at) => {
  const id = `id.${11 + Math.floor(at / 10)}.${String(at % 10).padStart(2, '0')}`
  const unit = { id, level: 'district' } as Unit
  const of = { unit, isCommissioner: true, termYears: 5 }
  return [
    { ...of, position: 'chair', seats: 1 },
    { ...of, position: 'member', seats: 4 },
    { ...of, position: 'secretary', seats: 1, isCommissioner: false, termYears: null },
  ]
}).flat()

/** As the examples of the directory make them, loaded on a day. */
function loadedOn(today: string) {
  const random = seeded(2019)
  const nextName = exampleNames(random, 0.3)
  return exampleDirectory(seats, {
    random,
    nextName,
    divisions: ['one', 'two', 'three', 'four', 'five'],
    today,
  })
}

/** Who held what on the day, in words. */
function heldOn(day: string, { people, appointments }: ReturnType<typeof loadedOn>): string[] {
  const named = new Map(people.map(({ id, name, gender }) => [id, `${name} ${gender}`]))
  return appointments
    .filter((one) => isActive(one, day))
    .map(({ unitId, position, division, from, personId }) =>
      [unitId, position, division, from, named.get(personId)].join(' '),
    )
    .toSorted()
}

test('who held which seat at the meeting of 2019 is the same on whatever day the examples are loaded', () => {
  const meeting = '2019-09-21'
  const told = heldOn(meeting, loadedOn('2026-11-26'))
  expect(told.length).toBeGreaterThan(220)
  for (const today of ['2019-09-22', '2020-02-29', '2027-12-01', '2034-06-30'])
    expect(heldOn(meeting, loadedOn(today)), today).toEqual(told)
})

test('what has not come yet is not told: nobody from the future, and no early end of a term that still runs', () => {
  const today = '2021-03-01'
  const { people, appointments } = loadedOn(today)
  expect(appointments.filter(({ from }) => from > today)).toEqual([])
  const running = appointments.filter(({ until }) => until === null || until >= today)
  expect(running.every(({ endReason }) => endReason === null)).toBe(true)
  expect(running.some(({ position, until }) => position === 'secretary' && until === null)).toBe(true)
  expect(appointments.some(({ endReason, until }) => endReason !== null && (until ?? '') < today)).toBe(true)
  const holders = new Set(appointments.map(({ personId }) => personId))
  expect(new Set(people.map(({ id }) => id))).toEqual(holders)
})
