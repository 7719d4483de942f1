import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Hall, seedHall } from '../../../test/doors/hall.ts'
import { type Phone, scanWith, seedPhone, send, uploadOf } from '../../../test/doors/phone.ts'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import type { Actor } from '../../platform/access.ts'
import { instantIn } from '../../platform/clock.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { badgeText, meetingMark } from '../seating/index.ts'
import { attendanceOf } from './attendance.ts'
import { boardOf } from './board-read-model.ts'
import { decideScan } from './decide-scan.ts'
import { forgetDevices } from './device.ts'
import type { ItemAnswer, KnownScan, News, Snapshot, UploadAnswer } from './door-shapes.ts'
import { openFlags } from './flags-read-model.ts'
import { doorsModule } from './index.ts'
import { ScanWriter } from './scan-writer.ts'

let app: TestApp
let server: Server
let url: string
let hall: Hall
let committee: Actor
let now = new Date('2019-09-21T01:00:00Z')

beforeAll(async () => {
  app = await testApp({ preset: true })
  app.services.clock = { now: () => now }
  const handler = doorsModule.rawHandler?.(app.services)
  server = createServer((request, response) => {
    if (!handler?.(request, response)) response.writeHead(599).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  committee = app.actor('committee', 'id')
})
afterAll(async () => {
  server?.close()
  await app?.close()
})

let halls = 0
beforeEach(async () => {
  now = new Date('2019-09-21T01:00:00Z')
  // Codes are one of a kind over all meetings, so the hall before must go.
  await app.services.database.query('delete from meeting')
  halls += 1
  hall = await seedHall(app.services.database, { slug: `rakor-${halls}` })
})

const key = () => ({ workUnitId: hall.workUnitId, id: hall.meetingId })
const badge = (n: number) => badgeText(meetingMark(hall.meetingId), hall.people[n]?.code ?? '')
const minutes = (count: number) => now.getTime() + count * 60_000
const desk = (under = '') => `/desk/meetings/00/${hall.meetingId}/doors${under}`

async function answered(phone: Phone, ...scans: Parameters<typeof uploadOf>[1]): Promise<ItemAnswer[]> {
  const answer = await send(url, phone, uploadOf(phone, scans, now.getTime()))
  expect(answer).toBeTypeOf('object')
  return (answer as UploadAnswer).items
}

const count = async (table: string) =>
  Number(
    (
      await app.services.db
        .selectFrom(table as 'scan')
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

test('an upload is answered per item, and the same upload again is one scan', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const [own, other] = [scanWith(phone, badge(0), minutes(-5)), scanWith(phone, badge(1), minutes(-4))]
  const broken = { ...own, id: 'no id' }
  expect(await answered(phone, own, other, broken)).toEqual([
    { id: own.id, status: 'new', words: 'green.arrival' },
    { id: other.id, status: 'new', words: 'elsewhere.venue' },
    { id: 'no id', status: 'wrong' },
  ])
  expect((await answered(phone, own, other)).map(({ status }) => status)).toEqual(['known', 'known'])
  expect(await count('scan')).toBe(2)
})

test('a scan of anything is recorded: another meeting, a forged code, no code at all', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const texts = [
    badgeText('ZZZZZ', hall.people[0]?.code ?? ''),
    badgeText(meetingMark(hall.meetingId), 'PALSU2345678'),
    '?!',
  ]
  const items = await answered(phone, ...texts.map((text) => scanWith(phone, text, minutes(-1))))
  expect(items.map(({ words }) => words)).toEqual([
    'unknown.otherMeeting',
    'unknown.noSuchCode',
    'unknown.unreadable',
  ])
  const { flags } = await openFlags(app.services.db, key(), 10)
  expect(flags.map(({ why, participantId }) => [why, participantId])).toEqual(
    Array(3).fill(['unknown', null]),
  )
  expect((await boardOf(app.services, key())).arrived).toBe(0)
})

test('a screenshot used at another door is kept, flagged, and decided on once by a person', async () => {
  const main = await seedPhone(app.services.database, hall)
  const east = await seedPhone(app.services.database, hall, { name: 'Pintu timur' })
  await answered(main, scanWith(main, badge(0), minutes(-9)))
  const again = scanWith(east, badge(0), minutes(-2))
  expect(await answered(east, again)).toMatchObject([{ words: 'already.arrival' }])
  const { flags, count: open } = await openFlags(app.services.db, key(), 10)
  expect(open).toBe(1)
  expect(flags[0]).toMatchObject({ id: again.id, why: 'double', before: { door: 'Pintu utama' } })
  const decide = (decision: string, actor = committee) =>
    decideScan(app.services, actor, key(), { scanId: again.id, decision, code: '', note: '' })
  expect(await decide('nobody')).toMatchObject({ ok: false, refusal: { kind: 'invalid' } })
  expect(await decide('other-person', app.actor('district', 'id.33.73'))).toMatchObject({
    refusal: { kind: 'forbidden' },
  })
  expect(await decide('other-person')).toMatchObject({ ok: true })
  expect(await decide('same-person')).toMatchObject({ refusal: { kind: 'conflict' } })
  expect((await openFlags(app.services.db, key(), 10)).count).toBe(0)
  expect((await boardOf(app.services, key())).arrived).toBe(1)
})

test('a person says who an unknown scan was, and the board counts it', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const scan = scanWith(phone, 'kartu rusak', minutes(-2))
  await answered(phone, scan)
  const typed = { decision: 'participant', code: 'tidak ada', note: '' }
  expect((await app.as('committee', 'id').post(desk(`/flags/${scan.id}`), typed)).status).toBe(422)
  const right = { ...typed, code: hall.people[4]?.code ?? '' }
  expect((await app.as('committee', 'id').post(desk(`/flags/${scan.id}`), right)).status).toBe(303)
  expect((await boardOf(app.services, key())).arrived).toBe(1)
})

test('which of two scans is the double follows from corrected times, not from who uploaded first', async () => {
  const fast = await seedPhone(app.services.database, hall, { ahead: 3_600_000 })
  const slow = await seedPhone(app.services.database, hall, { name: 'Pintu timur', ahead: -3_600_000 })
  const first = scanWith(fast, badge(0), minutes(-30))
  const second = scanWith(slow, badge(0), minutes(-20))
  await answered(slow, second)
  await answered(fast, first)
  const { flags } = await openFlags(app.services.db, key(), 10)
  expect(flags.map(({ id, at }) => [id, at.getTime()])).toEqual([[second.id, minutes(-20)]])
})

test('a clock that was set before handing in puts nobody at the meeting in another year', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const lost = scanWith(phone, badge(0), 5)
  const ahead = scanWith(phone, badge(1), minutes(60 * 24 * 400))
  await answered(phone, lost)
  await answered(phone, ahead)
  const { rows } = await app.services.database.query(`
    select id, scanned_at as said, scanned_at + offset_ms * interval '1 millisecond' as at, received_at as taken
    from scan where device_id = '${phone.id}'`)
  const found = new Map(
    (rows as { id: string; said: Date; at: Date; taken: Date }[]).map((row) => [row.id, row] as const),
  )
  const start = instantIn('Asia/Jakarta', '2019-09-21', '00:00')
  expect(found.get(lost.id)?.said.getTime()).toBe(5)
  expect(found.get(lost.id)?.at).toEqual(start)
  expect(found.get(ahead.id)?.at).toEqual(found.get(ahead.id)?.taken)
})

