import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardOf } from '../../src/modules/doors/index.ts'
import { badgeText, meetingMark } from '../../src/modules/seating/index.ts'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { any, type Cut, post } from '../doors/cut-post.ts'
import { type Hall, seedHall } from '../doors/hall.ts'
import { type Phone, scanWith, seedPhone, uploadOf } from '../doors/phone.ts'
import { type RunningServer, startServer } from '../journeys/server.ts'

/** More by hand: `KILLS=20 npm test -- test/durability/doors.test.ts`. */
const kills = Number(process.env.KILLS ?? 1)
const people = 240
const hour = 3_600_000
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta', dateStyle: 'short' }).format()

let server: RunningServer
let hall: Hall
const phones: Phone[] = []

beforeAll(async () => {
  const first = await startServer({ EXAMPLES: '0' })
  await first.end()
  const database = await openEmbedded(join(first.folder, 'db'))
  hall = await seedHall(database, { people, startsOn: day, endsOn: day })
  for (let n = 0; n < 12; n += 1) {
    // Clocks wrong by up to an hour, both ways.
    const ahead = Math.round(((n - 5.5) / 5.5) * hour)
    phones.push(await seedPhone(database, hall, { venue: n % 3, name: `Pintu ${n}`, day, ahead }))
  }
  await database.close()
  server = await startServer({ EXAMPLES: '0' }, first.folder)
})
afterAll(() => server?.stop())

const name = `twelve phones with wrong clocks, cuts and ${kills} kills: the board equals the recount`

test(name, { timeout: 240_000 + kills * 60_000 }, async () => {
  const mark = meetingMark(hall.meetingId)
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
  let cuts = 0
  let isKilling = true
  const handIn = async (phone: Phone) => {
    for (;;) {
      const left = phone.scans.filter(({ id }) => !answered.has(id))
      if (left.length === 0 && !isKilling) return
      // In any order, and now and then together with what was answered long ago.
      const items = Array.from({ length: 1 + Math.floor(Math.random() * 8) }, () =>
        any(left.length > 0 && Math.random() < 0.7 ? left : phone.scans),
      )
      const cut = any<Cut>(['none', 'none', 'half-sent', 'unheard'])
      if (cut !== 'none') cuts += 1
      const body = JSON.stringify(uploadOf(phone, [...new Set(items)], Date.now()))
      for (const id of await post(server.url, phone, body, cut)) answered.add(id)
      await sleep(Math.random() * 40)
    }
  }
  const working = phones.filter(({ scans }) => scans.length > 0).map(handIn)
  let answeredAtKill = 0
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(300 + Math.random() * 700)
    await server.kill()
    answeredAtKill = Math.max(answeredAtKill, answered.size)
    server = await startServer({ EXAMPLES: '0' }, server.folder)
  }
  isKilling = false
  await Promise.all(working)
  await server.end()

  const scans = phones.flatMap((phone) => phone.scans)
  const database = await openEmbedded(join(server.folder, 'db'))
  const { rows } = await database.query('select id, participant_id, scanned_at, offset_ms from scan')
  const stored = rows as { id: string; participant_id: string | null; scanned_at: Date; offset_ms: number }[]
  expect(stored.map(({ id }) => id).toSorted()).toEqual(scans.map(({ id }) => id).toSorted())
  expect(answered.size).toBe(scans.length)
  const board = await boardOf(
    { db: database.db, database },
    { workUnitId: hall.workUnitId, id: hall.meetingId },
  )
  expect(board).toMatchObject({ expected: people, arrived: people - 20, beyond: 0, scans: scans.length })
  expect(board.arrived).toBe(arrived.size)
  // Clocks an hour wrong, and yet the time of arrival is true to what a request takes.
  const first = new Map<string, number>()
  for (const { participant_id, scanned_at, offset_ms } of stored) {
    if (participant_id === null) continue
    const at = scanned_at.getTime() + Number(offset_ms)
    first.set(participant_id, Math.min(at, first.get(participant_id) ?? at))
  }
  const errors = [...arrived].map(([id, at]) => Math.abs((first.get(id) ?? 0) - at))
  expect(Math.max(...errors)).toBeLessThan(30_000)
  await database.close()
  process.stderr.write(
    `${scans.length} scans of 12 phones, ${cuts} cuts, ${kills} kills (${answeredAtKill} answered before the last): each is there once\n`,
  )
})
