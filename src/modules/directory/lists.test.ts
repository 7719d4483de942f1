import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { loadExamples } from '../../platform/first-load.ts'
import { isActive } from './appointment-rules.ts'
import { directoryModule, unitTree } from './index.ts'
import { cutPage, type Edge, edgeOf, edgeText } from './keyset.ts'
import { findPeople } from './people-read-model.ts'
import { listUnits, type UnitRow, unitSorts } from './units-read-model.ts'
import { seatCounts, vacancies } from './vacancies-read-model.ts'

const day = '2019-03-01'
let services: TestServices
beforeAll(async () => {
  services = await testServices({ modules: [directoryModule], preset: true, now: `${day}T03:00:00Z` })
  await loadExamples(services, [directoryModule], () => {})
})
afterAll(() => services.close())

const list = (query: Partial<Parameters<typeof listUnits>[1]> = {}) =>
  listUnits(services.db, { scopes: ['id'], day, limit: 50, ...query })
const names = async (words: string, scopes = ['id']) =>
  (await list({ words, scopes, limit: 600 })).rows.map(({ shortName }) => shortName)

test('vacancies of every unit are its seats less who is active, counted by hand', async () => {
  const seats = await services.db.selectFrom('seat').selectAll().execute()
  const held = await services.db
    .selectFrom('appointment')
    .select(['work_unit_id', 'position_code', 'from_on as from', 'until_on as until'])
    .execute()
  for (const on of [day, '2018-09-01', '2017-01-01']) {
    const active = new Map<string, number>()
    for (const one of held.filter((one) => isActive(one, on))) {
      const key = `${one.work_unit_id} ${one.position_code}`
      active.set(key, (active.get(key) ?? 0) + 1)
    }
    const byHand = seats
      .map((seat) => ({
        key: `${seat.work_unit_id} ${seat.position_code}`,
        vacant: seat.seats - (active.get(`${seat.work_unit_id} ${seat.position_code}`) ?? 0),
      }))
      .filter(({ vacant }) => vacant > 0)
    const counted = await vacancies(services.db, 'id', on)
    const shown = counted.map(({ unitId, position, vacant }) => ({ key: `${unitId} ${position}`, vacant }))
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
    expect(shown.sort(byKey)).toEqual(byHand.sort(byKey))
  }
})

test('the list says of each unit what its seats say', async () => {
  const { rows } = await list({ limit: 600 })
  for (const row of rows.filter((_, at) => at % 7 === 0)) {
    const own = await seatCounts(services.db, row.id, day)
    expect([row.seats, row.vacant]).toEqual([
      own.reduce((sum, seat) => sum + seat.seats, 0),
      own.reduce((sum, seat) => sum + seat.vacant, 0),
    ])
  }
})

test.each(unitSorts.flatMap((sort) => (['asc', 'desc'] as const).map((dir) => ({ sort, dir }))))(
  'paging by $sort $dir shows every unit once, forward and back',
  async ({ sort, dir }) => {
    const edge = (row: UnitRow): Edge => ({
      value: sort === 'vacant' ? row.vacant : sort === 'name' ? row.shortName : row.id,
      id: row.id,
    })
    const seen: string[][] = []
    let after: Edge | undefined
    for (;;) {
      const page = await list({ sort, dir, after, limit: 100 })
      expect(page.total).toBe(549)
      seen.push(page.rows.map(({ id }) => id))
      expect(page.hasPrevious).toBe(after !== undefined)
      const last = page.rows.at(-1)
      if (!page.hasNext || !last) break
      after = edgeOf(edgeText(edge(last)))
    }
    expect(seen).toHaveLength(6)
    expect(new Set(seen.flat()).size).toBe(549)
    const [first] = (await list({ sort, dir, after, limit: 100 })).rows
    const back = await list({ sort, dir, before: first && edge(first), limit: 100 })
    expect(back.rows.map(({ id }) => id)).toEqual(seen[4])
    expect([back.hasNext, back.hasPrevious]).toEqual([true, true])
  },
)

test('a unit is found by part of its name, by code, and however its kind is written', async () => {
  expect(await names('salat')).toEqual(['Kota Salatiga'])
  expect(await names('kpu kota salatiga')).toEqual(['Kota Salatiga'])
  expect(await names('Kab. Salatiga')).toEqual(['Kota Salatiga'])
  expect(await names('33.73')).toEqual(['Kota Salatiga'])
  expect(await names('3373')).toEqual(['Kota Salatiga'])
  expect(await names('semarang')).toEqual(['Kab. Semarang', 'Kota Semarang'])
  expect(await names('kab semarang')).toEqual(['Kab. Semarang'])
  expect(await names('provinsi jawa tengah')).toEqual(['Jawa Tengah'])
  expect(await names('tolitoli')).toEqual(['Kab. Toli-Toli'])
  expect(await names("merauke'); drop table person; --")).toEqual([])
  expect(await names('!!!')).toEqual([])
})

test('nothing outside the scopes is found', async () => {
  expect(await names('salatiga', ['id.34'])).toEqual([])
  expect(await names('salatiga', ['id.34', 'id.33'])).toEqual(['Kota Salatiga'])
  expect((await list({ scopes: ['id.33'], level: 'district', limit: 600 })).total).toBe(35)
  expect((await list({ scopes: [] })).total).toBe(0)
})

test('people are paged by name, each once, and only those of the scope', async () => {
  const seen: string[] = []
  let after: Edge | undefined
  for (;;) {
    const found = await findPeople(services.db, { words: '', scopes: ['id.33'], day, limit: 61, after })
    const page = cutPage(found, { limit: 60, after })
    seen.push(...page.rows.map(({ id }) => id))
    const last = page.rows.at(-1)
    if (!page.hasNext || !last) break
    after = { value: last.searchWords, id: last.id }
  }
  const { rows } = await services.database.query(
    `select count(distinct person_id)::int as n from appointment where work_unit_id = 'id.33' or work_unit_id like 'id.33.%'`,
  )
  expect(new Set(seen).size).toBe(seen.length)
  expect(rows).toEqual([{ n: seen.length }])
})

test('a broken edge in an address shows the first page', () => {
  expect([undefined, '', 'x', 'W10', 'bnVsbA'].map(edgeOf)).toEqual(Array(5).fill(undefined))
})

test('the units of the tree and of the list are the same', async () => {
  const { all } = await unitTree(services)
  expect((await list({ limit: 600 })).rows.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
})
