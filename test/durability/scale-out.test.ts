// Four processes over one PostgreSQL: what they counted together is compared with a recount from what the clients know.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { directoryModule } from '../../src/modules/directory/index.ts'
import { electionsModule } from '../../src/modules/elections/index.ts'
import { outreachModule } from '../../src/modules/outreach/index.ts'
import { publicationsModule, revokeLink } from '../../src/modules/publications/index.ts'
import { reachModule, settleReach, sketchOfVisitors, uniteSketches } from '../../src/modules/reach/index.ts'
import { systemActor } from '../../src/platform/access.ts'
import { type Database, openPostgres } from '../../src/platform/db/database.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import type { Services } from '../../src/platform/services.ts'
import { type RunningServer, startServer } from '../journeys/server.ts'
import { testServices } from '../support/services.ts'

/** Each round kills two of four. A hundred by hand: `KILLS=50 npm test -- test/durability/scale-out.test.ts`. */
const rounds = Number(process.env.KILLS ?? 2)
const processes = 4
const clients = 12
const agent =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'
const units = ['id.33.73', 'id.33.74', 'id.34.71', 'id.91.71'] as const
const codes = Array.from({ length: 40 }, (_, n) => `SCALE${String(n).padStart(2, '0')}`)
/** Only keyed beacons go there, and only clicks to the rest. */
const isForShares = (code: string) => codes.indexOf(code) % 4 === 0

interface Postgres {
  url: string
  fall(): Promise<void>
  stop(): Promise<void>
}

let postgres: Postgres
let servers: RunningServer[] = []
let database: Database
let services: Services
/** What each client knows of its visitors. */
const made = {
  sent: new Map<number, string>(),
  answered: new Set<number>(),
  shares: new Map<number, string>(),
}
let visitors = 0
let unanswered: number[] = []

const serverOver = (url: string) => startServer({ EXAMPLES: '0', DATABASE_URL: url, SECRET: 'x'.repeat(40) })

beforeAll(async () => {
  const file = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'postgres.mjs')).href
  postgres = await (await import(file)).startPostgres()
  const first = await serverOver(postgres.url)
  database = await openPostgres(postgres.url, 4)
  await database.query(
    `insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, person_id, created_at)
     select ($2::text[])[1 + n % 4], code, 'general-2019', case when n % 3 = 0 then 'women' else 'netizen' end, 'whatsapp',
       '/kota-salatiga', gen_random_uuid(), now()
     from unnest($1::text[]) with ordinality as c (code, n)`,
    [codes, units],
  )
  await database.query(`select pg_notify('links', '*')`)
  const like = await testServices({
    modules: [directoryModule, electionsModule, outreachModule, publicationsModule, reachModule],
  })
  await like.close()
  services = { ...like, database, db: database.db, log: silentLog, metrics: createMetrics() }
  const others = Array.from({ length: processes - 1 }, () => serverOver(postgres.url))
  servers = [first, ...(await Promise.all(others))]
})

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  await database?.close()
  await postgres?.stop()
})

