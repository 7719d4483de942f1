import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule, visitedElection } from '../outreach/index.ts'
import { publicationsModule } from '../publications/index.ts'
import { engineOf } from './engine.ts'
import { reachMatrix, reachModule, settleReach } from './index.ts'

const modules = [directoryModule, electionsModule, outreachModule, publicationsModule, reachModule]
const agent =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'

let services: TestServices
let server: Server
let stop: () => Promise<void>
let url: string
/** Every test has visitors of its own, because who came within the hour is remembered. */
let crowd = 0

beforeAll(async () => {
  services = await testServices({ modules, preset: true, minCell: 3 })
  stop = (await reachModule.start?.(services)) ?? (async () => {})
  const take = reachModule.rawHandler?.(services)
  server = createServer((request, response) => {
    if (!take?.(request, response)) response.writeHead(404).end('not reach')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

beforeEach(async () => {
  crowd += 1
  services.clock.now = () => new Date('2019-03-01T03:00:00Z')
  await settleReach(services)
  await sql`truncate tracked_link, reach_cell, reach_link, reach_rollup, reach_beacon_key`.execute(
    services.db,
  )
  await link('AAAA2222', 'id.33.73', 'netizen', 'whatsapp')
  await link('BBBB2222', 'id.33.73', 'netizen', 'instagram')
  await link('CCCC2222', 'id.33.74', 'women', 'whatsapp')
  await link('DDDD2222', 'id.34.71', 'netizen', 'whatsapp')
  await engineOf(services).links.load()
})

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  await stop()
  await services.close()
})

const link = (code: string, unit: string, base: string, channel: string) =>
  sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
    values (${unit}, ${code}, 'general-2019', ${base}, ${channel}, ${'/kota-salatiga'}, now())`.execute(
    services.db,
  )

interface Ask {
  method?: string
  agent?: string
  headers?: Record<string, string>
  body?: string
}

/** A request as visitor number `n` of a made-up crowd. */
const ask = (path: string, n: number, { method = 'GET', headers = {}, body, ...rest }: Ask = {}) =>
  fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      'user-agent': rest.agent ?? agent,
      'x-forwarded-for': `10.${crowd}.${Math.floor(n / 250)}.${n % 250}`,
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })

const people = (from: number, until: number) => Array.from({ length: until - from }, (_, at) => from + at)

const matrix = async (query: Partial<Parameters<typeof reachMatrix>[1]> = {}) => {
  await settleReach(services)
  return reachMatrix(services, { scope: 'id', electionId: 'general-2019', rows: 'base', ...query })
}

test('a click is redirected with the link in the address, not kept by caches, and counted when it is answered', async () => {
  const answer = await ask('/s/AAAA2222', 1)
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toBe('/kota-salatiga?s=AAAA2222')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('set-cookie')).toBeNull()
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from reach_journal) + (select count(*) from reach_cell) as n`.execute(services.db)
  expect(Number(rows[0]?.n)).toBe(1)
})

test('what is left out moves neither span nor age of a figure, and makes no row of its own', async () => {
  await Promise.all(people(0, 30).map((n) => ask('/s/AAAA2222', n)))
  const before = await matrix({ rows: 'day' })
  const clock = services.clock
  services.clock = { now: () => new Date(clock.now().getTime() + 40 * 86_400_000) }
  for (const code of ['AAAA2222', 'BBBB2222']) await ask(`/s/${code}`, 99, { agent: 'Googlebot/2.1' })
  const after = await matrix({ rows: 'day' })
  const byChannel = await matrix({ rows: 'channel' })
  services.clock = clock
  expect(after.leftOut.bot).toBe(2)
  expect({ ...after, leftOut: before.leftOut }).toEqual(before)
  expect(byChannel.cells.map(({ row }) => row)).toEqual(['whatsapp'])
})

