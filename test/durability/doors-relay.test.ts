import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { boardOf, relayCode } from '../../src/modules/doors/index.ts'
import { badgeText, meetingMark } from '../../src/modules/seating/index.ts'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { any, type Cut, post } from '../doors/cut-post.ts'
import { type Hall, seedHall } from '../doors/hall.ts'
import { type Line, openLine } from '../doors/line.ts'
import { type Phone, scanWith, seedPhone, uploadOf } from '../doors/phone.ts'
import { type RunningServer, startServer } from '../journeys/server.ts'

/** More by hand: `KILLS=20 npm test -- test/durability/doors-relay.test.ts`. */
const kills = Number(process.env.KILLS ?? 1)
const people = 180
const hour = 3_600_000
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta', dateStyle: 'short' }).format()

let server: RunningServer
let relay: RunningServer
let line: Line
let hall: Hall
let folder: string
let code: string
const phones: Phone[] = []

const startRelay = () =>
  startServer({ ROLE: 'relay', UPSTREAM: line.url, RELAY_CODE: code, EXAMPLES: '0' }, folder)

beforeAll(async () => {
  const first = await startServer({ EXAMPLES: '0' })
  await first.end()
  const database = await openEmbedded(join(first.folder, 'db'))
  hall = await seedHall(database, { people, startsOn: day, endsOn: day })
  for (let n = 0; n < 12; n += 1) {
    // Clocks wrong by up to an hour, both ways; all doors are of one venue.
    const ahead = Math.round(((n - 5.5) / 5.5) * hour)
    phones.push(await seedPhone(database, hall, { name: `Pintu ${n}`, day, ahead }))
  }
  const id = randomUUID()
  await database.query(
    `insert into door_relay (work_unit_id, meeting_id, id, venue_id, label, address, made_at)
     values ($1, $2, $3, $4, 'Laptop 1', 'https://relai.contoh', now())`,
    [hall.workUnitId, hall.meetingId, id, hall.venues[0]],
  )
  await database.close()
  code = relayCode({ secret: readFileSync(join(first.folder, 'secret'), 'utf8').trim() }, id)
  server = await startServer({ EXAMPLES: '0' }, first.folder)
  line = await openLine(Number(new URL(server.url).port))
  folder = mkdtempSync(join(tmpdir(), 'jangkau-relay-'))
  relay = await startRelay()
})
afterAll(async () => {
  await relay?.stop()
  await line?.close()
  await server?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const stored = async () => {
  const database = await openEmbedded(join(server.folder, 'db'))
  const { rows } = await database.query(
    'select id, participant_id, scanned_at, offset_ms, relay_id from scan',
  )
  const board = await boardOf(
    { db: database.db, database },
    { workUnitId: hall.workUnitId, id: hall.meetingId },
  )
  await database.close()
  return {
    board,
    rows: rows as {
      id: string
      participant_id: string | null
      scanned_at: Date
      offset_ms: number
      relay_id: string | null
    }[],
  }
}

const name = `twelve phones behind a relay whose line is cut and which is killed ${kills} times: none lost, none twice`

test(name, { timeout: 240_000 + kills * 60_000 }, async () => {
  const mark = meetingMark(hall.meetingId)
  await vi.waitFor(
    async () => {
      const headers = { cookie: phones[0]?.cookie ?? '' }
      expect((await fetch(`${relay.url}/door/snapshot`, { headers })).status).toBe(200)
    },
    { timeout: 120_000, interval: 100 },
  )
  line.set('down')
  const began = Date.now() - 2 * hour
  const arrived = new Map<string, number>()
  // Everybody but the last twenty arrives, some at two doors; every tenth scan is of nobody.
  for (const [n, person] of hall.people.slice(0, people - 20).entries()) {
    for (let times = n % 7 === 0 ? 2 : 1; times > 0; times -= 1) {
      const at = began + n * 20_000 + times * 7_000
      scanWith(any(phones), badgeText(mark, person.code), at)
      arrived.set(person.id, Math.min(at, arrived.get(person.id) ?? at))
    }
    if (n % 10 === 0) scanWith(any(phones), `kartu ${n}`, began + n * 20_000)
  }
  const answered = new Set<string>()
  let isKilling = true
  const handIn = async (phone: Phone) => {
    for (;;) {
      const left = phone.scans.filter(({ id }) => !answered.has(id))
      if (left.length === 0 && !isKilling) return
      const items = Array.from({ length: 1 + Math.floor(Math.random() * 8) }, () =>
        any(left.length > 0 && Math.random() < 0.7 ? left : phone.scans),
      )
      const cut = any<Cut>(['none', 'none', 'half-sent', 'unheard'])
      const body = JSON.stringify(uploadOf(phone, [...new Set(items)], Date.now()))
      for (const id of await post(relay.url, phone, body, cut)) answered.add(id)
      await sleep(Math.random() * 40)
    }
  }
  const working = phones.filter(({ scans }) => scans.length > 0).map(handIn)
  let answeredAtKill = 0
  for (let kill = 0; kill < kills; kill += 1) {
    line.set(kill % 2 === 0 ? 'bad' : 'down')
    await sleep(400 + Math.random() * 600)
    await relay.kill()
    answeredAtKill = Math.max(answeredAtKill, answered.size)
    relay = await startRelay()
  }
  isKilling = false
  await Promise.all(working)
  const scans = phones.flatMap((phone) => phone.scans)
  expect(answered.size).toBe(scans.length)
  // The line as a village has it, then whole; by then the relay says that it owes nothing.
  line.set('bad')
  await sleep(1_000)
  line.set('up')
  await vi.waitFor(
    async () => {
      const page = (await (await fetch(relay.url)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
      expect(page).toContain('Jaringan ke server tersambung')
      expect(page).toContain('Pindaian belum diteruskan 0 ')
    },
    { timeout: 120_000, interval: 200 },
  )
  await relay.end()
  await server.end()

  const { rows, board } = await stored()
  expect(rows.map(({ id }) => id).toSorted()).toEqual(scans.map(({ id }) => id).toSorted())
  expect(rows.filter(({ relay_id }) => relay_id === null)).toEqual([])
  expect(board).toMatchObject({ expected: people, arrived: people - 20, beyond: 0, scans: scans.length })
  expect(board.arrived).toBe(arrived.size)
  // Clocks an hour wrong, two machines between, and yet the time of arrival is true to what requests take.
  const first = new Map<string, number>()
  for (const { participant_id, scanned_at, offset_ms } of rows) {
    if (participant_id === null) continue
    const at = scanned_at.getTime() + Number(offset_ms)
    first.set(participant_id, Math.min(at, first.get(participant_id) ?? at))
  }
  const errors = [...arrived].map(([id, at]) => Math.abs((first.get(id) ?? 0) - at))
  expect(Math.max(...errors)).toBeLessThan(30_000)
  process.stderr.write(
    `${scans.length} scans of 12 phones over a relay, ${line.cuts()} cuts of its line, ${kills} kills (${answeredAtKill} answered before the last): each is there once\n`,
  )
})
