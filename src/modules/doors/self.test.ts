import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Hall, seedHall } from '../../../test/doors/hall.ts'
import { type Phone, seedPhone } from '../../../test/doors/phone.ts'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { boardOf } from './board-read-model.ts'
import { openFlags } from './flags-read-model.ts'
import { seenAtDoors } from './seen-read-model.ts'
import { doorOfCode, readTicket, scanIdOf, screenCode, ticketText } from './self-code.ts'
import { selfMoment } from './self-moment.ts'
import { setSelfCheckIn } from './set-self-check-in.ts'

let app: TestApp
let hall: Hall
let screen: Phone
let now = new Date('2019-09-21T01:00:00Z')

beforeAll(async () => {
  app = await testApp({ preset: true })
  app.services.clock = { now: () => now }
})
afterAll(() => app?.close())

let halls = 0
beforeEach(async () => {
  now = new Date('2019-09-21T01:00:00Z')
  await app.services.database.query('delete from meeting')
  halls += 1
  hall = await seedHall(app.services.database, { slug: `rakor-${halls}` })
  screen = await seedPhone(app.services.database, hall)
})

const key = () => ({ workUnitId: hall.workUnitId, id: hall.meetingId })
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000)
}
const turn = (isOn: boolean, doorId = screen.doorId, actor = app.actor('committee', 'id')) =>
  setSelfCheckIn(app.services, actor, key(), { doorId, isOn })

/** What somebody's phone finds in the QR of the screen. */
async function shownCode(at: Phone = screen): Promise<string> {
  const page = await (await app.get('/door/screen', { cookie: at.cookie })).text()
  return /\/here\/[\w.-]+/.exec(page)?.[0] ?? ''
}

/** Opens the code as a phone does, to the page with the form. */
async function opened(code: string): Promise<string> {
  const answer = await app.get(code)
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

const codeOf = (n: number) => hall.people[n]?.code ?? ''
const scans = async () =>
  (await app.services.database.query('select id, via, device_id, kind, session_id, shown from scan')).rows

test('it is off until the committee of the place switches it on, and off again at once', async () => {
  const asked = await app.get('/door/screen', { cookie: screen.cookie })
  expect(asked.status).toBe(404)
  expect(await asked.text()).toContain('Presensi mandiri mati di pintu ini')
  expect(await turn(true, screen.doorId, app.actor('district', 'id.33.73'))).toMatchObject({
    refusal: { kind: 'forbidden' },
  })
  expect(await turn(true, hall.meetingId)).toMatchObject({ refusal: { kind: 'missing' } })
  const desk = `/desk/meetings/00/${hall.meetingId}/doors`
  const committee = app.as('committee', 'id')
  expect((await committee.post(`${desk}/self`, { door: screen.doorId, on: 'yes' })).status).toBe(303)
  expect(await (await committee.get(desk)).text()).toContain('Matikan presensi mandiri')
  const code = await shownCode()
  const page = await opened(code)
  await turn(false)
  expect((await app.get(code)).status).toBe(404)
  const refused = await app.post(page, { code: codeOf(0) })
  expect(refused.status).toBe(404)
  expect(await refused.text()).toContain('tidak (lagi) menerima presensi mandiri')
  expect(await scans()).toEqual([])
  expect((await app.get('/door/screen')).status).toBe(410)
})

test('who opens the code on the screen and knows the own code is there, by evidence of the own phone', async () => {
  await turn(true)
  const page = await opened(await shownCode())
  const form = await (await app.get(page)).text()
  expect(form).toContain('Catat kehadiran Anda')
  expect(form).not.toMatch(/<script/)
  const sent = await app.post(page, { code: `https://jangkau.example/m/${codeOf(0).toLowerCase()}` })
  expect(sent.status).toBe(303)
  expect(sent.headers.get('set-cookie')).toMatch(/^me=\w+; Path=\/here; HttpOnly; SameSite=Lax/)
  const done = await (await app.get(sent.headers.get('location') ?? '')).text()
  expect(done).toContain('Tercatat tiba di lokasi A')
  // The address may be looked at by others.
  expect(done).not.toContain('Peserta 1 Contoh')
  expect(await scans()).toMatchObject([{ via: 'self', device_id: null, shown: 'green.arrival' }])
  expect(await boardOf(app.services, key())).toMatchObject({ arrived: 1, scans: 1 })
  const seen = await seenAtDoors(app.services.db, { ...key(), timeZone: 'Asia/Jakarta' })
  expect(seen).toMatchObject([{ participantId: hall.people[0]?.id, via: 'self', kind: 'arrival' }])
  // The phone knows whose it is the next time; somebody else with the same phone is somebody else.
  const cookie = sent.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(await (await app.get(page, { cookie })).text()).toContain('Peserta 1 Contoh')
  expect((await app.post(page, { code: codeOf(3) })).status).toBe(303)
  expect(await boardOf(app.services, key())).toMatchObject({ arrived: 2, scans: 2 })
})

test('the same form sent twice is one scan; coming again later is kept, told and flagged', async () => {
  await turn(true)
  const page = await opened(await shownCode())
  const first = await app.post(page, { code: codeOf(0) })
  const second = await app.post(page, { code: codeOf(0) })
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(await scans()).toHaveLength(1)
  later(600)
  const again = await app.post(await opened(await shownCode()), { code: codeOf(0) })
  const told = await (await app.get(again.headers.get('location') ?? '')).text()
  expect(told).toContain('Sudah tiba sejak')
  expect(told).toContain('Pencatatan kedua ini juga disimpan')
  const { flags } = await openFlags(app.services.db, key(), 10)
  expect(flags).toMatchObject([{ why: 'double', phone: null }])
  const desk = `/desk/meetings/00/${hall.meetingId}/doors/flags/${flags[0]?.id}`
  expect(await (await app.as('committee', 'id').get(desk)).text()).toContain('ponsel sendiri')
  expect(await boardOf(app.services, key())).toMatchObject({ arrived: 1, scans: 2 })
})

test('refusals are sentences: a code too old, a code of nobody, another meeting, another place', async () => {
  await turn(true)
  const code = await shownCode()
  later(29)
  expect((await app.get(code)).status).toBe(303)
  const page = await opened(await shownCode())
  later(61)
  const old = await app.get(code)
  expect(old.status).toBe(404)
  expect(await old.text()).toContain('Kode ini sudah lewat')
  const nobody = await app.post(page, { code: 'PALSU2345678' })
  expect(nobody.status).toBe(422)
  const text = await nobody.text()
  expect(text).toContain('tidak ada di daftar peserta')
  expect(text).toContain('value="PALSU2345678"')
  // Codes of one meeting are nothing at the doors of another.
  await app.services.database.query(`update participant set code = 'X' || substr(code, 2)`)
  const other = await seedHall(app.services.database, { slug: `lain-${halls}`, people: 3 })
  const elsewhere = await app.post(page, { code: other.people[0]?.code ?? '' })
  expect(elsewhere.status).toBe(422)
  expect(await elsewhere.text()).toContain('Kode ini untuk rapat lain')
  later(180)
  expect(await (await app.post(page, { code: codeOf(0) })).text()).toContain('Kode ini sudah lewat')
  expect(await scans()).toEqual([])
})

test('somebody of another place is recorded and told where to go', async () => {
  await turn(true)
  const sent = await app.post(await opened(await shownCode()), { code: codeOf(1) })
  expect(await (await app.get(sent.headers.get('location') ?? '')).text()).toContain('Tempatnya di lokasi B')
  expect(await scans()).toMatchObject([{ shown: 'elsewhere.venue' }])
})

test('at a door of sessions it is the session of the own class, and none when none is near', async () => {
  const door = await seedPhone(app.services.database, hall, { name: 'Ruang A1', purpose: 'session' })
  await turn(true, door.doorId)
  now = new Date('2019-09-21T00:30:00Z')
  const early = await app.post(await opened(await shownCode(door)), { code: codeOf(0) })
  expect(early.status).toBe(409)
  expect(await early.text()).toContain('Tidak ada sesi di pintu ini sekarang')
  now = new Date('2019-09-21T01:30:00Z')
  const sent = await app.post(await opened(await shownCode(door)), { code: codeOf(0) })
  expect(await (await app.get(sent.headers.get('location') ?? '')).text()).toContain('Tercatat masuk')
  expect(await scans()).toMatchObject([{ kind: 'entry', session_id: hall.sessions[0] }])
})

test('a code holds for its half minute and the next, and for its own door alone', () => {
  const keys = { secret: 'a secret for tests only, long enough to be one' }
  const [door, other] = ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002']
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 41 }),
      fc.integer({ min: -90_000, max: 90_000 }),
      (at, after) => {
        const code = screenCode(keys, door, at)
        const steps = Math.floor((at + after) / 30_000) - Math.floor(at / 30_000)
        expect(doorOfCode(keys, code, at + after)).toBe(steps === 0 || steps === 1 ? door : 'old')
        expect(doorOfCode(keys, code.replace(door, other), at)).toBe('old')
        expect(doorOfCode({ secret: 'another' }, code, at)).toBe('old')
      },
    ),
  )
})