test('people who come by several links are counted once, and hits all', async () => {
  await Promise.all(people(0, 30).map((n) => ask('/s/AAAA2222', n)))
  await Promise.all(people(20, 50).map((n) => ask('/s/BBBB2222', n)))
  await Promise.all(people(0, 10).map((n) => ask('/q/CCCC2222', n)))
  await Promise.all(people(45, 60).map((n) => ask('/s/DDDD2222', n)))
  const { total, cells } = await matrix({ rows: 'base', columns: 'channel' })
  expect(total.engaged).toEqual({ people: 60, suppressed: false, relativeError: 0 })
  expect(total.hits).toEqual({ view: 0, click: 75, scan: 10, share: 0 })
  const cell = (row: string, column: string | null) => cells.find((c) => c.row === row && c.column === column)
  expect(cell('netizen', 'whatsapp')?.engaged.people).toBe(45)
  expect(cell('netizen', 'instagram')?.engaged.people).toBe(30)
  expect(cell('netizen', null)?.engaged.people).toBe(60)
  expect(cell('women', 'whatsapp')?.engaged.people).toBe(10)
  expect(total.allHits).toEqual({ hits: 85, suppressed: false })
  expect(cell('netizen', null)?.allHits).toEqual({ hits: 75, suppressed: false })
  // By both, and of units with others under them only; by kind of wholes only.
  expect(cell('netizen', 'whatsapp')?.allHits).toEqual({ hits: 45, suppressed: false })
  expect(cell('netizen', null)?.hits).toBe(null)
  const district = await matrix({ scope: 'id.33.73', rows: 'base', columns: 'channel' })
  const both = district.cells.find(({ row, column }) => row === 'netizen' && column === 'whatsapp')
  expect([both?.delivered.people, both?.allHits]).toEqual([expect.any(Number), null])
})

test('a province and a district see their own part, and regions stand side by side', async () => {
  await Promise.all(people(0, 30).map((n) => ask('/s/AAAA2222', n)))
  await Promise.all(people(20, 40).map((n) => ask('/s/DDDD2222', n)))
  expect((await matrix({ scope: 'id.33' })).total.delivered.people).toBe(30)
  expect((await matrix({ scope: 'id.34.71' })).total.delivered.people).toBe(20)
  const regions = (await matrix({ rows: 'region' })).cells
  expect(regions.map(({ row, delivered }) => [row, delivered.people])).toEqual([
    ['id.33', 30],
    ['id.34', 20],
  ])
})

test('weeks, days, publications and volunteers say the same as the season in which they lie', async () => {
  await Promise.all(people(0, 200).map((n) => ask(n % 3 ? '/s/AAAA2222' : '/s/CCCC2222', n)))
  const kept = await matrix({ rows: 'base', columns: 'channel' })
  const week = await matrix({ rows: 'base', columns: 'channel', period: 'week:2019-02-25' })
  expect(week.cells.map(({ allHits: _, ...cell }) => cell)).toEqual(
    kept.cells.map(({ allHits: _, ...cell }) => cell),
  )
  const weeks = await matrix({ rows: 'week' })
  expect(weeks.cells.map(({ row, allHits }) => [row, allHits])).toEqual([['2019-02-25', kept.total.allHits]])
  const days = await matrix({ rows: 'day', columns: 'channel', period: 'week:2019-02-25' })
  expect(days.cells.map(({ row, column, delivered }) => [row, column, delivered.people])).toEqual([
    ['2019-03-01', null, kept.total.delivered.people],
    ['2019-03-01', 'whatsapp', kept.total.delivered.people],
  ])
  const published = await matrix({ rows: 'publication', columns: 'region' })
  const regions = await matrix({ rows: 'region', publication: '-' })
  expect(published.cells.map(({ column, delivered }) => [column, delivered.people])).toEqual([
    [null, kept.total.delivered.people],
    ...regions.cells.map(({ row, delivered }) => [row, delivered.people]),
  ])
  expect([regions.total.delivered.people, regions.total.allHits]).toEqual([kept.total.delivered.people, null])
  const own = await matrix({ scope: 'id.33.73', rows: 'volunteer' })
  expect(own.cells.map(({ row, delivered }) => [row, delivered.people])).toEqual([
    ['-', (await matrix({ scope: 'id.33.73' })).total.delivered.people],
  ])
})

