import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import { publicationsModule } from '../publications/index.ts'
import { foldAll } from './fold.ts'
import { hitRoutes } from './hit-routes.ts'
import { HitWriter } from './hit-writer.ts'
import { reachModule } from './index.ts'
import { Intake } from './intake.ts'
import { LinkIndex } from './link-index.ts'
import { PageIndex } from './page-index.ts'
import { SeasonKeys } from './season-keys.ts'

const waitingAtMost = 20
const agent =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'

let services: TestServices
let writer: HitWriter
let server: Server
let url: string

beforeAll(async () => {
  services = await testServices({
    modules: [directoryModule, electionsModule, outreachModule, publicationsModule, reachModule],
    preset: true,
  })
  await sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
    values ('id.33.73', 'WAIT2222', 'general-2019', 'netizen', 'whatsapp', '/kota-salatiga', now())`.execute(
    services.db,
  )
  const keys = new SeasonKeys(services)
  writer = new HitWriter(services, { waitingAtMost })
  const parts = {
    links: new LinkIndex(services, keys),
    pages: new PageIndex(services, keys),
    intake: new Intake(services, { writer, keys }),
  }
  await parts.links.load()
  const take = hitRoutes(parts, services)
  server = createServer((request, response) => {
    take(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  await writer.drain()
  await services.close()
})

const follow = (n: number) =>
  fetch(`${url}/s/WAIT2222`, {
    redirect: 'manual',
    headers: { 'user-agent': agent, 'x-forwarded-for': `10.77.${n >> 8}.${n & 255}` },
  })

async function clicks(): Promise<number> {
  await foldAll(services)
  const { rows } = await sql<{
    clicks: number
  }>`select coalesce(sum(clicks), 0)::int as clicks from reach_cell`.execute(services.db)
  return rows[0]?.clicks ?? 0
}

const metric = async (name: string) =>
  (await services.metrics.registry.getSingleMetric(name)?.get())?.values[0]?.value ?? 0

const until = async (isSo: () => boolean) => {
  for (let tries = 0; tries < 1_000 && !isSo(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(isSo()).toBe(true)
}

/** Holds a table, so that no statement on it comes through; resolves to how it is let go. */
async function hold(table: 'reach_journal' | 'tracked_link'): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>()
  const holding = services.db.transaction().execute(async (tx) => {
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(tx)
    isLocked()
    await released
  })
  await locked
  return async () => {
    release()
    await holding
  }
}

test('while the database stands still hits wait, and beyond the limit they are refused, counted and not taken', async () => {
  const letGo = await hold('reach_journal')
  const waiting = Array.from({ length: waitingAtMost }, (_, n) => follow(n))
  await until(() => writer.waiting === waitingAtMost)
  const refused = await Promise.all(Array.from({ length: 5 }, (_, n) => follow(1_000 + n)))
  expect(refused.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
    Array.from({ length: 5 }, () => [503, '2']),
  )
  expect(await metric('reach_refused_total')).toBe(5)
  await letGo()
  const answered = await Promise.all(waiting)
  expect(answered.every(({ status }) => status === 302)).toBe(true)
  expect(await clicks()).toBe(waitingAtMost)
  // Who was refused has not been here: coming again is the first time.
  expect((await follow(1_000)).status).toBe(302)
  expect(await clicks()).toBe(waitingAtMost + 1)
})

test('a beacon whose link cannot be looked up now is put off, not waved through', async () => {
  const letGo = await hold('tracked_link')
  let putOff = 0
  const beacons = Array.from({ length: 260 }, async (_, n) => {
    const answer = await fetch(`${url}/e`, {
      method: 'POST',
      headers: { 'user-agent': agent },
      body: JSON.stringify({ kind: 'view', code: `NOTHERE${n}` }),
    })
    if (answer.status === 503) putOff += 1
    return answer
  })
  await until(() => putOff === 60)
  await letGo()
  const statuses = Map.groupBy(await Promise.all(beacons), ({ status }) => status)
  expect([statuses.get(204)?.length, statuses.get(503)?.length]).toEqual([200, 60])
  expect(statuses.get(503)?.every(({ headers }) => headers.get('retry-after') === '2')).toBe(true)
})

test('a commit that fails is answered as such and forgets who was there', async () => {
  const before = await clicks()
  await sql`alter table reach_journal rename to reach_journal_away`.execute(services.db)
  expect((await follow(2_000)).status).toBe(503)
  await sql`alter table reach_journal_away rename to reach_journal`.execute(services.db)
  expect(await metric('reach_failed_total')).toBe(1)
  expect((await follow(2_000)).status).toBe(302)
  expect(await clicks()).toBe(before + 1)
})

test('draining waits for everything taken, and then everybody has been answered', async () => {
  const before = await clicks()
  const letGo = await hold('reach_journal')
  const under = Array.from({ length: 15 }, (_, n) => follow(3_000 + n))
  await until(() => writer.waiting === 15)
  let isDrained = false
  const draining = writer.drain().then(() => {
    isDrained = true
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isDrained).toBe(false)
  await letGo()
  await draining
  expect(writer.waiting).toBe(0)
  expect((await Promise.all(under)).every(({ status }) => status === 302)).toBe(true)
  expect(await clicks()).toBe(before + 15)
})
