import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { engineOf } from './engine.ts'
import type { ReachMatrix } from './figures.ts'
import { HitGroup } from './hit-group.ts'
import { settleReach } from './index.ts'
import { appendGroup } from './journal-store.ts'
import { isDoneWithin } from './judged-page.tsx'

let app: TestApp

beforeAll(async () => {
  app = await testApp({ preset: true })
  const { services } = app
  for (const [code, base, channel] of [
    ['AAAA2222', 'netizen', 'whatsapp'],
    ['BBBB2222', 'netizen', 'instagram'],
    ['CCCC2222', 'women', 'whatsapp'],
    ['AAAA1111', 'women', 'facebook'],
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
  visit('AAAA1111', 'click', 200, 202)
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
  expect(html).toContain('Sentuhan seluruhnya')
  expect(html).toContain('dihitung oleh Jangkau')
  expect(html).not.toContain('undefined')
})

test('a province sees its districts beside each other, each leading to its own page with what was chosen', async () => {
  const address = '/desk/reach/map?election=general-2019&base=netizen&period=week:2019-02-25'
  const html = await (await desk('province', 'id.33').get(address)).text()
  expect(html).toContain('unit=33.73&amp;election=general-2019&amp;base=netizen&amp;period=week%3A2019-02-25')
  expect(html).toContain('Salatiga')
  // 34 more districts, in which nobody was counted, are not left out.
  expect(html).toContain('unit=33.01')
  const nation = await (await desk('national', 'id').get('/desk/reach/map?election=general-2019')).text()
  expect(nation).toContain('class="tiles"')
  // A district has no parts; its province is offered.
  const own = await (
    await desk('province', 'id.33').get('/desk/reach/map?unit=33.73&election=general-2019')
  ).text()
  expect(own).toContain('/desk/reach/map?unit=33&amp;')
})

test('every cut that is kept can be asked for, and what is not is refused with everything typed', async () => {
  const office = desk('district', 'id.33.73')
  const by = (query: string) => office.get(`/desk/reach?election=general-2019&lang=en&${query}`)
  const days = await (await by('rows=day&base=netizen&measure=engaged')).text()
  expect(days).toContain('1 Mar 2019')
  const own = await (await by('rows=volunteer')).text()
  expect(own).toContain('The unit’s own links only')
  expect(await (await by('rows=publication')).text()).toContain('hits are not told by publication')
  for (const [query, sentence] of [
    ['rows=day&columns=base&channel=whatsapp', 'This cut is not kept'],
    ['rows=publication&base=netizen', 'This cut is not kept'],
    ['rows=week&columns=publication', 'This cut is not kept'],
    ['rows=nothing', 'Choose one from the list'],
    ['base=nobody', 'There is no such base'],
    ['period=week:2019-03-05', 'Choose a week from its Monday'],
    ['period=week:2019-13-45', 'Choose a week from its Monday'],
    ['period=nonsense', 'Choose a week from its Monday'],
  ]) {
    const answer = await by(query ?? '')
    expect([query, answer.status]).toEqual([query, 422])
    const html = await answer.text()
    expect(html).toContain(sentence)
    expect(html).toContain('role="alert"')
  }
  for (const period of ['week:2019-13-45', 'week:2019-03-05', 'day:2019-02-30']) {
    const answer = await office.json(
      'GET',
      `/api/v1/reach/matrix?election=general-2019&rows=day&period=${period}`,
    )
    expect([period, answer.status]).toEqual([period, 422])
  }
  const file = await office.get('/desk/reach/file.csv?election=general-2019&base=nobody')
  expect(file.status).toBe(422)
  // A program is told the same, and not that nobody was reached.
  for (const [field, code] of [
    ['base', 'nobody'],
    ['channel', 'pigeon'],
  ]) {
    const answer = await office.get(`/api/v1/reach/matrix?election=general-2019&${field}=${code}`)
    expect([code, answer.status]).toEqual([code, 422])
    expect(await answer.json()).toMatchObject({ error: { kind: 'invalid', fields: [{ field }] } })
  }
  const empty = await office.get('/api/v1/reach/matrix?election=general-2019&base=&publication=')
  expect(await empty.json()).toMatchObject({ total: { delivered: { people: 105 } } })
})

test('each figure says where it comes from, how exact it is and what was left out, and leads on', async () => {
  const html = await (
    await desk('district', 'id.33.73').get('/desk/reach?election=general-2019&lang=en')
  ).text()
  const [first = ''] = /<details class="where-from">.*?<\/details>/s.exec(html) ?? []
  for (const words of [
    'Exact: up to 128 people',
    'No request was left out',
    'the last hit was recorded',
    'People behind a shared address',
    'href="/desk/reach/catalogue?unit=33.73',
    'href="/yang-dihitung"',
  ])
    expect(first).toContain(words)
  const catalogue = await desk('district', 'id.33.73').get('/desk/reach/catalogue?lang=en')
  expect(await catalogue.text()).toContain('a reload: the same person, place and kind within an hour')
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
  const answer = await desk('district', 'id.33.73').get('/desk/reach/file.csv?election=general-2019')
  expect(answer.headers.get('content-type')).toContain('text/csv')
  const csv = await answer.text()
  expect(csv).toContain('105')
  expect(csv).toContain('ditahan')
  expect(csv).toContain('dihitung oleh Jangkau')
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
    await office.get('/desk/reach/time?election=general-2019&rows=day&columns=base&lang=en')
  ).text()
  expect(time).toContain('1 Mar 2019')
  expect(time).toContain('Days and hours are those of WIB')
  expect((await office.get('/desk/reach/time?election=general-2019&rows=base')).status).toBe(422)
  const shared = await (await office.get('/desk/reach/overlap?election=general-2019&lang=en')).text()
  expect(shared).toContain('Held back as long as a base of this unit is: Netizens, Women.')
})

test('the files of every view hold back what the view holds back, and say how exact and how old it is', async () => {
  const office = desk('district', 'id.33.73')
  for (const [view, words] of [
    ['map', 'bagian pemilih'],
    ['time', 'Minggu mulai'],
    ['overlap', 'Dijangkau keduanya'],
    ['live', 'Jam'],
    ['links', 'AAAA2222'],
  ]) {
    const query = 'election=general-2019&unit=33.73&day=2019-03-01'
    const answer = await office.get(`/desk/reach/${view}/file.csv?${query}`)
    expect([view, answer.status]).toEqual([view, 200])
    expect(await answer.text()).toContain(words)
  }
  // Hits by kind and shares of voters stand in columns of their own, as the matrix tells them.
  const told = (await (
    await desk('national', 'id').get('/api/v1/reach/matrix?election=general-2019&rows=region')
  ).json()) as Pick<ReachMatrix, 'cells'>
  const map = (await (
    await desk('national', 'id').get('/desk/reach/map/file.json?election=general-2019&measure=engaged')
  ).json()) as { rows: Record<string, unknown>[] }
  const cell = told.cells.find(({ row }) => row === 'id.33')
  const row = map.rows.find(({ unit }) => unit === '33')
  expect(row).toMatchObject({ ...cell?.hits, engaged: cell?.engaged.people })
  expect(Number(row?.voterShare) * Number(row?.voters)).toBeCloseTo(cell?.engaged.people ?? Number.NaN)
  const links = await (await office.get('/desk/reach/links/file.json?election=general-2019')).json()
  const own = (links as { rows: { link: string; delivered: number | null; held: string }[] }).rows
  expect(own.find(({ link }) => link === 'CCCC2222')).toMatchObject({ delivered: null, held: 'ditahan' })
  // Two people came by the first and five by the second: what is held back has no rank among others.
  const few = own.filter(({ link }) => link === 'AAAA1111' || link === 'CCCC2222')
  expect(few.map(({ link }) => link)).toEqual(['AAAA1111', 'CCCC2222'])
})

test('made-up hits are marked beside the title and in the name of a file, in the periods that hold some', async () => {
  const office = desk('district', 'id.33.73')
  const asked = 'election=general-2019&unit=33.73'
  const mark = (example: boolean) =>
    sql`update reach_rollup set example = ${example}
      where work_unit_id = 'id.33.73' and period in ('season', 'day:2019-03-01')`.execute(app.services.db)
  const tag = '<span class="tag tag-ink">contoh</span>'
  const marked = async (view: string) =>
    (await (await office.get(`/desk/reach${view}${view.includes('?') ? '&' : '?'}${asked}`)).text()).includes(
      tag,
    )
  const views = ['', '/map', '/time', '/overlap', '/live?day=2019-03-01']
  expect(await marked('')).toBe(false)
  await mark(true)
  for (const view of views) expect([view, await marked(view)]).toEqual([view, true])
  expect(await marked('/live?day=2019-03-02')).toBe(false)
  const file = await office.get(`/desk/reach/file.json?${asked}`)
  expect(file.headers.get('content-disposition')).toContain('-contoh.json')
  // A file is about what it holds, whatever else stands in its address.
  for (const [view, isMarked] of [
    ['/overlap/file.csv?first=netizen&second=women&period=day:2019-03-02', true],
    ['/live/file.csv?day=2019-03-02', false],
  ] as const) {
    const { headers } = await office.get(`/desk/reach${view}&${asked}`)
    expect([view, headers.get('content-disposition')?.includes('-contoh')]).toEqual([view, isMarked])
  }
  expect(((await file.json()) as { notes: string[] }).notes.at(-1)).toContain('rekaan')
  await mark(false)
})

test('whom a publication reached is told of any unit, each person once, and where', async () => {
  const { services } = app
  const publication = '0190aaaa-0000-7000-8000-000000000001'
  const province = desk('province', 'id.33')
  const before = await (await province.get('/desk/reach/publications?election=general-2019')).text()
  expect(before).toContain('Belum ada publikasi yang dibuka')
  for (const [unit, code] of [
    ['id.33.72', 'PPPP2222'],
    ['id.33.73', 'QQQQ2222'],
  ]) {
    await sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, publication_id, target_path, created_at)
      values (${unit}, ${code}, 'general-2019', 'youth', 'paper', ${publication}, '/', now())`.execute(
      services.db,
    )
  }
  const { links } = engineOf(services)
  await links.load()
  const group = new HitGroup(() => '2019-03-03')
  for (let n = 0; n < 64; n += 1) {
    const link = links.get(n % 2 === 0 || n < 40 ? 'PPPP2222' : 'QQQQ2222')
    if (link) group.add(link.origin, 'scan', [(n * 2_654_435_761) >>> 0, 5000 + n], null)
  }
  // Somebody of the other links of the unit came again and again: hits do not bound its people closely.
  const again = links.get('AAAA2222')
  for (let n = 0; again && n < 40; n += 1) group.add(again.origin, 'scan', [5, 5], null)
  // Later than what was judged before.
  await appendGroup(services.database, new Date('2019-03-03T05:00:00Z'), group.encode())
  await settleReach(services)
  const address = `/desk/reach/publications?election=general-2019&publication=${publication}&lang=en`
  const html = await (await province.get(address)).text()
  expect(html).toContain('A person who met it in several units counts once')
  // 64 of two units, 12 of them of one: the 52 of the other would tell, by whatever way they are asked for.
  expect(html).toMatch(/>64\s*</)
  expect(html).not.toMatch(/>(52|12)</)
  const unit = desk('district', 'id.33.72')
  for (const path of ['/publications?', '/links?', '?rows=publication&', '?rows=volunteer&']) {
    const own = await (await unit.get(`/desk/reach${path}election=general-2019&lang=en`)).text()
    expect([path, />52</.test(own)]).toEqual([path, false])
    expect(own).toContain('held back')
  }
  expect((await province.get(address.replace('0001&', '0002&'))).status).toBe(404)
  const api = '/api/v1/reach/matrix?election=general-2019&unit=33'
  const told = await (await province.json('GET', `${api}&rows=region&publication=${publication}`)).json()
  expect(told).toMatchObject({ total: { delivered: { people: 64 }, allHits: null } })
  for (const unkept of [`rows=channel&publication=${publication}`, 'rows=region&publication=nonsense']) {
    expect([unkept, (await province.json('GET', `${api}&${unkept}`)).status]).toEqual([unkept, 422])
  }
  const csv = await (
    await province.get(`/desk/reach/publications/file.csv?election=general-2019&publication=${publication}`)
  ).text()
  expect(csv.trim().split('\r\n')).toHaveLength(4)
})

test('a day that changed after it was over says so, and so do days after voting day', async () => {
  const { services } = app
  const office = desk('district', 'id.33.73')
  const read = async (view: string) =>
    (await office.get(`/desk/reach${view}election=general-2019&lang=en`)).text()
  expect(await read('?')).not.toContain('Changed later')
  const link = engineOf(services).links.get('AAAA2222')
  for (const day of ['2019-03-01', '2019-04-18']) {
    const group = new HitGroup(() => day)
    if (link) group.add(link.origin, 'click', [7, 7], null)
    await appendGroup(services.database, new Date('2019-04-18T03:00:00Z'), group.encode())
  }
  await settleReach(services)
  const html = await read('?')
  expect(html).toContain('1 March 2019 still changed after it was over')
  expect(html).toContain('days after voting day, 17 April 2019, up to 18 April 2019')
  const days = await read('/time?rows=day&')
  expect(days.split('>changed later<').length - 1).toBe(1)
  expect(await read('/live?day=2019-03-01&')).toContain('This day still changed after it was over')
  const csv = await (await office.get('/desk/reach/time/file.csv?rows=day&election=general-2019')).text()
  expect(csv.split('berubah belakangan').length - 1).toBe(2)
})

test('what takes longer than a page waits goes on; what goes wrong in time is thrown', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  expect(await isDoneWithin(promise, 1)).toBe(false)
  resolve()
  expect(await isDoneWithin(promise, 60_000)).toBe(true)
  await expect(isDoneWithin(Promise.reject(new Error('wrong')), 60_000)).rejects.toThrow('wrong')
})