test('what rollups do not keep is refused rather than put together', async () => {
  await expect(matrix({ rows: 'day', columns: 'base', channel: 'whatsapp' })).rejects.toThrow('not kept')
  await expect(matrix({ rows: 'base', period: 'month:2019-03-01' })).rejects.toThrow('not kept')
  await expect(matrix({ rows: 'region', publication: '-', base: 'women' })).rejects.toThrow('not kept')
})

test('previews, prefetch, robots, HEAD and repeats are redirected too, counted apart and are nobody', async () => {
  await Promise.all(people(0, 5).map((n) => ask('/s/AAAA2222', n)))
  for (const n of people(0, 5)) expect((await ask('/s/AAAA2222', n)).status).toBe(302)
  expect((await ask('/s/AAAA2222', 90, { agent: 'WhatsApp/2.23.20.0 A' })).status).toBe(302)
  await ask('/s/AAAA2222', 91, { agent: 'facebookexternalhit/1.1' })
  await ask('/s/AAAA2222', 92, { agent: 'curl/8.5.0' })
  await ask('/s/AAAA2222', 93, { headers: { 'sec-purpose': 'prefetch;prerender' } })
  const head = await ask('/s/AAAA2222', 94, { method: 'HEAD' })
  expect([head.status, head.headers.get('location')]).toEqual([302, '/kota-salatiga?s=AAAA2222'])
  const { total, leftOut } = await matrix()
  expect(leftOut).toMatchObject({ preview: 2, prefetch: 1, bot: 1, head: 1, repeat: 5 })
  expect(total.hits?.click).toBe(5)
  expect(total.engaged.people).toBe(5)
})

test('an unknown link is said to be unknown and a revoked one to be over', async () => {
  const unknown = await ask('/s/ZZZZ9999', 1)
  expect(unknown.status).toBe(404)
  expect(await unknown.text()).toContain('href="/"')
  await link('EEEE2222', 'id.33.73', 'netizen', 'x')
  expect((await ask('/s/EEEE2222', 1)).status).toBe(302)
  // As a message passes it on.
  for (const end of ['/', '.', ').']) expect((await ask(`/s/eeee2222${end}`, 1)).status).toBe(302)
  await sql`update tracked_link set revoked_at = now() where code = 'AAAA2222'`.execute(services.db)
  await engineOf(services).links.change({ minted: [], revoked: ['AAAA2222'] })
  const gone = await ask('/s/AAAA2222', 1)
  expect(gone.status).toBe(410)
  expect(await gone.text()).toContain('tidak berlaku')
  expect((await ask('/s/BBBB2222', 1, { method: 'DELETE' })).status).toBe(405)
})

