import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule } from '../directory/index.ts'
import { HitGroup } from './hit-group.ts'
import { reachMatrix, settleReach } from './index.ts'
import { appendGroup } from './journal-store.ts'
import { createOrigin } from './origin.ts'
import { reachOverlap } from './overlap.ts'

let services: TestServices
beforeAll(async () => {
  services = await testServices({ modules: [directoryModule], preset: true })
  const group = new HitGroup((zone) => (zone === 'Asia/Jakarta' ? '2019-04-17T09' : '2019-04-17T11'))
  const visit = (unit: string, base: string, from: number, until: number, timeZone = 'Asia/Jakarta') => {
    const origin = createOrigin({
      workUnitId: unit,
      timeZone,
      electionId: 'general-2019',
      base,
      channel: 'whatsapp',
      publicationId: '-',
      linkCode: `${unit} ${base}`,
      personId: '-',
    })
    for (let n = from; n < until; n += 1) {
      group.add(
        origin,
        'click',
        [Math.imul(n + 1, 2_654_435_761) >>> 0, Math.imul(n + 7, 2_246_822_519) >>> 0],
        null,
      )
    }
  }
  visit('id.33.73', 'netizen', 0, 60)
  visit('id.33.73', 'women', 30, 100)
  visit('id.33.74', 'netizen', 0, 20_000)
  visit('id.33.74', 'women', 19_900, 40_000)
  visit('id.33.75', 'netizen', 0, 60)
  visit('id.33.75', 'women', 50, 110)
  visit('id.33.76', 'netizen', 0, 60)
  visit('id.33.76', 'women', 30, 100)
  visit('id.33.76', 'youth', 0, 5)
  visit('id.91.71', 'netizen', 0, 60, 'Asia/Jayapura')
  await appendGroup(services.database, services.clock.now(), group.encode())
  await settleReach(services)
})
afterAll(() => services.close())

const overlap = (scope: string) =>
  reachOverlap(services, { scope, electionId: 'general-2019', bases: ['netizen', 'women'] })

test('people of two bases are told exactly while everybody is told apart', async () => {
  expect(await overlap('id.33.73')).toMatchObject({
    first: { people: 60 },
    second: { people: 70 },
    either: { people: 100 },
    both: 30,
    margin: 0,
    isUnclear: false,
  })
})

test('a small overlap of large bases drowns in the error of the three figures it comes from, and says so', async () => {
  const { both, margin, isUnclear } = await overlap('id.33.74')
  expect(Math.abs((both ?? 0) - 100)).toBeLessThanOrEqual(2 * margin)
  expect(isUnclear).toBe(true)
})

test('an overlap of few people is held back, and so are all of a unit with a base that is', async () => {
  expect(await overlap('id.33.75')).toMatchObject({ both: null, isHeld: true, heldBases: [] })
  expect(await overlap('id.33.76')).toMatchObject({ both: null, isHeld: true, heldBases: ['youth'] })
})

test('hours are those that the clocks of each unit showed', async () => {
  const hours = async (scope: string) =>
    (
      await reachMatrix(services, {
        scope,
        electionId: 'general-2019',
        rows: 'hour',
        period: 'day:2019-04-17',
      })
    ).cells.map(({ row, delivered }) => [row, delivered.people])
  expect(await hours('id.33.73')).toEqual([['2019-04-17T09', 100]])
  expect(await hours('id.91.71')).toEqual([['2019-04-17T11', 60]])
  expect((await hours('id')).map(([hour]) => hour)).toEqual(['2019-04-17T09', '2019-04-17T11'])
})
