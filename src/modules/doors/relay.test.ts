import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Hall, seedHall } from '../../../test/doors/hall.ts'
import { type Line, openLine } from '../../../test/doors/line.ts'
import { type Phone, scanWith, seedPhone, send, uploadOf } from '../../../test/doors/phone.ts'
import { serve } from '../../../test/doors/upstream.ts'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import type { Actor } from '../../platform/access.ts'
import { ConfigProblem } from '../../platform/config.ts'
import { silentLog } from '../../platform/log.ts'
import type { RunningRelay } from '../../platform/run-relay.ts'
import { badgeText, meetingMark } from '../seating/index.ts'
import { addRelay } from './add-relay.ts'
import { admissionsOf } from './admissions-read-model.ts'
import { boardOf } from './board-read-model.ts'
import { codeHash } from './code-hash.ts'
import { enrolCode } from './device.ts'
import {
  type ItemAnswer,
  type News,
  type PhotographList,
  photographsAtOnce,
  type SomePhotographs,
  type UploadAnswer,
} from './door-shapes.ts'
import { openFlags } from './flags-read-model.ts'
import { openRelay } from './open-relay.ts'
import { relayCode } from './relay-access.ts'
import { RelayBox } from './relay-box.ts'
import { relaysOf } from './relays-read-model.ts'
import { revokePhone } from './revoke-phone.ts'
import { revokeRelay } from './revoke-relay.ts'
import { hashOf } from './seal.ts'

const hour = 3_600_000
let app: TestApp
let upstream: Awaited<ReturnType<typeof serve>>
let line: Line
let hall: Hall
let committee: Actor

// The relay has a clock of its own that nobody can set, so the meeting is today.
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta', dateStyle: 'short' }).format()

interface Standing {
  relay: RunningRelay
  server: Server
  url: string
}
let folder: string
let standing: Standing | null = null

beforeAll(async () => {
  app = await testApp({ preset: true })
  app.services.clock = { now: () => new Date() }
  upstream = await serve(app.services)
  line = await openLine(upstream.port)
  committee = app.actor('committee', 'id')
})
afterAll(async () => {
  await line?.close()
  await upstream?.close()
  await app?.close()
})

let halls = 0
beforeEach(async () => {
  await app.services.database.query('delete from meeting')
  halls += 1
  hall = await seedHall(app.services.database, { slug: `rakor-${halls}`, startsOn: today, endsOn: today })
  folder = mkdtempSync(join(tmpdir(), 'jangkau-relay-'))
  line.set('up')
})
afterEach(async () => {
  await lay()
  rmSync(folder, { recursive: true, force: true })
})

const key = () => ({ workUnitId: hall.workUnitId, id: hall.meetingId })
const badge = (n: number) => badgeText(meetingMark(hall.meetingId), hall.people[n]?.code ?? '')

