import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { loadExamples as load, removeExamples as remove } from '../../platform/first-load.ts'
import { isActive, overlap, termsServed } from './appointment-rules.ts'
import { directoryModule, unitTree } from './index.ts'

let services: TestServices
beforeAll(async () => {
  services = await testServices({ modules: [directoryModule], preset: true, now: '2026-11-24T03:00:00Z' })
  await load(services, [directoryModule], () => {})
})
afterAll(() => services.close())

const everything = () =>
  services.db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .innerJoin('position', 'position.code', 'appointment.position_code')
    .innerJoin('work_unit', 'work_unit.id', 'appointment.work_unit_id')
    .select([
      'person.name',
      'person.gender',
      'person.phone',
      'person.email',
      'position.side',
      'position.code',
    ])
    .select(['appointment.id', 'appointment.person_id', 'appointment.work_unit_id', 'work_unit.level'])
    .select([
      'appointment.from_on as from',
      'appointment.until_on as until',
      'appointment.end_reason as endReason',
    ])
    .select(['appointment.replaces_id', 'appointment.division_code', 'appointment.example'])
    .execute()

test('people hold nearly every seat in the season of 2019 and today', async () => {
  const all = await everything()
  const seats = await services.db
    .selectFrom('seat')
    .select(({ fn }) => fn.sum<number>('seats').as('n'))
    .execute()
  expect(Number(seats[0]?.n)).toBe(514 * 6 + 9 * 8 + 25 * 6 + 8)
  // Some leave their seat open in the course of a term: few of those that had just begun in March 2019.
  for (const [day, most] of [
    ['2019-03-01', 0.9995],
    ['2019-09-21', 0.9975],
    ['2026-11-24', 0.995],
  ] as const) {
    const held = all.filter((one) => isActive(one, day)).length
    expect(held / Number(seats[0]?.n)).toBeGreaterThan(0.94)
    expect(held / Number(seats[0]?.n)).toBeLessThan(most)
  }
})

test('no seat is taken twice, nobody serves twice at a time nor more than two terms on a level', async () => {
  const all = await everything()
  const seats = await services.db.selectFrom('seat').selectAll().execute()
  const own = Map.groupBy(all, (one) => `${one.work_unit_id} ${one.code}`)
  for (const seat of seats) {
    const ofSeat = own.get(`${seat.work_unit_id} ${seat.position_code}`) ?? []
    for (const { from } of ofSeat)
      expect(ofSeat.filter((one) => isActive(one, from)).length).toBeLessThanOrEqual(seat.seats)
  }
  for (const [, ofPerson] of Map.groupBy(all, (one) => one.person_id)) {
    const clash = ofPerson.some((a, at) => ofPerson.slice(at + 1).some((b) => overlap(a, b)))
    expect(clash).toBe(false)
    const terms = ofPerson.filter(({ side }) => side === 'commissioner')
    expect(termsServed(terms)).toBeLessThanOrEqual(2)
  }
})

test('everybody looks made up: named Contoh, with numbers and addresses that are nobody’s', async () => {
  const all = await everything()
  expect(all.every(({ name, example }) => name.endsWith(' Contoh') && example)).toBe(true)
  expect(all.every(({ phone }) => phone?.startsWith('+62000'))).toBe(true)
  expect(all.every(({ email }) => email?.endsWith('.example'))).toBe(true)
  const names = await services.db.selectFrom('person').select('name').execute()
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length)
})

test('about three in ten commissioners are women', async () => {
  const commissioners = (await everything()).filter(({ side }) => side === 'commissioner')
  const women = commissioners.filter(({ gender }) => gender === 'f').length
  expect(women / commissioners.length).toBeGreaterThan(0.27)
  expect(women / commissioners.length).toBeLessThan(0.33)
})

test('in a district every division has one commissioner, and early replacements name whom they replace', async () => {
  const all = await everything()
  const salatiga = all.filter(({ work_unit_id }) => work_unit_id === 'id.33.73')
  const led = salatiga.filter((one) => isActive(one, '2019-03-01') && one.side === 'commissioner')
  expect(new Set(led.map(({ division_code }) => division_code)).size).toBe(led.length)
  const replacing = all.filter(({ replaces_id }) => replaces_id !== null)
  expect(replacing.length).toBeGreaterThan(100)
  const byId = new Map(all.map((one) => [one.id, one]))
  for (const one of replacing) {
    const before = byId.get(one.replaces_id ?? '')
    expect(before?.endReason).toBeTruthy()
    expect((before?.until ?? '') < one.from).toBe(true)
  }
})

test('the same seed makes the same people again, and removing leaves units and nobody', async () => {
  const names = async () =>
    (await services.db.selectFrom('person').select('name').orderBy('name').execute()).map(({ name }) => name)
  const before = await names()
  await remove(services, [directoryModule], () => {})
  expect(await names()).toEqual([])
  expect(await everything()).toEqual([])
  expect((await unitTree(services)).all).toHaveLength(549)
  await services.db.deleteFrom('installation').where('name', '=', 'examples').execute()
  await load(services, [directoryModule], () => {})
  expect(await names()).toEqual(before)
})
