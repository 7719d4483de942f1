import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { engineOf } from './engine.ts'
import { HitGroup } from './hit-group.ts'
import { settleReach } from './index.ts'
import { appendGroup } from './journal-store.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp({ preset: true })
  const { services } = app
  for (const [code, base, channel] of [
    ['AAAA2222', 'netizen', 'whatsapp'],
    ['BBBB2222', 'netizen', 'instagram'],
    ['CCCC2222', 'women', 'whatsapp'],
  ]) {
    await sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
      values ('id.33.73', ${code}, 'general-2019', ${base}, ${channel}, '/kota-salatiga', now())`.execute(
      services.db,
    )
  }
  const { links } = engineOf(services)
  await links.load()
  const group = new HitGroup(() => '2019-03-01')
  const visit = (code: string, kind: 'click' | 'view', from: number, until: number) => {
    const link = links.get(code)
    if (!link) throw new Error(`No link ${code}.`)
    for (let n = from; n < until; n += 1) group.add(link.origin, kind, [(n * 2_654_435_761) >>> 0, n], null)
  }
  visit('AAAA2222', 'click', 0, 90)
  visit('BBBB2222', 'view', 60, 100)
  visit('CCCC2222', 'click', 200, 205)
  await appendGroup(services.database, services.clock.now(), group.encode())
  await settleReach(services)
})
afterAll(() => app.close())

const desk = (role: string, scope: string) => app.as(role, scope)

test('the page shows people by base and channel, held-back cells as such, and what is not measured', async () => {
  const answer = await desk('district', 'id.33.73').get('/desk/reach?election=general-2019')
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(html).toContain('105')
  expect(html).toContain('ditahan')
  expect(html).toContain('Belum diukur')
  expect(html).toContain('dihitung oleh Jangkau')
  expect(html).not.toContain('undefined')
})

test('a province sees its districts, each leading to its own page', async () => {
  const html = await (await desk('province', 'id.33').get('/desk/reach?election=general-2019')).text()
  expect(html).toContain('unit=33.73')
  expect(html).toContain('Salatiga')
})

test('the links page shows what came by each link of the unit', async () => {
  const html = await (
    await desk('district', 'id.33.73').get('/desk/reach/links?election=general-2019&lang=en')
  ).text()
  expect(html).toContain('AAAA2222')
  expect(html).toContain('held back')
  expect(html).not.toContain('>5<')
})

test('the file holds back what the page holds back', async () => {
  const answer = await desk('district', 'id.33.73').get('/desk/reach/matrix.csv?election=general-2019')
  expect(answer.headers.get('content-type')).toContain('text/csv')
  const csv = await answer.text()
  expect(csv).toContain('105')
  expect(csv).toContain('ditahan')
  const json = await desk('national', 'id').get('/api/v1/reach/matrix?election=general-2019&rows=channel')
  expect(await json.json()).toMatchObject({ total: { delivered: { people: 105, relativeError: 0 } } })
})

test('another district is not shown, an unknown election is refused', async () => {
  const other = desk('district', 'id.33.74')
  expect((await other.get('/desk/reach?unit=33.73')).status).toBe(403)
  expect((await desk('national', 'id').get('/desk/reach?election=nothing-like-it')).status).toBe(404)
  expect((await app.get('/desk/reach')).status).toBe(303)
})

test('an open page of the day hears that hits were folded; who cannot take a stream is not given one', async () => {
  const office = desk('district', 'id.33.73')
  const page = await (await office.get('/desk/reach/live?election=general-2019&day=2019-03-01')).text()
  expect(page).toContain('data-live="/desk/reach/live/events?unit=33.73')
  expect((await office.get('/desk/reach/live/events?election=general-2019')).status).toBe(406)
})

test('reach over time is drawn by base, and what two bases share is told or held back', async () => {
  const office = desk('district', 'id.33.73')
  const time = await (
    await office.get('/desk/reach/time?election=general-2019&by=day&cut=base&lang=en')
  ).text()
  expect(time).toContain('1 March 2019')
  const shared = await (await office.get('/desk/reach/overlap?election=general-2019&lang=en')).text()
  expect(shared).toContain('Held back: one base of this unit is')
})