test('the flags of the database are the doubles of the rule', async () => {
  const phones = [
    await seedPhone(app.services.database, hall, { purpose: 'session' }),
    await seedPhone(app.services.database, hall, { name: 'Ruang A1', purpose: 'session' }),
  ]
  const kinds = ['arrival', 'entry', 'exit', 'move'] as const
  const known: KnownScan[] = []
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  for (let n = 0; n < 120; n += 1) {
    const phone = phones[next(2)] as Phone
    const kind = kinds[next(4)] as (typeof kinds)[number]
    const sessionId = kind === 'entry' || kind === 'exit' ? (hall.sessions[next(2)] ?? null) : null
    const at = minutes(-next(40))
    const scan = scanWith(phone, badge(0), at, { kind, sessionId })
    known.push({ id: scan.id, hash: '', kind, sessionId, doorId: phone.doorId, door: '', at })
  }
  for (const phone of phones) await answered(phone, ...phone.scans)
  const { flags } = await openFlags(app.services.db, key(), 500)
  const { doubles } = attendanceOf(known)
  expect(doubles.length).toBeGreaterThan(20)
  expect(
    flags.map(({ id, before }) => ({ id, of: before?.id })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  ).toEqual(doubles)
})

test('a snapshot holds names for the own venue only, and nobody’s code', async () => {
  const phone = await seedPhone(app.services.database, hall, { purpose: 'session' })
  const answer = await app.get('/door/snapshot', { cookie: phone.cookie })
  const text = await answer.text()
  const snapshot: Snapshot = JSON.parse(text)
  expect(snapshot.people).toHaveLength(20)
  expect(snapshot.others).toHaveLength(40)
  expect(Object.keys(snapshot.others[0] ?? {})).toEqual(['hash', 'letter'])
  expect(snapshot.people[0]).toMatchObject({ classes: [{ code: 'A1', round: 1 }] })
  expect(snapshot.sessions).toMatchObject([{ id: hall.sessions[0], class: { code: 'A1' } }])
  expect(snapshot.expiresAt).toBe(Date.parse('2019-09-21T17:00:00Z'))
  for (const { code } of hall.people) expect(text).not.toContain(code)
  for (const { name, venue } of hall.people) expect(text.includes(`"${name}"`)).toBe(venue === 0)
})

test('doors of one place hear of each other, doors of another do not', async () => {
  const main = await seedPhone(app.services.database, hall)
  const east = await seedPhone(app.services.database, hall, { name: 'Pintu timur' })
  const other = await seedPhone(app.services.database, hall, { venue: 1 })
  const since = now.getTime()
  const scan = scanWith(main, badge(0), minutes(-1))
  await answered(main, scan)
  const news = async ({ cookie }: Phone) =>
    ((await (await app.get(`/door/news?since=${since}`, { cookie })).json()) as News).known.map(
      ({ id }) => id,
    )
  expect(await news(east)).toEqual([scan.id])
  expect(await news(other)).toEqual([])
})

test('a phone is let in once by its link, for its own day, and shut out at once', async () => {
  const stewards = app.as('committee', 'id')
  const door = { venue: hall.venues[0] ?? '', name: 'Pintu utama', purpose: 'arrival' }
  expect((await stewards.post(desk('/new'), { ...door, venue: hall.meetingId })).status).toBe(422)
  expect((await stewards.post(desk('/new'), door)).status).toBe(303)
  expect((await stewards.post(desk('/new'), door)).status).toBe(422)
  const list = await (await stewards.get(desk())).text()
  const doorId = /phones\/new\?door=([0-9a-f-]{36})/.exec(list)?.[1] ?? ''
  const form = { door: doorId, label: 'Ponsel 7', day: '2019-09-21' }
  expect((await stewards.post(desk('/phones/new'), { ...form, day: '2019-09-20' })).status).toBe(422)
  const made = await stewards.post(desk('/phones/new'), form)
  expect(made.status).toBe(303)
  const phonePage = made.headers.get('location') ?? ''
  const link = /\/door\/enrol\/[\w.-]+/.exec(await (await stewards.get(phonePage)).text())?.[0] ?? ''
  // Looking at it uses nothing up; a changed one opens nothing.
  expect((await app.get(link)).status).toBe(200)
  expect((await app.get(`${link.slice(0, -1)}_`)).status).toBe(404)
  const entered = await app.post(link)
  expect(entered.headers.get('location')).toBe('/door/#new')
  expect((await app.post(link)).status).toBe(404)
  const set = entered.headers.get('set-cookie') ?? ''
  expect(set).toMatch(/HttpOnly.*SameSite=Strict/)
  const cookie = set.split(';')[0] ?? ''
  expect((await app.get('/door/snapshot', { cookie })).status).toBe(200)

  const phone: Phone = { id: '', doorId, cookie, ahead: 0, scans: [] }
  const [kept] = [scanWith(phone, badge(0), minutes(-1)), scanWith(phone, badge(3), minutes(-1))]
  await answered(phone, kept as (typeof phone.scans)[0])
  expect((await stewards.post(`${phonePage}/revoke`)).status).toBe(303)
  expect(await send(url, phone, uploadOf(phone, phone.scans, now.getTime()))).toBe(410)
  expect((await app.get('/door/snapshot', { cookie })).status).toBe(410)
  const gap = await (await stewards.get(phonePage)).text()
  expect(gap).toContain('1 dari 2 pindaian yang diberitakannya tidak pernah diterima')
  expect(await count('scan')).toBe(1)
})

test('after its day a phone gets no list, and hands in what it has for three days more', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const scan = scanWith(phone, badge(0), minutes(0))
  now = new Date('2019-09-22T01:00:00Z')
  expect((await app.get('/door/snapshot', { cookie: phone.cookie })).status).toBe(404)
  expect(await answered(phone, scan)).toMatchObject([{ status: 'new' }])
  now = new Date('2019-09-25T01:00:00Z')
  forgetDevices(app.services)
  expect(await send(url, phone, uploadOf(phone, [scan], now.getTime()))).toBe(410)
})

