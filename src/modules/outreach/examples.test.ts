import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { systemActor } from '../../platform/access.ts'
import type { Module } from '../../platform/module.ts'
import { accountsModule } from '../accounts/index.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { coverage, outreachModule, programmeElection, programmesIn, volunteersOf } from './index.ts'

const modules: readonly Module[] = [accountsModule, directoryModule, electionsModule, outreachModule]
const rooms = [accountsModule, electionsModule, outreachModule]
let services: TestServices

const seed = (step: 'loadExamples' | 'removeExamples') =>
  services.db.transaction().execute(async (tx) => {
    const context = { tx, services, actor: systemActor('test'), progress: () => {} }
    for (const module of step === 'loadExamples' ? rooms : rooms.toReversed()) await module[step]?.(context)
  })
const programmes = () => programmesIn(services.db, { scope: 'id', electionId: 'general-2019' })

beforeAll(async () => {
  services = await testServices({ modules, preset: true, now: '2026-11-24T03:00:00Z' })
  await seed('loadExamples')
})
afterAll(() => services.close())

test('most districts, every province and the national office had a programme in the season of 2019', async () => {
  const all = await programmes()
  const districts = all.filter(({ workUnitId }) => workUnitId.split('.').length === 3)
  expect(all.length - districts.length).toBe(35)
  expect(districts.length / 514).toBeGreaterThan(0.9)
  expect(districts.length / 514).toBeLessThan(0.96)
  for (const { state, startsOn, endsOn, example } of all) {
    expect([state, startsOn, endsOn, example]).toEqual(['closed', '2019-01-24', '2019-04-17', true])
  }
})

test('volunteers keep to the quotas, five a base and 55 in all, with a few gaps to attend to', async () => {
  const rows = (await coverage(services.db, { scope: 'id', electionId: 'general-2019' })).filter(
    ({ quota }) => quota > 0,
  )
  const counted = await services.db
    .selectFrom('volunteer')
    .select(['work_unit_id', 'base', (e) => e.fn.countAll<number>().as('count')])
    .groupBy(['work_unit_id', 'base'])
    .execute()
  expect(Math.max(...counted.map(({ count }) => count))).toBe(5)
  const served = rows.filter(({ programmeId }) => programmeId !== null)
  const full = served.filter(({ volunteers }) => volunteers >= 54)
  expect(full.length / served.length).toBeGreaterThan(0.7)
  const deserted = served.filter(({ volunteers }) => volunteers === 0)
  expect(deserted.length).toBeGreaterThan(0)
  expect(deserted.length).toBeLessThan(20)
  expect(Math.max(...rows.map(({ volunteers, quota }) => volunteers - quota))).toBe(0)
})

test('the example account of a volunteer belongs to a netizen volunteer, whose own links it sees', async () => {
  const account = await services.db
    .selectFrom('account')
    .select('person_id')
    .where('sign_in_name', '=', 'contoh.relawan')
    .executeTakeFirstOrThrow()
  const programme = (await programmes()).find(({ workUnitId }) => workUnitId === 'id.33.73')
  const volunteers = await volunteersOf(services.db, {
    workUnitId: 'id.33.73',
    programmeId: programme?.id ?? '',
  })
  expect(volunteers.find(({ id }) => id === account.person_id)).toMatchObject({
    base: 'netizen',
    state: 'active',
  })
})

test('the example election ahead has no programme yet, so the last season is shown first', async () => {
  expect(await programmeElection(services.db, '2026-11-24')).toBe('general-2019')
})

test('loading again gives the same people, and removing leaves nothing', async () => {
  const [first] = (await programmes()).filter(({ workUnitId }) => workUnitId === 'id.33.73')
  const query = { workUnitId: 'id.33.73', programmeId: first?.id ?? '' }
  const before = await volunteersOf(services.db, query)
  expect(before).toHaveLength(55)
  await seed('removeExamples')
  expect(await programmes()).toEqual([])
  expect(await volunteersOf(services.db, query)).toEqual([])
  await seed('loadExamples')
  expect(await volunteersOf(services.db, query)).toEqual(before)
})
