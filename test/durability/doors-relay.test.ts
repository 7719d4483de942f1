import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { boardOf, relayCode } from '../../src/modules/doors/index.ts'
import { dayIn } from '../../src/platform/clock.ts'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { absent, HandingIn, type StoredArrival, scanEverybody, worstError } from '../doors/arrivals.ts'
import { type Hall, seedHall } from '../doors/hall.ts'
import { type Line, openLine } from '../doors/line.ts'
import { type Phone, seedPhone } from '../doors/phone.ts'
import { newFolder, type RunningServer, startServer } from '../journeys/server.ts'

/** More by hand: `KILLS=20 npm test -- test/durability/doors-relay.test.ts`. */
const kills = Number(process.env.KILLS ?? 1)
const people = 180
const hour = 3_600_000
const day = dayIn('Asia/Jakarta', new Date())

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
  const prepared = await newFolder({ EXAMPLES: '0' })
  const database = await openEmbedded(join(prepared, 'db'))
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
  code = relayCode({ secret: readFileSync(join(prepared, 'secret'), 'utf8').trim() }, id)
  server = await startServer({ EXAMPLES: '0' }, prepared)
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
    rows: rows as (StoredArrival & { relay_id: string | null })[],
  }
}

const name = `twelve phones behind a relay whose line is cut and which is killed ${kills} times: none lost, none twice`

test(name, { timeout: 240_000 + kills * 60_000 }, async () => {
  await vi.waitFor(
    async () => {
      const headers = { cookie: phones[0]?.cookie ?? '' }
      expect((await fetch(`${relay.url}/door/snapshot`, { headers })).status).toBe(200)
    },
    { timeout: 120_000, interval: 100 },
  )
  line.set('down')
  const arrived = scanEverybody(hall, phones, Date.now() - 2 * hour)
  let isKilling = true
  const handingIn = new HandingIn({ url: () => relay.url, isKilling: () => isKilling })
  const { answered } = handingIn
  const working = handingIn.all(phones)
  let answeredAtKill = 0
  for (let kill = 0; kill < kills; kill += 1) {
    line.set(kill % 2 === 0 ? 'bad' : 'down')
    await sleep(400 + Math.random() * 600)
    await relay.kill()
    answeredAtKill = Math.max(answeredAtKill, answered.size)
    relay = await startRelay()
  }
  isKilling = false
  await working
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
  expect(board).toMatchObject({ expected: people, arrived: people - absent, beyond: 0, scans: scans.length })
  expect(board.arrived).toBe(arrived.size)
  // Clocks an hour wrong, two machines between, and yet the time of arrival is true to what requests take.
  expect(worstError(rows, arrived)).toBeLessThan(30_000)
  process.stderr.write(
    `${scans.length} scans of 12 phones over a relay, ${line.cuts()} cuts of its line, ${kills} kills (${answeredAtKill} answered before the last): each is there once\n`,
  )
})
