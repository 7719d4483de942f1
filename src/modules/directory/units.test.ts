import { getRegencies } from 'idn-area-data'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'
import { systemActor } from '../../platform/access.ts'
import type { Database } from '../../platform/db/database.ts'
import type { SeedContext } from '../../platform/module.ts'
import { loadPreset } from './preset.ts'
import { unitOfParam, unitParam } from './unit-address.ts'
import { forgetUnits, unitTree } from './unit-tree.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
  const services = { db: database.db, database } as SeedContext['services']
  for (const _ of ['first', 'again']) {
    await database.db
      .transaction()
      .execute((tx) => loadPreset({ tx, services, actor: systemActor('test'), progress: () => {} }))
  }
})
afterAll(() => database.close())
const tree = () => unitTree({ db: database.db, database })

test('the commission of 2019 has 549 units: one national office, 34 provinces and 514 districts', async () => {
  const { all } = await tree()
  const count = (level: string) => all.filter((unit) => unit.level === level).length
  expect([all.length, count('national'), count('province'), count('district')]).toEqual([549, 1, 34, 514])
})

test('every district of the official list is there once, under the province it belonged to in 2019', async () => {
  const { all, byCode, byId } = await tree()
  const today = await getRegencies()
  expect(all.filter(({ level }) => level === 'district')).toHaveLength(today.length)
  const home = (province: string) =>
    ['93', '94', '95'].includes(province) ? '91' : province === '96' ? '92' : province
  for (const { code, province_code } of today) {
    const unit = byCode(code)
    expect(byId(unit?.parentId ?? '')?.code).toBe(home(province_code))
  }
})

test('younger provinces of Papua have no unit of their own, and their districts keep their codes', async () => {
  const { byCode, byId } = await tree()
  expect(['93', '94', '95', '96'].map(byCode)).toEqual([undefined, undefined, undefined, undefined])
  const merauke = byCode('93.01')
  expect(merauke?.id).toBe('id.91.9301')
  expect(merauke && unitParam(merauke)).toBe('91.9301')
  expect(byId('id.92')?.shortName).toBe('Papua Barat')
})

test('an address finds its unit again for each of the 549', async () => {
  const found = await tree()
  for (const unit of found.all) expect(unitOfParam(found, unitParam(unit))).toBe(unit)
  expect(unitOfParam(found, '99.99')).toBeUndefined()
})

test('codes, slugs and ids tell every unit apart', async () => {
  const { all } = await tree()
  for (const key of ['id', 'code', 'slug'] as const)
    expect(new Set(all.map((unit) => unit[key])).size).toBe(549)
})

test('units under a scope are the unit and its descendants', async () => {
  const { within, ancestors, childrenOf } = await tree()
  expect(within('id.33')).toHaveLength(36)
  expect(within('id')).toHaveLength(549)
  expect(within('id.77')).toEqual([])
  expect(childrenOf('id')).toHaveLength(34)
  expect(ancestors('id.33.73').map(({ shortName }) => shortName)).toEqual([
    'KPU RI',
    'Jawa Tengah',
    'Kota Salatiga',
  ])
})

test('the tree is read once and again after it was forgotten', async () => {
  const services = { db: database.db, database }
  expect(await unitTree(services)).toBe(await unitTree(services))
  const before = await unitTree(services)
  forgetUnits(services)
  expect(await unitTree(services)).not.toBe(before)
})

test('seats: five commissioners a district, five or seven a province, seven in the capital, one secretary each', async () => {
  const rows = await database.db
    .selectFrom('seat')
    .innerJoin('work_unit', 'work_unit.id', 'seat.work_unit_id')
    .innerJoin('position', 'position.code', 'seat.position_code')
    .select(['work_unit.level', 'position.side', 'work_unit.id'])
    .select(({ fn }) => fn.sum<number>('seat.seats').as('seats'))
    .groupBy(['work_unit.level', 'position.side', 'work_unit.id'])
    .execute()
  const kinds = new Map<string, Set<number>>()
  for (const { level, side, seats } of rows) {
    const key = `${level} ${side}`
    kinds.set(key, (kinds.get(key) ?? new Set()).add(Number(seats)))
  }
  expect(Object.fromEntries([...kinds].map(([key, seats]) => [key, [...seats].sort()]))).toEqual({
    'national commissioner': [7],
    'national secretariat': [1],
    'province commissioner': [5, 7],
    'province secretariat': [1],
    'district commissioner': [5],
    'district secretariat': [1],
  })
})