test('signing out ends the cookie', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const answer = await app.json('POST', '/door/sign-out', {}, { cookie: phone.cookie })
  expect(answer.status).toBe(200)
  expect((await app.get('/door/snapshot', { cookie: phone.cookie })).status).toBe(410)
})

test('what is no upload is refused in a word, and nothing of it is kept', async () => {
  const phone = await seedPhone(app.services.database, hall)
  expect(await send(url, { cookie: '' }, {})).toBe(410)
  expect(await send(url, phone, { sentAt: 'now' })).toBe(422)
  const many = Array.from({ length: 501 }, () => scanWith(phone, badge(0), minutes(0)))
  expect(await send(url, phone, uploadOf(phone, many, now.getTime()))).toBe(422)
  expect(await send(url, phone, { text: 'x'.repeat(600_000) })).toBe(413)
  expect((await fetch(`${url}/door/scans`)).status).toBe(405)
  expect((await fetch(`${url}/door/scans`, { method: 'POST', body: '{}' })).status).toBe(415)
  expect(await count('scan')).toBe(0)
})

test('beyond its limit uploads are refused whole, and nobody waits for them', async () => {
  const writer = new ScanWriter({ ...app.services, metrics: createMetrics() }, { waitingAtMost: 1 })
  const phone = await seedPhone(app.services.database, hall)
  const contact = {
    work_unit_id: hall.workUnitId,
    meeting_id: hall.meetingId,
    id: phone.id,
    told: 0,
    at: now.toISOString(),
    offset_ms: 0,
  }
  const empty = { contacts: [contact], scans: [{}, {}] as never, answer: () => {} }
  expect(writer.write(empty)).toBe(false)
  const answers: unknown[] = []
  expect(writer.write({ contacts: [contact], scans: [], answer: (isNew) => answers.push(isNew?.size) })).toBe(
    true,
  )
  await writer.drain()
  expect(answers).toEqual([0])
})