async function newRelay(venue = 0): Promise<string> {
  const input = { venueId: hall.venues[venue] ?? '', label: 'Laptop 1', address: 'https://relai.contoh:3443' }
  const result = await addRelay(app.services, committee, key(), input)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function stand(id: string, code = relayCode(app.services.config, id)): Promise<string> {
  const parts = { upstream: line.url, code, folder, publicUrl: 'http://localhost', log: silentLog }
  const relay = await openRelay(parts, { every: 100, longest: 300 })
  const server = createServer(relay.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  standing = { relay, server, url }
  return url
}

/** Ends the relay in order. */
async function lay() {
  if (!standing) return
  const { relay, server } = standing
  standing = null
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await relay.stop()
}

const soon = <T>(look: () => Promise<T> | T, check: (found: T) => void) =>
  vi.waitFor(async () => check(await look()), { timeout: 60_000, interval: 50 })

const shown = async () => (await relaysOf(app.services.db, key()))[0]

async function answered(url: string, phone: Phone, ...scans: Parameters<typeof uploadOf>[1]) {
  const answer = await send(url, phone, uploadOf(phone, scans, Date.now()))
  expect(answer).toBeTypeOf('object')
  return (answer as UploadAnswer).items
}

/** Waits until the relay knows a phone that was let in elsewhere. */
const known = (url: string, phone: Phone) =>
  soon(
    () => fetch(`${url}/door/snapshot`, { headers: { cookie: phone.cookie } }),
    ({ status }) => expect(status).toBe(200),
  )

const stored = async () =>
  (
    (await app.services.database.query(
      'select id, device_id, relay_id, text, number, scanned_at, offset_ms, received_at, relayed_at from scan order by scanned_at',
    )) as {
      rows: {
        id: string
        device_id: string
        relay_id: string | null
        scanned_at: Date
        offset_ms: number
        received_at: Date
        relayed_at: Date
      }[]
    }
  ).rows

test('a relay is let in once by its code, and its disk is opened by no other', async () => {
  const id = await newRelay()
  await stand(id)
  await soon(shown, (relay) => expect(relay).toMatchObject({ id, waiting: 0 }))
  await lay()
  await expect(stand(id, `${id}.x`)).rejects.toThrow(ConfigProblem)
  // Without a line it starts again by itself.
  line.set('down')
  await stand(id)
  await lay()
  // In another folder it is another relay, which the code does not let in.
  line.set('up')
  rmSync(folder, { recursive: true })
  await expect(stand(id)).rejects.toThrow('lets nobody in')
  await expect(stand(id, 'nonsense')).rejects.toThrow(ConfigProblem)
})

test('a code that was used is used again only with the same secret, so that a cut answer locks nobody out', async () => {
  const code = relayCode(app.services.config, await newRelay())
  const enrol = (secretHash: string) => app.json('POST', '/relay/enrol', { code, secretHash })
  expect((await enrol('a'.repeat(64))).status).toBe(200)
  expect((await enrol('a'.repeat(64))).status).toBe(200)
  expect((await enrol('b'.repeat(64))).status).toBe(404)
  expect((await app.json('POST', '/relay/enrol', { code })).status).toBe(422)
  expect((await app.get('/relay/snapshot')).status).toBe(410)
})

test('the committee sets up one relay a venue, at an address that phones trust', async () => {
  const desk = `/desk/meetings/00/${hall.meetingId}/doors`
  const form = { venue: hall.venues[0] ?? '', label: 'Laptop 1', address: 'http://relai.contoh' }
  const stewards = app.as('committee', 'id')
  expect((await stewards.get(`${desk}/relays/new`)).status).toBe(200)
  const refused = await stewards.post(`${desk}/relays/new`, form)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('value="http://relai.contoh"')
  const right = { ...form, address: 'https://relai.contoh:3443/' }
  const made = await stewards.post(`${desk}/relays/new`, right)
  expect(made.status).toBe(303)
  expect((await stewards.post(`${desk}/relays/new`, right)).status).toBe(422)
  const page = await (await stewards.get(made.headers.get('location') ?? '')).text()
  expect(page).toContain(relayCode(app.services.config, (await shown())?.id ?? ''))
  expect((await app.as('district', 'id.33.73').post(`${desk}/relays/new`, right)).status).toBe(403)
  // A phone of that venue is sent to the relay, one of another venue is not.
  const list = await (await stewards.get(desk)).text()
  expect(list).toContain('Laptop 1')
})

test('phones are let in through the relay, each door hears of the other without a line, and all of it comes up once', async () => {
  const url = await stand(await newRelay())
  const direct = await seedPhone(app.services.database, hall, { day: today })
  const other = await seedPhone(app.services.database, hall, { venue: 1, name: 'Pintu B', day: today })
  const waiting = await seedPhone(app.services.database, hall, { name: 'Pintu timur', day: today })
  await app.services.database.query(
    `update door_device set enrolled_at = null, secret_hash = null where id = '${waiting.id}'`,
  )
  const link = `/door/enrol/${enrolCode(app.services.config, waiting.id)}`
  await known(url, direct)
  const entered = await fetch(url + link, { method: 'POST', redirect: 'manual', headers: { origin: url } })
  expect(entered.status).toBe(303)
  expect(
    (await fetch(url + link, { method: 'POST', redirect: 'manual', headers: { origin: url } })).status,
  ).toBe(404)
  const east: Phone = { ...waiting, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' }
  // A phone of another venue is not this relay's; it is not told to throw anything away.
  expect((await fetch(`${url}/door/snapshot`, { headers: { cookie: other.cookie } })).status).toBe(503)

  line.set('down')
  const first = scanWith(direct, badge(0), Date.now() - 60_000)
  expect(await answered(url, direct, first)).toEqual([
    { id: first.id, status: 'new', words: 'green.arrival' },
  ])
  expect(await answered(url, direct, first)).toMatchObject([{ status: 'known' }])
  const again = scanWith(east, badge(0), Date.now() - 5_000)
  const elsewhere = scanWith(east, badge(1), Date.now() - 4_000)
  const nobody = scanWith(east, 'kartu rusak', Date.now() - 3_000)
  const items: ItemAnswer[] = await answered(url, east, again, elsewhere, nobody)
  expect(items.map(({ words }) => words)).toEqual([
    'already.arrival',
    'elsewhere.venue',
    'unknown.noSuchCode',
  ])
  const news = await fetch(`${url}/door/news?since=0`, { headers: { cookie: direct.cookie } })
  expect(((await news.json()) as News).known.map(({ id }) => id)).toContain(again.id)
  expect(await stored()).toHaveLength(0)

  line.set('up')
  await soon(stored, (rows) => expect(rows).toHaveLength(4))
  await soon(shown, (relay) => expect(relay).toMatchObject({ waiting: 0, received: 4 }))
  const { flags } = await openFlags(app.services.db, key(), 10)
  expect(flags.map(({ id, why }) => [id, why])).toEqual([
    [again.id, 'double'],
    [nobody.id, 'unknown'],
  ])
  expect(await boardOf(app.services, key())).toMatchObject({ arrived: 2, scans: 4 })
})

/** A phone's place at a door of venue A, its code waiting; or one of another day or venue. */
async function card(name: string, options: Parameters<typeof seedPhone>[2] = {}) {
  const phone = await seedPhone(app.services.database, hall, { day: today, name, ...options })
  await app.services.database.query(
    `update door_device set enrolled_at = null, secret_hash = null where id = '${phone.id}'`,
  )
  return { ...phone, code: enrolCode(app.services.config, phone.id) }
}

/** A browser that brings a code to the relay, or (no `url`) to the server: a phone with its cookie, or the status. */
async function bring(url: string, code: string, browser: { cookie: string } = { cookie: '' }) {
  const asked = await fetch(`${url}/door/enrol`, { headers: { cookie: browser.cookie } })
  browser.cookie ||= asked.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await fetch(`${url}/door/enrol`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, cookie: browser.cookie },
    body: new URLSearchParams({ code }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  return answer.status === 303 && cookie ? { cookie, to: answer.headers.get('location') } : answer.status
}

const at = (url: string, cookie: string) => fetch(`${url}/door/snapshot`, { headers: { cookie } })
const device = async (id: string) =>
  (await app.services.database.query(`select * from door_device where id = '${id}'`)).rows[0] as {
    enrolled_at: Date | null
    secret_hash: string | null
  }
const audited = async (action: string) =>
  (
    await app.services.db
      .selectFrom('audit_entry')
      .select(['subject', 'after'])
      .where('action', '=', action)
      .execute()
  ).map(({ subject, after }) => ({ subject, ...(after as { outcome?: string } | null) }))

/** A relay that knows of these cards, its line then cut. */
async function standCutOff(id: string, ...cards: { id: string; code: string }[]): Promise<string> {
  const first = await stand(id)
  const witness = await seedPhone(app.services.database, hall, { day: today, name: 'Pintu saksi' })
  await known(first, witness)
  line.set('down')
  // It has noticed that there is no line, and so decides by itself.
  await soon(
    async () => (await fetch(first)).text(),
    (page) => expect(page).toContain('putus'),
  )
  expect(cards.length).toBeGreaterThan(0)
  return first
}

test('without a line a card lets one phone in at the relay, which the desk is told of once there is one', async () => {
  const [mine, unknown] = [await card('Pintu kartu'), 'TAMN22222222']
  const id = await newRelay()
  const url = await standCutOff(id, mine)
  expect(await bring(url, unknown)).toBe(503)
  expect(await bring(url, 'bukan kode')).toBe(404)
  const browser = { cookie: '' }
  const entered = await bring(url, mine.code.toLowerCase(), browser)
  if (typeof entered === 'number') throw new Error(`It was refused with ${entered}.`)
  expect(entered.to).toBe('/door/#new')
  expect((await at(url, entered.cookie)).status).toBe(200)
  // Its answer was cut off: the same browser is let in again, another is not.
  expect(await bring(url, mine.code, browser)).toMatchObject({ cookie: entered.cookie })
  expect(await bring(url, mine.code)).toBe(404)
  const phone: Phone = { ...mine, cookie: entered.cookie }
  const scan = scanWith(phone, badge(0), Date.now())
  expect(await answered(url, phone, scan)).toMatchObject([{ status: 'new', words: 'green.arrival' }])
  // Killed and started anew without a line it still knows whom it let in.
  await lay()
  const again = await stand(id)
  expect((await at(again, entered.cookie)).status).toBe(200)
  expect(await bring(again, mine.code)).toBe(404)
  expect(await (await fetch(again)).text()).toMatch(/Ponsel masuk tanpa jaringan[\s\S]{0,80}1/)
  expect((await device(mine.id)).enrolled_at).toBeNull()

  line.set('up')
  await soon(stored, (rows) =>
    expect(rows.map((row) => [row.id, row.device_id])).toEqual([[scan.id, mine.id]]),
  )
  expect((await device(mine.id)).enrolled_at).not.toBeNull()
  expect(await admissionsOf(app.services.db, key())).toMatchObject([
    { phone: { id: mine.id }, relay: 'Laptop 1', outcome: 'taken', scans: 1 },
  ])
  expect((await audited('doors.enrol-phone')).at(-1)).toMatchObject({
    subject: `phone ${mine.id}`,
    hadLine: false,
  })
  const desk = await (await app.as('committee', 'id').get(`/desk/meetings/00/${hall.meetingId}/doors`)).text()
  expect(desk).toContain('Ponsel yang masuk di relai tanpa jaringan')
  expect((await at(again, entered.cookie)).status).toBe(200)
})

test('a card that was used elsewhere or shut out meanwhile lets nobody stay, and the desk sees which', async () => {
  const [copied, lost, late, other] = [
    await card('Pintu tiruan'),
    await card('Pintu hilang'),
    await card('Pintu kemarin', { day: '2019-09-21' }),
    await card('Pintu B', { venue: 1 }),
  ]
  const url = await standCutOff(await newRelay(), copied, lost)
  // Cards of a day gone by and of another venue open nothing here.
  expect(await bring(url, late.code)).toBe(404)
  expect(await bring(url, other.code)).toBe(503)
  const [second, third] = [await bring(url, copied.code), await bring(url, lost.code)]
  if (typeof second === 'number' || typeof third === 'number') throw new Error('They were refused.')
  const phone: Phone = { ...copied, cookie: second.cookie }
  const scan = scanWith(phone, badge(3), Date.now())
  await answered(url, phone, scan)
  // Meanwhile somebody photographed the one card and uses it at the server, and the committee shuts the other out.
  const direct = `http://127.0.0.1:${upstream.port}`
  const first = await bring(direct, copied.code)
  expect(first).toMatchObject({ to: '/door/#new' })
  expect(await revokePhone(app.services, committee, key(), lost.id)).toMatchObject({ ok: true })

  line.set('up')
  await soon(
    () => admissionsOf(app.services.db, key()),
    (all) =>
      expect(new Map(all.map(({ phone: { id }, outcome }) => [id, outcome]))).toEqual(
        new Map([
          [copied.id, 'used'],
          [lost.id, 'revoked'],
        ]),
      ),
  )
  for (const { cookie } of [second, third])
    await soon(
      () => at(url, cookie),
      ({ status }) => expect(status).toBe(410),
    )
  // What it took from the second stays a scan; who came first at the server goes on.
  await soon(stored, (rows) => expect(rows.map((row) => row.id)).toEqual([scan.id]))
  expect((await at(direct, typeof first === 'number' ? '' : first.cookie)).status).toBe(200)
  expect((await audited('doors.refuse-admission')).map(({ outcome }) => outcome).toSorted()).toEqual([
    'revoked',
    'used',
  ])
})

test('a relay can invent no steward: without the code itself nobody is let in, and scans of nobody are none', async () => {
  const mine = await card('Pintu kartu')
  const id = await newRelay()
  const code = relayCode(app.services.config, id)
  const [secret, secretHash] = ['rahasia-relai-buatan-sendiri', hashOf('rahasia-relai-buatan-sendiri')]
  expect((await app.json('POST', '/relay/enrol', { code, secretHash })).status).toBe(200)
  const ask = (path: string, body?: object) =>
    fetch(`http://127.0.0.1:${upstream.port}/relay/${path}`, {
      headers: { authorization: `Bearer ${id}.${secret}`, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
  // What it is told of the card is a hash, which opens nothing.
  const { phones } = (await (await ask('news')).json()) as { phones: { id: string; codeHash: string }[] }
  const { codeHash } = phones.find((one) => one.id === mine.id) ?? { codeHash: '' }
  expect(codeHash).toBe(hashOf(mine.code))
  const now = Date.now()
  const letIn = { at: now, sentAt: now }
  for (const forged of [codeHash, codeHash.slice(0, 12).toUpperCase(), 'TAMN22222222'])
    expect((await ask('phones', { code: forged, secretHash, letIn })).status).toBe(404)
  expect((await ask('phones', { code: mine.code, secretHash: 'x', letIn })).status).toBe(422)
  const scan = scanWith(mine, badge(0), now)
  const upload = {
    sentAt: now,
    waiting: 1,
    phones: [],
    items: [{ ...scan, phone: mine.id, offset: 0, receivedAt: now }],
  }
  expect(await (await ask('scans', upload)).json()).toMatchObject({
    items: [{ id: scan.id, status: 'wrong' }],
  })
  expect(await stored()).toEqual([])
  expect((await device(mine.id)).enrolled_at).toBeNull()
  const forged = (await audited('doors.refuse-admission')).filter(({ subject }) => subject === `relay ${id}`)
  expect(forged.map(({ outcome }) => outcome)).toEqual(['forged', 'forged', 'forged'])
})

test('a relay lost with whom it let in: the same card lets the same phone in at the next, as the phone it was', async () => {
  const mine = await card('Pintu kartu')
  const id = await newRelay()
  const url = await standCutOff(id, mine)
  const browser = { cookie: '' }
  const entered = await bring(url, mine.code, browser)
  if (typeof entered === 'number') throw new Error(`It was refused with ${entered}.`)
  await lay()
  rmSync(folder, { recursive: true })
  await revokeRelay(app.services, committee, key(), id)
  line.set('up')
  const next = await stand(await newRelay())
  expect((await at(next, entered.cookie)).status).toBe(503)
  const back = await bring(next, mine.code, { cookie: `${browser.cookie}; ${entered.cookie}` })
  expect(back).toMatchObject({ to: '/door/#again' })
  await soon(
    () => at(next, typeof back === 'number' ? '' : back.cookie),
    ({ status }) => expect(status).toBe(200),
  )
})

test('wrong clocks of phone and relay add up, over an end of the relay in between', async () => {
  const id = await newRelay()
  const code = relayCode(app.services.config, id)
  // A laptop forty minutes behind: its clock goes on from there, whatever the machine's says.
  const box = RelayBox.open(folder, code)
  const boot = existsSync('/proc/sys/kernel/random/boot_id')
    ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    : null
  const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000
  box.put('clock', { boot, base: Date.now() - uptime - (40 / 60) * hour, ahead: 0 })
  box.close()
  const url = await stand(id)
  const fast = await seedPhone(app.services.database, hall, { day: today, ahead: hour })
  await known(url, fast)
  line.set('down')
  const at = Date.now() - 600_000
  const took = Date.now()
  await answered(url, fast, scanWith(fast, badge(0), at))
  await lay()
  const again = await stand(id)
  // What doors are shown is set right too.
  const snapshot = await fetch(`${again}/door/snapshot`, { headers: { cookie: fast.cookie } })
  const { known: scans, madeAt } = (await snapshot.json()) as { known: { at: number }[]; madeAt: number }
  expect(Math.abs((scans[0]?.at ?? 0) - at)).toBeLessThan(30_000)
  expect(Math.abs(madeAt - Date.now())).toBeLessThan(30_000)
  line.set('up')
  await soon(stored, (rows) => expect(rows).toHaveLength(1))
  const [row] = await stored()
  if (!row) throw new Error('No scan.')
  expect(Math.abs(row.scanned_at.getTime() + Number(row.offset_ms) - at)).toBeLessThan(30_000)
  expect(Math.abs(row.relayed_at.getTime() - took)).toBeLessThan(30_000)
  expect(row.received_at.getTime()).toBeGreaterThanOrEqual(row.relayed_at.getTime() - 1_000)
})

test('nothing that a relay keeps can be read on its disk', async () => {
  const id = await newRelay()
  const url = await stand(id)
  const phone = await seedPhone(app.services.database, hall, { day: today })
  await known(url, phone)
  line.set('down')
  await answered(url, phone, scanWith(phone, badge(0), Date.now()))
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'))
  expect(bytes.join('').length).toBeGreaterThan(10_000)
  for (const text of [
    'Peserta',
    'Hotel A',
    'JK1:',
    hall.people[0]?.code ?? '',
    relayCode(app.services.config, id),
  ])
    expect(bytes.join('').includes(text)).toBe(false)
})

test('a relay that is shut out throws everything away, and its phones nothing', async () => {
  const id = await newRelay()
  const url = await stand(id)
  const phone = await seedPhone(app.services.database, hall, { day: today })
  await known(url, phone)
  expect(await revokeRelay(app.services, app.actor('district', 'id.33.73'), key(), id)).toMatchObject({
    refusal: { kind: 'forbidden' },
  })
  expect(await revokeRelay(app.services, committee, key(), id)).toMatchObject({ ok: true })
  await soon(
    () => readdirSync(folder),
    (files) => expect(files).toEqual([]),
  )
  const scan = scanWith(phone, badge(0), Date.now())
  expect(await send(url, phone, uploadOf(phone, [scan], Date.now()))).toBe(503)
  expect(await revokeRelay(app.services, committee, key(), id)).toMatchObject({
    refusal: { kind: 'conflict' },
  })
})

test('a phone that is shut out or signed out is out at the relay too, and the server hears of the second', async () => {
  const url = await stand(await newRelay())
  const [lost, done] = [
    await seedPhone(app.services.database, hall, { day: today }),
    await seedPhone(app.services.database, hall, { name: 'Pintu timur', day: today }),
  ]
  await known(url, lost)
  await known(url, done)
  const out = (phone: Phone) => fetch(`${url}/door/snapshot`, { headers: { cookie: phone.cookie } })
  await app.services.database.query(`update door_device set revoked_at = now() where id = '${lost.id}'`)
  await soon(
    () => out(lost),
    ({ status }) => expect(status).toBe(410),
  )
  const headers = { cookie: done.cookie, 'content-type': 'application/json' }
  expect((await fetch(`${url}/door/sign-out`, { method: 'POST', headers, body: '{}' })).status).toBe(200)
  expect((await out(done)).status).toBe(410)
  await soon(
    () => app.services.database.query(`select signed_out_at from door_device where id = '${done.id}'`),
    ({ rows }) => expect((rows[0] as { signed_out_at: Date | null }).signed_out_at).not.toBeNull(),
  )
})

test('photographs reach phones through the relay without a line, sealed on its disk, until they are erased', async () => {
  const { database } = app.services
  const face = Buffer.from('Gambar wajah yang kecil').toString('base64')
  const give = (n: number) =>
    database.query(
      `insert into participant_photograph (work_unit_id, meeting_id, participant_id, content_type, bytes, added_at)
       values ($1, $2, $3, 'image/webp', convert_to('Gambar wajah yang kecil', 'utf8'), now())`,
      [hall.workUnitId, hall.meetingId, hall.people[n]?.id],
    )
  // More than come at once, all of venue A but one.
  const own = Array.from({ length: photographsAtOnce + 2 }, (_, n) => n * 3)
  for (const n of [...own, 1]) await give(n)
  const id = await newRelay()
  const phone = await seedPhone(database, hall, { day: today })
  const hash = (n: number) => codeHash(hall.meetingId, hall.people[n]?.code ?? '')
  const ask = (url: string, under = '', { cookie } = phone) =>
    fetch(`${url}/door/photographs${under}`, { headers: { cookie } })
  const some = async (url: string, n: number) =>
    ((await (await ask(url, `/${hash(n)}`)).json()) as SomePhotographs).photographs
  const listed = async (url: string) =>
    ((await (await ask(url)).json()) as PhotographList).photographs.map((one) => one.hash).toSorted()

  const url = await stand(id)
  await known(url, phone)
  for (const n of own)
    await soon(
      () => some(url, n),
      (found) => expect(found).toMatchObject([{ hash: hash(n), contentType: 'image/webp', data: face }]),
    )
  expect(await some(url, 1)).toEqual([])
  expect((await ask(url, '', { ...phone, cookie: '' })).status).toBe(410)
  await lay()
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'))
  for (const text of ['Gambar wajah', face]) expect(bytes.join('').includes(text)).toBe(false)

  // Started anew without a line it has them still.
  line.set('down')
  const again = await stand(id)
  expect(await listed(again)).toEqual(own.map(hash).toSorted())
  expect(await some(again, 0)).toMatchObject([{ data: face }])
  await lay()
  await database.query(`delete from participant_photograph where participant_id = '${hall.people[0]?.id}'`)
  line.set('up')
  const last = await stand(id)
  await soon(
    () => listed(last),
    (found) => expect(found).toEqual(own.slice(1).map(hash).toSorted()),
  )
  expect(await some(last, 0)).toEqual([])
  expect(await some(last, 3)).toMatchObject([{ data: face }])
})

test('who stands at the relay sees how far it is behind, and ends its work with the code once all is handed on', async () => {
  const id = await newRelay()
  const url = await stand(id)
  const phone = await seedPhone(app.services.database, hall, { day: today })
  await known(url, phone)
  line.set('down')
  await answered(url, phone, scanWith(phone, badge(0), Date.now()))
  const look = async () => (await fetch(url)).text()
  await soon(look, (page) => expect(page).toContain('putus; ponsel tetap terlayani'))
  const end = (code: string) =>
    fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url },
      body: new URLSearchParams({ code }),
    })
  expect((await end('nonsense')).status).toBe(422)
  expect((await end(relayCode(app.services.config, id))).status).toBe(422)
  line.set('up')
  await soon(stored, (rows) => expect(rows).toHaveLength(1))
  await soon(
    () => end(relayCode(app.services.config, id)),
    ({ status }) => expect(status).toBe(303),
  )
  expect(await look()).toContain('Relai ini selesai bertugas')
  expect(readdirSync(folder)).toEqual([])
  expect(await shown()).toMatchObject({ signedOutAt: expect.any(Date) })
})
