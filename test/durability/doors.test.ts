import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardOf } from '../../src/modules/doors/index.ts'
import { dayIn } from '../../src/platform/clock.ts'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { absent, HandingIn, type StoredArrival, scanEverybody, worstError } from '../doors/arrivals.ts'
import { type Hall, seedHall } from '../doors/hall.ts'
import { type Phone, seedPhone } from '../doors/phone.ts'
import { newFolder, type RunningServer, startServer } from '../journeys/server.ts'

/** More by hand: `KILLS=20 npm test -- test/durability/doors.test.ts`. */
const kills = Number(process.env.KILLS ?? 1)
const people = 240
const hour = 3_600_000
const day = dayIn('Asia/Jakarta', new Date())

let server: RunningServer
let hall: Hall
const phones: Phone[] = []

beforeAll(async () => {
  const prepared = await newFolder({ EXAMPLES: '0' })
  const database = await openEmbedded(join(prepared, 'db'))
  hall = await seedHall(database, { people, startsOn: day, endsOn: day })
  for (let n = 0; n < 12; n += 1) {
    // Clocks wrong by up to an hour, both ways.
    const ahead = Math.round(((n - 5.5) / 5.5) * hour)
    phones.push(await seedPhone(database, hall, { venue: n % 3, name: `Pintu ${n}`, day, ahead }))
  }
  await database.close()
  server = await startServer({ EXAMPLES: '0' }, prepared)
})
afterAll(() => server?.stop())

const name = `twelve phones with wrong clocks, cuts and ${kills} kills: the board equals the recount`

test(name, { timeout: 240_000 + kills * 60_000 }, async () => {
  const arrived = scanEverybody(hall, phones, Date.now() - 2 * hour)
  let isKilling = true
  const handingIn = new HandingIn({ url: () => server.url, isKilling: () => isKilling })
  const { answered } = handingIn
  const working = handingIn.all(phones)
  let answeredAtKill = 0
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(300 + Math.random() * 700)
    await server.kill()
    answeredAtKill = Math.max(answeredAtKill, answered.size)
    server = await startServer({ EXAMPLES: '0' }, server.folder)
  }
  isKilling = false
  await working
  await server.end()

  const scans = phones.flatMap((phone) => phone.scans)
  const database = await openEmbedded(join(server.folder, 'db'))
  const { rows } = await database.query('select id, participant_id, scanned_at, offset_ms from scan')
  const stored = rows as StoredArrival[]
  expect(stored.map(({ id }) => id).toSorted()).toEqual(scans.map(({ id }) => id).toSorted())
  expect(answered.size).toBe(scans.length)
  const board = await boardOf(
    { db: database.db, database },
    { workUnitId: hall.workUnitId, id: hall.meetingId },
  )
  expect(board).toMatchObject({ expected: people, arrived: people - absent, beyond: 0, scans: scans.length })
  expect(board.arrived).toBe(arrived.size)
  // Clocks an hour wrong, and yet the time of arrival is true to what a request takes.
  expect(worstError(stored, arrived)).toBeLessThan(30_000)
  await database.close()
  process.stderr.write(
    `${scans.length} scans of 12 phones, ${handingIn.cuts} cuts, ${kills} kills (${answeredAtKill} answered before the last): each is there once\n`,
  )
})
