import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { engineOf } from './engine.ts'
import { erasedOn, isDue, seasonState } from './season.ts'
import { eraseSeasonsJob } from './season-jobs.ts'

const electionId = 'general-2019'
let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true })
})
afterAll(() => app.close())

const key = async () =>
  (
    await sql<{ key: Uint8Array | null; gone: Date | null }>`
      select key, destroyed_at as gone from reach_season_key where election_id = ${electionId}`.execute(
      app.services.db,
    )
  ).rows[0]

test('a season counts until its last day, has days of grace, and is erased the day after them', () => {
  const season = { endsOn: '2019-04-17', erasedAt: null }
  expect(seasonState(season, '2019-04-17')).toBe('counting')
  expect(seasonState(season, '2019-04-18')).toBe('grace')
  expect(erasedOn(season)).toBe('2019-05-18')
  expect([isDue(season, '2019-05-17'), isDue(season, '2019-05-18')]).toEqual([false, true])
  expect(isDue({ endsOn: null, erasedAt: null }, '2029-01-01')).toBe(false)
})

test('the page says until when the key is there; only the national office may destroy it, and is asked first', async () => {
  await engineOf(app.services).keys.read(electionId)
  const page = await (await app.as('national', 'id').get('/desk/reach/season?lang=en')).text()
  expect(page).toContain('counting')
  expect(page).toContain(`/desk/reach/season/${electionId}/erase`)
  const province = app.as('province', 'id.33')
  expect(await (await province.get('/desk/reach/season')).text()).not.toContain('/erase')
  expect((await province.get(`/desk/reach/season/${electionId}/erase`)).status).toBe(403)
  expect((await province.post(`/desk/reach/season/${electionId}/erase`, {})).status).toBe(403)
  const asked = await (
    await app.as('national', 'id').get(`/desk/reach/season/${electionId}/erase?lang=en`)
  ).text()
  expect(asked).toContain('nobody can bring the key back')
  expect((await key())?.key).not.toBeNull()
})

test('after the last programme and its grace the key is gone from table and memory, for good and on record', async () => {
  const { services } = app
  const { keys } = engineOf(services)
  expect(await keys.read(electionId)).not.toBeNull()
  const programme = (endsOn: string, example: boolean, unit: string) =>
    sql`insert into programme (work_unit_id, id, election_id, state, starts_on, ends_on, created_at, example)
      values (${unit}, gen_random_uuid(), ${electionId}, 'open', '2019-01-24', ${endsOn}, now(), ${example})`.execute(
      services.db,
    )
  await programme('2018-12-01', true, 'id.33.74').catch(() => {})
  await programme('2019-03-30', false, 'id.33.73')
  await programme('2019-04-02', false, 'id.33.72')
  services.clock.now = () => new Date('2019-05-02T03:00:00Z')
  await eraseSeasonsJob.handler(services, {})
  expect((await key())?.key).not.toBeNull()
  services.clock.now = () => new Date('2019-05-03T03:00:00Z')
  await eraseSeasonsJob.handler(services, {})
  expect(await key()).toEqual({ key: null, gone: new Date('2019-05-03T03:00:00Z') })
  expect(keys.get(electionId)).toBeNull()
  expect(await keys.read(electionId)).toBeNull()
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from audit_entry where action = 'reach.erase-season'`.execute(services.db)
  expect(rows[0]?.n).toBe(1)
  const again = await app.as('national', 'id').post(`/desk/reach/season/${electionId}/erase`, {})
  expect(again.status).toBe(409)
})

test('the key of an election without any programme goes after voting day, so that none stays for good', async () => {
  const { services } = app
  const { keys } = engineOf(services)
  expect(await keys.read('regional-2020')).not.toBeNull()
  services.clock.now = () => new Date('2021-01-08T03:00:00Z')
  await eraseSeasonsJob.handler(services, {})
  expect(keys.get('regional-2020')).not.toBeNull()
  services.clock.now = () => new Date('2021-01-09T03:00:00Z')
  await eraseSeasonsJob.handler(services, {})
  expect(keys.get('regional-2020')).toBeNull()
})

test('a process lets go of a key that another one destroyed', async () => {
  const { keys } = engineOf(app.services)
  expect(await keys.read('general-2024')).not.toBeNull()
  await sql`update reach_season_key set key = null, destroyed_at = now() where election_id = 'general-2024'`.execute(
    app.services.db,
  )
  await keys.follow()
  expect(keys.get('general-2024')).toBeNull()
})