test('a ticket cannot be made or changed, and makes one scan a person', () => {
  const keys = { secret: 'a secret for tests only, long enough to be one' }
  const id = '019a0000-0000-7000-8000-000000000001'
  const ticket = { doorId: id, nonce: id, issuedAt: 1_569_027_600_000 }
  const text = ticketText(keys, ticket)
  expect(readTicket(keys, text)).toEqual(ticket)
  expect(readTicket(keys, text.replace(/\.(\w+)\.([\w-]+)$/, '.zzzzzzzz.$2'))).toBeNull()
  expect(readTicket({ secret: 'another' }, text)).toBeNull()
  expect(scanIdOf(ticket, 'a')).toBe(scanIdOf(ticket, 'a'))
  expect(new Set(['a', 'b', 'c'].map((one) => scanIdOf(ticket, one))).size).toBe(3)
  expect(scanIdOf(ticket, 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(createHash('sha256').update(`${id} a`).digest('hex')).toMatch(
    new RegExp(`^${scanIdOf(ticket, 'a').slice(0, 8)}`),
  )
})

test('of several sessions the own class goes before one for all, and that before another class', () => {
  const session = (id: string, code: string | null, hour: number) => ({
    id,
    titleId: id,
    titleEn: null,
    class: code === null ? null : { code, round: 1 },
    startsAt: new Date(Date.UTC(2019, 8, 21, hour)).toISOString(),
    endsAt: new Date(Date.UTC(2019, 8, 21, hour + 2)).toISOString(),
  })
  const sessions = [session('other', 'A2', 1), session('all', null, 1), session('own', 'A1', 2)]
  const of = (classes: string[], hour: number) =>
    selfMoment('session', {
      sessions,
      classes: classes.map((code) => ({ code, round: 1 })),
      at: Date.UTC(2019, 8, 21, hour),
    })?.sessionId
  expect(of(['A1'], 2)).toBe('own')
  expect(of(['A1'], 0)).toBe('all')
  expect(of(['A9'], 2)).toBe('all')
  expect(of(['A1'], 9)).toBeUndefined()
})