const addressOf = (n: number) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`
const headersOf = (n: number) => ({ 'user-agent': agent, 'x-forwarded-for': addressOf(n) })
const anyOf = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)] as T

/** A share of visitor `n`, by whichever process; it is sent again until it was answered, as a program would. */
async function share(n: number): Promise<void> {
  const code = made.shares.get(n) ?? anyOf(codes.filter(isForShares))
  made.shares.set(n, code)
  const answer = await fetch(`${anyOf(servers).url}/e`, {
    method: 'POST',
    headers: headersOf(n),
    body: JSON.stringify({ kind: 'share', code, key: `visitor-number-${n}` }),
  }).catch(() => null)
  if (answer?.status !== 204) unanswered.push(n)
}

/** A click of visitor `n`, once. */
async function click(n: number): Promise<void> {
  const code = anyOf(codes.filter((one) => !isForShares(one)))
  made.sent.set(n, code)
  const answer = await fetch(`${anyOf(servers).url}/s/${code}`, {
    redirect: 'manual',
    headers: headersOf(n),
  }).catch(() => null)
  if (answer?.status === 302) made.answered.add(n)
}

/** Clients that send until told to stop. */
function sending(): { stop(): Promise<void> } {
  let isOver = false
  const again = unanswered
  unanswered = []
  const client = async () => {
    while (!isOver) {
      const retry = again.pop()
      if (retry !== undefined) {
        await share(retry)
        continue
      }
      visitors += 1
      if (visitors % 2) await share(visitors)
      else await click(visitors)
    }
  }
  const working = Array.from({ length: clients }, client)
  return {
    stop: async () => {
      isOver = true
      await Promise.all(working)
      unanswered.push(...again)
    },
  }
}

interface Row {
  code: string
  clicks: number
  shares: number
}

const sumsByLink = async () => {
  const { rows } = await database.query(
    'select link_code as code, sum(clicks)::int as clicks, sum(shares)::int as shares from reach_link group by 1',
  )
  return new Map((rows as Row[]).map((row) => [row.code, row]))
}

const countOf = (hits: Iterable<[number, string]>, code: string) =>
  [...hits].filter(([, of]) => of === code).length

/** Everything is folded, by a process that was never killed, and compared with what the clients know. */
async function expectRecount(): Promise<void> {
  await settleReach(services)
  const sums = await sumsByLink()
  const answered = [...made.answered].map((n): [number, string] => [n, made.sent.get(n) ?? ''])
  for (const code of codes) {
    const counted = sums.get(code)
    expect([code, counted?.shares ?? 0]).toEqual([code, countOf(made.shares, code)])
    expect(counted?.clicks ?? 0).toBeGreaterThanOrEqual(countOf(answered, code))
    expect(counted?.clicks ?? 0).toBeLessThanOrEqual(countOf(made.sent, code))
  }
  // The sketches, to the byte: of the links that got shares only everybody is known exactly.
  const { rows: keyRows } = await database.query(
    `select encode(key, 'hex') as key from reach_season_key where election_id = 'general-2019'`,
  )
  const key = Buffer.from((keyRows[0] as { key: string }).key, 'hex')
  const sketchOf = (...hits: Iterable<[number, string]>[]) =>
    sketchOfVisitors(
      key,
      hits.flatMap((list) => [...list].map(([n]) => ({ address: addressOf(n), agent }))),
    )
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const { rows: links } = await database.query(
    `select link_code as code, encode(coalesce(engaged, delivered), 'hex') as engaged from reach_link`,
  )
  for (const { code, engaged } of links as { code: string; engaged: string }[]) {
    if (!isForShares(code)) continue
    const of = [...made.shares].filter(([, one]) => one === code)
    expect([code, engaged]).toEqual([code, hex(sketchOf(of))])
  }
  // And of the whole country nobody is missing who was answered, and nobody is in it who sent nothing.
  const { rows: whole } = await database.query(
    `select coalesce(clicks, 0)::int as clicks, coalesce(shares, 0)::int as shares, encode(coalesce(engaged, delivered), 'base64') as engaged from reach_rollup
     where work_unit_id = 'id' and period = 'season' and base = '*' and channel = '*' and publication = '*'`,
  )
  const [nation] = whole as { clicks: number; shares: number; engaged: string }[]
  const total = [...sums.values()].reduce((sum, { clicks }) => sum + clicks, 0)
  expect([nation?.clicks, nation?.shares]).toEqual([total, made.shares.size])
  const stored = Buffer.from(nation?.engaged ?? '', 'base64')
  expect(hex(uniteSketches(stored, sketchOf(answered, made.shares)))).toBe(hex(stored))
  const possible = sketchOf(made.sent, made.shares)
  expect(hex(uniteSketches(possible, stored))).toBe(hex(possible))
}

const untilAll = async (isSo: (url: string) => Promise<boolean>) => {
  for (let tries = 0; tries < 400; tries += 1) {
    const all = await Promise.all(servers.map(({ url }) => isSo(url)))
    if (all.every(Boolean)) return true
    await sleep(50)
  }
  return false
}

const name = `four processes, two of them killed ${rounds} times: together they count what was answered, once`

test(name, { timeout: 240_000 + rounds * 60_000 }, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const sender = sending()
    // The first time only after some were answered: a test in which nothing was would prove nothing.
    while (round === 0 && made.answered.size === 0) await sleep(50)
    await sleep(500 + Math.random() * 1_500)
    const fallen = [servers[round % processes], servers[(round + 1) % processes]] as RunningServer[]
    await Promise.all(fallen.map((server) => server.kill()))
    await sleep(300)
    await sender.stop()
    const risen = await Promise.all(
      fallen.map(({ folder }) =>
        startServer({ EXAMPLES: '0', DATABASE_URL: postgres.url, SECRET: 'x'.repeat(40) }, folder),
      ),
    )
    servers = [...servers.filter((server) => !fallen.includes(server)), ...risen]
  }
  while (unanswered.length > 0) await share(unanswered.pop() as number)
  await expectRecount()
  expect(made.answered.size).toBeGreaterThan(0)
})

test('the database server falls and comes back: no answered hit is lost, and all processes go on', async () => {
  const sender = sending()
  await sleep(700)
  await postgres.fall()
  // Every process counts again by itself.
  const counts = async (url: string) => {
    visitors += 1
    const code = codes[1] as string
    made.sent.set(visitors, code)
    const answer = await fetch(`${url}/s/${code}`, { redirect: 'manual', headers: headersOf(visitors) })
    if (answer.status === 302) made.answered.add(visitors)
    return answer.status === 302
  }
  expect(await untilAll(counts)).toBe(true)
  await sender.stop()
  while (unanswered.length > 0) await share(unanswered.pop() as number)
  await expectRecount()
})

test('a link that is revoked by one process is over in all of them', async () => {
  const code = codes[5] as string
  const isOver = async (url: string) =>
    (await fetch(`${url}/s/${code}`, { method: 'HEAD', redirect: 'manual' })).status === 410
  expect(await untilAll(async (url) => !(await isOver(url)))).toBe(true)
  expect((await revokeLink(services, systemActor('test'), code)).ok).toBe(true)
  expect(await untilAll(isOver)).toBe(true)
})

test('a process that is told to end answers what it has taken: what is counted is what was answered', async () => {
  await settleReach(services)
  const total = async () => [...(await sumsByLink()).values()].reduce((sum, { clicks }) => sum + clicks, 0)
  const before = await total()
  const answeredBefore = made.answered.size
  const sender = sending()
  while (made.answered.size === answeredBefore) await sleep(50)
  await sleep(500)
  await Promise.all(servers.map((server) => server.end()))
  await sender.stop()
  await settleReach(services)
  expect(made.answered.size).toBeGreaterThan(answeredBefore)
  expect((await total()) - before).toBe(made.answered.size - answeredBefore)
})