test('the board and the list of those missing are one recount', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const arrived = [0, 3, 6, 9, 9, 10]
  await answered(phone, ...arrived.map((n) => scanWith(phone, badge(n), minutes(-3))))
  const board = await boardOf(app.services, key())
  expect(board).toMatchObject({ expected: 60, arrived: 5, beyond: 0, scans: 6 })
  for (const lines of [board.venues, board.provinces, board.divisions]) {
    expect(lines.reduce((sum, line) => sum + line.arrived, 0)).toBe(5)
    expect(lines.reduce((sum, line) => sum + line.expected, 0)).toBe(60)
  }
  expect(board.venues.map(({ arrived: count }) => count)).toEqual([4, 1, 0])
  const page = await (await app.as('national', 'id').get(desk('/board'))).text()
  expect(page).toContain('dari 60')
  const missing = await (await app.as('national', 'id').get(desk('/missing'))).text()
  expect(missing.match(/Peserta \d+ Contoh/g)).toHaveLength(55)
  expect(missing).not.toContain('Peserta 1 Contoh')
  // The file has them all, as the page is narrowed; an edge that is none begins at the beginning.
  const list = async (query: string) => {
    const answer = await app.as('national', 'id').get(desk(`/missing/file/json${query}`))
    return ((await answer.json()) as { rows: { name: string }[] }).rows.map(({ name }) => name)
  }
  expect(await list('')).toHaveLength(55)
  const byVenue = await Promise.all(hall.venues.map((venue) => list(`?venue=${venue}`)))
  expect(byVenue.flat().toSorted()).toEqual((await list('')).toSorted())
  expect(byVenue.every((names) => names.length < 55)).toBe(true)
  const edge = `id.33~${'-'.repeat(36)}`
  expect((await app.as('national', 'id').get(desk(`/missing?after=${edge}`))).status).toBe(200)
  expect((await app.as('steward', 'id').get(desk('/board'))).status).toBe(403)
  expect((await app.as('district', 'id.33.73').get(desk())).status).toBe(403)
})

