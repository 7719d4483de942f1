import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import crawlers from 'crawler-user-agents'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import { publicationsModule } from '../publications/index.ts'
import { classifyAgent } from './classify.ts'
import { counterColumns, type Outcome, outcomes } from './counters.ts'
import { reachModule, settleReach } from './index.ts'
import { type CatalogueRow, catalogue, listedNetworks } from './testing-catalogue.ts'
import { catalogueDocument } from './testing-catalogue-document.ts'

const modules = [directoryModule, electionsModule, outreachModule, publicationsModule, reachModule]
const folder = mkdtempSync(join(tmpdir(), 'jangkau-catalogue-'))

let services: TestServices
let server: Server
let stop: () => Promise<void>
let url: string

beforeAll(async () => {
  const file = join(folder, 'networks.txt')
  writeFileSync(file, listedNetworks)
  services = await testServices({ modules, preset: true })
  Object.assign(services.config, { networksFile: file, floodPerMinute: 5 })
  await sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
    values ('id.33.73', 'CATALOG1', 'general-2019', 'netizen', 'whatsapp', '/kota-salatiga', now())`.execute(
    services.db,
  )
  stop = (await reachModule.start?.(services)) ?? (async () => {})
  const take = reachModule.rawHandler?.(services)
  server = createServer((request, response) => {
    if (!take?.(request, response)) response.writeHead(404).end('not reach')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  await stop()
  await services.close()
  rmSync(folder, { recursive: true })
})

const answers = { s: 302, q: 302, e: 200, post: 204 }

/** What a browser says of itself that fetches ahead: a link then leads nowhere, so that it asks again in earnest. */
const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']

/** Sends the request, the `n`th of its row. */
async function send(row: CatalogueRow, number: number, n: number): Promise<number> {
  const { at, headers, from = `10.9.${number >> 8}.${number & 255}`, disguised } = row
  const path = at === 's' || at === 'q' ? `/${at}/CATALOG1` : '/e'
  const said = new Headers(headers)
  if (headers.referer === 'HERE') said.set('referer', `${url}/kota-salatiga?s=CATALOG1`)
  if (disguised) said.set('user-agent', `${headers['user-agent']} Disguise/${n}`)
  said.set('x-forwarded-for', from.endsWith('::') ? `${from}${n + 1}` : from)
  const answer = await fetch(url + path, {
    method: at === 'post' ? 'POST' : (row.method ?? 'GET'),
    redirect: 'manual',
    headers: said,
    ...(at === 'post' ? { body: '{"kind":"share","code":"CATALOG1"}' } : {}),
  })
  return answer.status
}

type Counts = Record<Outcome, number>

/** What this process has answered so far, by outcome. */
async function answered(): Promise<Counts> {
  const metric = await services.metrics.registry.getSingleMetric('reach_answered_total')?.get()
  const of = (outcome: Outcome) => metric?.values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
  return Object.fromEntries(outcomes.map((outcome) => [outcome, of(outcome)])) as Counts
}

const rows = catalogue.flatMap(({ rows }) => rows).map((row, number) => ({ row, number }))

test.each(rows)('$row.at: $row.who is counted as $row.becomes', async ({ row, number }) => {
  const earlier = row.after ?? 0
  for (let n = 0; n < earlier; n += 1) await send(row, number, n)
  const before = await answered()
  const status = await send(row, number, earlier)
  const isAhead = row.becomes === 'prefetch' && purposes.some((name) => name in row.headers)
  const usual = isAhead && (row.at === 's' || row.at === 'q') ? 503 : answers[row.at]
  expect(status).toBe(row.becomes === 'nothing' ? 204 : usual)
  const after = await answered()
  const changes = outcomes.flatMap((outcome) =>
    after[outcome] === before[outcome] ? [] : [[outcome, after[outcome] - before[outcome]]],
  )
  expect(changes).toEqual(row.becomes === 'nothing' ? [] : [[row.becomes, 1]])
})

test('what was answered stands in the counters of the link, each outcome in its own', async () => {
  await settleReach(services)
  const sums = counterColumns.map(
    (column) => sql<string>`coalesce(sum(${sql.ref(column)}), 0)::int as ${sql.ref(column)}`,
  )
  const { rows: stored } = await sql<
    Record<string, number>
  >`select ${sql.join(sums)} from reach_link`.execute(services.db)
  const now = await answered()
  expect(stored).toEqual([
    Object.fromEntries(outcomes.map((outcome, at) => [counterColumns[at], now[outcome]])),
  ])
  expect(Math.min(...Object.values(now))).toBeGreaterThan(0)
})

test('the page that people read is this catalogue', async () => {
  await expect(catalogueDocument()).toMatchFileSnapshot('../../../docs/reach-catalogue.md')
})

test('of the public list of crawlers only those that dress wholly as a browser pass, each known by name', () => {
  const agents = crawlers.flatMap(({ instances }) => instances)
  expect(agents.length).toBeGreaterThan(1_000)
  const unknown = agents.filter((agent) => classifyAgent(agent) === 'person')
  // Two are people's own apps (Instagram, Facebook), two are editors, the rest are tools that measure pages.
  const named = /Instagram 406|MetaIAB|\bCode\/|\bTrae\/|Fluid\/|TSM-turingos|GTmetrix|Miniature\.io|\bYLT\b/
  expect(unknown.filter((agent) => !named.test(agent))).toEqual([])
})