test('the picture in a page counts a view of the page that shows it, and by which link it was opened', async () => {
  const host = url.slice('http://'.length)
  const view = (n: number, referer: string) => ask('/e', n, { headers: { referer } })
  const answer = await view(1, `http://${host}/kota-salatiga?s=AAAA2222`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif'])
  for (const n of people(2, 9)) await view(n, `http://${host}/kota-salatiga?s=AAAA2222`)
  for (const n of people(5, 15)) await view(n, `http://${host}/kota-salatiga`)
  expect((await view(50, 'http://elsewhere.example/kota-salatiga')).status).toBe(204)
  expect((await view(51, `http://${host}/no-such-unit`)).status).toBe(204)
  expect((await ask('/e', 52)).status).toBe(204)
  const { total, cells } = await matrix({ rows: 'base' })
  expect(total.delivered.people).toBe(14)
  expect(total.engaged.people).toBeNull()
  expect(total.hits?.view).toBe(18)
  expect(cells.map(({ row, delivered }) => [row, delivered.people])).toEqual([
    ['-', 10],
    ['netizen', 8],
  ])
})

test('a visit is for what is done now or to come, never for a past election without a programme', async () => {
  const day = async (date: string) => visitedElection(services.db, date)
  expect([await day('2019-03-01'), await day('2019-04-18'), await day('2026-11-26')]).toEqual([
    'general-2019',
    'regional-2020',
    undefined,
  ])
})

test('a beacon that is sent again with its key counts once, also after a restart of the counting', async () => {
  const send = (n: number, body: unknown) => ask('/e', n, { method: 'POST', body: JSON.stringify(body) })
  for (const n of people(0, 4)) {
    const key = `share-number-${n}`
    expect((await send(n, { kind: 'share', code: 'AAAA2222', key })).status).toBe(204)
    expect((await send(n, { kind: 'share', code: 'AAAA2222', key })).status).toBe(204)
  }
  await settleReach(services)
  expect((await send(0, { kind: 'share', code: 'AAAA2222', key: 'share-number-0' })).status).toBe(204)
  const { total, leftOut } = await matrix()
  expect(total.hits?.share).toBe(4)
  expect(total.engaged.people).toBe(4)
  expect(leftOut.repeat).toBe(0)
})

test('a beacon that cannot be read is refused with the field that is wrong; a large one with 413', async () => {
  const send = (body: string) => ask('/e', 1, { method: 'POST', body })
  const wrong = await send('{"kind":"scan","code":"AAAA2222"}')
  expect(wrong.status).toBe(422)
  expect(await wrong.json()).toMatchObject({ error: { kind: 'invalid', fields: [{ field: 'kind' }] } })
  expect((await send('not json')).status).toBe(422)
  // PostgreSQL keeps no NUL: taken, it would stand in the way of every hit after it.
  const poisoned = await send('{"kind":"share","code":"AAAA2222","key":"aaaaaaa\\u0000aa"}')
  expect(await poisoned.json()).toMatchObject({ error: { fields: [{ field: 'key' }] } })
  expect((await send('{"kind":"view"}')).status).toBe(422)
  expect((await send(JSON.stringify({ kind: 'view', path: `/${'x'.repeat(9_000)}` }))).status).toBe(413)
  expect((await send('{"kind":"view","path":"/nowhere-at-all"}')).status).toBe(204)
  expect((await matrix()).total.hits).toEqual({ view: 0, click: 0, scan: 0, share: 0 })
})

test('a cell under the threshold is held back, and with it the neighbour that would give it away', async () => {
  await Promise.all(people(0, 2).map((n) => ask('/s/CCCC2222', n)))
  await Promise.all(people(10, 20).map((n) => ask('/s/AAAA2222', n)))
  await Promise.all(people(30, 36).map((n) => ask('/s/BBBB2222', n)))
  const { cells, total } = await matrix({ rows: 'channel' })
  expect(cells.map(({ row, delivered }) => [row, delivered.people])).toEqual([
    ['instagram', 6],
    ['whatsapp', 12],
  ])
  expect(total.delivered.people).toBe(18)
  const byBase = await matrix({ rows: 'base' })
  expect(byBase.cells.map(({ row, delivered }) => [row, delivered.people, delivered.suppressed])).toEqual([
    ['netizen', null, true],
    ['women', null, true],
  ])
})

test('nothing of a visitor is stored: no address, no agent', async () => {
  await ask('/s/AAAA2222', 7)
  const { rows: waiting } = await sql<{ content: string }>`select content from reach_journal`.execute(
    services.db,
  )
  await settleReach(services)
  const { rows } = await sql<{ row: string }>`select c::text as row from reach_cell c`.execute(services.db)
  const everything = JSON.stringify([waiting, rows])
  expect(everything).toContain('AAAA2222')
  expect(everything).not.toContain(`10.${crowd}.0.7`)
  expect(everything).not.toContain('Chrome')
})

test('hits of one day in each unit belong to the day of its own zone', async () => {
  await link('FFFF2222', 'id.91.71', 'netizen', 'whatsapp')
  await link('GGGG2222', 'id.33.72', 'netizen', 'whatsapp')
  services.clock.now = () => new Date('2019-03-01T16:00:00Z')
  await Promise.all(people(0, 4).flatMap((n) => [ask('/s/FFFF2222', n), ask('/s/GGGG2222', n)]))
  expect((await matrix({ scope: 'id.91', rows: 'day' })).cells.map(({ row }) => row)).toEqual(['2019-03-02'])
  expect((await matrix({ scope: 'id.33', rows: 'day' })).cells.map(({ row }) => row)).toEqual(['2019-03-01'])
})