test('whom the directory has erased is named at no door and in no list of it from that moment', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const [one, two] = [hall.people[0], hall.people[3]]
  const twice = [scanWith(phone, badge(3), minutes(-9)), scanWith(phone, badge(3), minutes(-2))]
  await answered(phone, ...twice)
  for (const person of [one, two]) {
    await app.services.database.query(
      `with erased as (insert into person (id, name, search_words, erased_at) values (gen_random_uuid(), '', '', now()) returning id)
       update participant set person_id = (select id from erased) where id = '${person?.id}'`,
    )
  }
  const snapshot = await app.get('/door/snapshot', { cookie: phone.cookie })
  const { people } = (await snapshot.json()) as Snapshot
  expect(people).toHaveLength(20)
  expect(people.filter(({ name }) => name === '')).toHaveLength(2)
  const named = people.map(({ name }) => name)
  expect(named).toContain('Peserta 7 Contoh')
  for (const person of [one, two]) expect(named).not.toContain(person?.name)
  const stewards = app.as('committee', 'id')
  const missing = await (await stewards.get(desk('/missing'))).text()
  expect(missing).toContain('Nama sudah dihapus')
  expect(missing).not.toContain('>Peserta 1 Contoh<')
  const flags = await (await stewards.get(desk('/flags'))).text()
  expect(flags).toContain('Nama sudah dihapus')
  expect(flags).not.toContain('Peserta 4 Contoh')
})

test('cards for several phones are made and printed at once, for who runs the doors of that place', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const stewards = app.as('committee', 'id')
  const form = { door: phone.doorId, label: 'Cadangan', day: '2019-09-22', count: '3' }
  for (const count of ['0', '25', 'tiga'])
    expect((await stewards.post(desk('/phones/new'), { ...form, count })).status).toBe(422)
  const made = await stewards.post(desk('/phones/new'), form)
  expect(made.headers.get('location')).toBe(desk(`/slips/${hall.venues[0]}`))
  const cards = await (await stewards.get(desk(`/slips/${hall.venues[0]}`))).text()
  const codes = cards.match(/\b([2-9A-Z]{4}-){2}[2-9A-Z]{4}\b/g) ?? []
  expect(new Set(codes).size).toBe(3)
  expect(cards).toContain('Cadangan 3')
  expect((await app.as('district', 'id.33.73').get(desk(`/slips/${hall.venues[0]}`))).status).toBe(403)
  // Typed in small letters without hyphens it lets one phone in, and is no card any more.
  const code = codes[0]?.replaceAll('-', '').toLowerCase() ?? ''
  const enter = () => app.post('/door/enrol', { code })
  const entered = await enter()
  expect(entered.headers.get('location')).toBe('/door/#new')
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await app.get('/door/snapshot', { cookie })).status).toBe(200)
  expect((await enter()).status).toBe(404)
  expect(await (await stewards.get(desk(`/slips/${hall.venues[0]}`))).text()).not.toContain(codes[0])
  // Pages about doors stand among the parts of their meeting.
  const list = await (await stewards.get(desk())).text()
  expect(list).toContain(`href="/desk/meetings/00/${hall.meetingId}/people"`)
})

test('an open board is told when scans were committed, not before it can be shown them', async () => {
  const phone = await seedPhone(app.services.database, hall)
  const arrived = async () => {
    const page = await (await app.as('national', 'id').get(desk('/board'))).text()
    return /Tiba (\d+) orang/.exec(page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '))?.[1]
  }
  expect(await arrived()).toBe('0')
  const stream = await app.as('national', 'id').get(desk('/board/events'))
  const reader = stream.body?.getReader()
  const read = async () => new TextDecoder().decode((await reader?.read())?.value)
  expect(await read()).toContain('event: open')
  await answered(phone, scanWith(phone, badge(0), minutes(-1)))
  expect(await read()).toContain('event: scans')
  await reader?.cancel()
  expect(await arrived()).toBe('1')
})
