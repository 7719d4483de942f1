import fc from 'fast-check'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { type ClassMeeting, classMeeting } from '../../../test/support/class-meeting.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { formats } from '../../platform/i18n/formats.ts'
import { newCode, newId } from '../../platform/ids.ts'
import { classesOf, type Meeting, meetingById, sessionsOf } from '../meetings/index.ts'
import { participantsOf, shownCode } from '../participants/index.ts'
import { placesOf } from '../seating/index.ts'
import { certificatesOf } from './certificates-read-model.ts'
import { correctAttendance } from './correct-attendance.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { evidenceIn, evidenceOfOne } from './evidence-read-model.ts'
import { issueCertificates } from './issue-certificates.ts'
import { setRule } from './set-rule.ts'
import { totalsOf } from './totals.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-09-05T03:00:00Z' })
}, 120_000)
afterAll(() => app?.close())

const committee = () => app.actor('committee', 'id')
const desk = () => app.as('committee', 'id')

/** A meeting with an opening for all beside the session of its first class. */
interface Held extends ClassMeeting {
  meeting: Meeting
  opening: string
  evidence: string
}

async function held(people = 8): Promise<Held> {
  const made = await classMeeting(app, people)
  const opening = newId()
  await app.services.db
    .insertInto('meeting_session')
    .values({
      work_unit_id: made.key.workUnitId,
      meeting_id: made.key.id,
      id: opening,
      venue_id: null,
      class_id: null,
      title_id: 'Pembukaan',
      title_en: 'Opening',
      starts_at: new Date('2019-09-02T12:00:00Z'),
      ends_at: new Date('2019-09-02T14:00:00Z'),
    })
    .execute()
  const meeting = await meetingById(app.services.db, made.key)
  if (!meeting) throw new Error('The meeting is not there.')
  return { ...made, meeting, opening, evidence: `${made.href}/evidence` }
}

/** What a phone at a door uploaded, written past the doors. */
async function scanned(
  { key, venues }: ClassMeeting,
  participantId: string | undefined,
  kind: 'arrival' | 'entry',
  at: string,
  {
    session = null,
    via = 'camera',
    offset = 0,
  }: { session?: string | null; via?: 'camera' | 'name'; offset?: number } = {},
) {
  await app.services.db
    .insertInto('scan')
    .values({
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id: newId(),
      device_id: newId(),
      door_id: newId(),
      venue_id: venues[0],
      kind,
      session_id: session,
      participant_id: participantId ?? null,
      text: 'x',
      via,
      number: 1,
      scanned_at: new Date(at),
      offset_ms: offset,
      received_at: new Date(at),
      shown: 'green.arrival',
    })
    .execute()
}

/** Five of the first class came to the opening, three of them also to the class, one scan an hour off. */
async function attended(made: Held) {
  const [first] = made.seated
  for (const one of first.slice(0, 5)) {
    await scanned(made, one.id, 'arrival', '2019-09-02T11:00:00Z')
    await scanned(made, one.id, 'arrival', '2019-09-02T11:05:00Z')
    await scanned(made, one.id, 'entry', '2019-09-02T11:30:00Z', { session: made.opening })
  }
  for (const one of first.slice(0, 3)) {
    await scanned(made, one.id, 'entry', '2019-09-03T02:00:00Z', {
      session: made.session,
      via: 'name',
      offset: -3_600_000,
    })
  }
}

const rule = (atLeast: number) => ({
  atLeast: String(atLeast),
  issuedIn: 'Jakarta',
  issuedOn: '2019-09-04',
  signerName: 'Ketua Rekaan',
  signerPosition: 'Ketua',
})

const done = async <T>(result: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>) => {
  const answer = await result
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value
}

const issuedIn = async (atLeast: number, people?: number) => {
  const made = await held(people)
  await attended(made)
  await done(setRule(app.services, committee(), made.key, rule(atLeast)))
  await done(issueCertificates(app.services, committee(), made.key))
  return made
}

const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

const textOf = async (response: Response) => {
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()))
  return pages.map((page) => page.map(({ text }) => text).join(' '))
}

const of = (all: readonly Evidence[], id: string | undefined) => {
  const found = all.find(({ participantId }) => participantId === id)
  if (!found) throw new Error('Nobody of this id.')
  return found
}

test('evidence agrees with a recount of the scans, session by session', async () => {
  const made = await held()
  await attended(made)
  const all = await evidenceIn(app.services.db, made.meeting)
  const scans = await app.services.db
    .selectFrom('scan')
    .select(['participant_id', 'kind', 'session_id'])
    .where('meeting_id', '=', made.key.id)
    .execute()
  expect(all).toHaveLength(16)
  for (const one of all) {
    const own = scans.filter(({ participant_id }) => participant_id === one.participantId)
    const sessions = new Set(own.flatMap(({ session_id }) => (session_id === null ? [] : [session_id])))
    expect(one.attended).toBe(sessions.size)
    expect(one.arrivedAt !== null).toBe(own.some(({ kind }) => kind === 'arrival'))
    const isOfFirst = made.seated[0].some(({ id }) => id === one.participantId)
    expect(one.expected).toBe(isOfFirst ? 2 : 1)
  }
  const [first] = made.seated[0]
  const one = of(all, first?.id)
  expect(await evidenceOfOne(app.services.db, made.meeting, first?.id ?? '')).toEqual(one)
  expect(await evidenceOfOne(app.services.db, made.meeting, newId())).toBeUndefined()
  expect(one.arrivedAt).toEqual(new Date('2019-09-02T11:00:00Z'))
  expect(one.daysPresent).toEqual(['2019-09-02', '2019-09-03'])
  expect(one.sessions.map(({ source, at }) => [source, at?.toISOString()])).toEqual([
    ['scan', '2019-09-02T11:30:00.000Z'],
    ['steward', '2019-09-03T01:00:00.000Z'],
  ])
  expect(totalsOf(all, 2)).toEqual({
    listed: 16,
    counted: 16,
    arrived: 5,
    seats: 24,
    filled: 8,
    travelTold: 0,
    reached: 3,
  })
})

test('the order of scans changes nothing, and a correction goes before them', async () => {
  const made = await held(3)
  const { db } = app.services
  const known = {
    timeZone: made.meeting.timeZone,
    people: await participantsOf(db, made.meeting),
    sessions: await sessionsOf(db, made.meeting),
    places: await placesOf(db, made.meeting),
    corrections: [],
  }
  const scan = fc.record({
    participantId: fc.constantFrom(...known.people.map(({ id }) => id)),
    kind: fc.constantFrom('arrival' as const, 'entry' as const),
    sessionId: fc.constantFrom(null, made.session, made.opening),
    at: fc.date({ min: new Date('2019-09-02'), max: new Date('2019-09-04'), noInvalidDate: true }),
    via: fc.constantFrom('camera', 'self', 'typed'),
  })
  const shuffled = fc
    .uniqueArray(scan, { maxLength: 12, selector: ({ at }) => at.getTime() })
    .chain((seen) => fc.tuple(fc.constant(seen), fc.shuffledSubarray(seen, { minLength: seen.length })))
  fc.assert(
    fc.property(shuffled, fc.boolean(), ([seen, otherwise], isPresent) => {
      const evidence = evidenceOf({ ...known, seen })
      expect(evidenceOf({ ...known, seen: otherwise })).toEqual(evidence)
      const [one] = evidence
      if (!one) throw new Error('Nobody there.')
      const correction = {
        participantId: one.participantId,
        sessionId: made.opening,
        isPresent,
        reason: 'Kertas',
        correctedAt: new Date(),
      }
      const [after, ...others] = evidenceOf({ ...known, seen, corrections: [correction] })
      const before = one.sessions.find(({ sessionId }) => sessionId === made.opening)?.isPresent ?? false
      expect((after?.attended ?? 0) - one.attended).toBe(Number(isPresent) - Number(before))
      expect(others).toEqual(evidence.slice(1))
    }),
  )
})

test('a correction shows its form, refuses one without a reason, and leaves who, what and why in the trail', async () => {
  const made = await held()
  await attended(made)
  const absent = made.seated[0][6]
  const path = `${made.evidence}/people/${absent?.id}`
  expect(await words(await desk().get(path))).toContain('Koreksi kehadiran')
  const refused = await desk().post(path, { session: made.session, present: 'yes', reason: ' ' })
  expect(refused.status).toBe(422)
  expect(await words(refused)).toContain('Tulis alasannya.')
  const fromElsewhere = await desk().post(path, { session: newId(), present: 'yes', reason: 'Ada' })
  expect(fromElsewhere.status).toBe(422)
  const accepted = await desk().post(path, {
    session: made.session,
    present: 'yes',
    reason: 'Daftar hadir kertas',
  })
  expect(accepted.status).toBe(303)
  const shown = await words(await desk().get(path))
  expect(shown).toContain('dikoreksi panitia · Daftar hadir kertas')
  const one = of(await evidenceIn(app.services.db, made.meeting), absent?.id)
  expect([one.attended, one.arrivedAt, one.daysPresent]).toEqual([1, null, ['2019-09-03']])
  const trail = await app.services.db
    .selectFrom('audit_entry')
    .select(['action', 'after', 'actor_id'])
    .where('subject', '=', `participant ${absent?.id}`)
    .execute()
  expect(trail).toEqual([
    {
      action: 'evidence.correct',
      actor_id: committee().id,
      after: { session: made.session, isPresent: true, reason: 'Daftar hadir kertas' },
    },
  ])
})

test('certificates go to those at the threshold and above, and lowering it adds only the others', async () => {
  const made = await held()
  await attended(made)
  const issue = () => issueCertificates(app.services, committee(), made.key)
  expect(await issue()).toMatchObject({ ok: false, refusal: { key: 'evidence.refusal.noRule' } })
  const path = `${made.evidence}/certificates`
  expect(await words(await desk().get(path))).toContain('Tetapkan dahulu berapa sesi')
  const tooMany = await desk().post(`${path}/rule`, rule(3))
  expect([tooMany.status, (await words(tooMany)).includes('hanya punya 2 sesi')]).toEqual([422, true])
  expect((await desk().post(`${path}/rule`, rule(2))).status).toBe(303)
  expect((await desk().post(path)).headers.get('location')).toContain('done=issued&n=3')
  expect(await issue()).toEqual({ ok: true, value: 0 })
  await done(setRule(app.services, committee(), made.key, rule(1)))
  expect(await issue()).toEqual({ ok: true, value: 2 })
  const holders = (await certificatesOf(app.services.db, made.key)).map(({ participantId }) => participantId)
  expect(new Set(holders)).toEqual(new Set(made.seated[0].slice(0, 5).map(({ id }) => id)))
})

test('issued many times at once, each gets one certificate and every code is one of a kind', async () => {
  const meetings = [await held(12), await held(12)]
  for (const made of meetings) {
    for (const one of made.seated.flat())
      await scanned(made, one.id, 'entry', '2019-09-02T12:05:00Z', { session: made.opening })
    await done(setRule(app.services, committee(), made.key, rule(1)))
  }
  // Codes of a small world, so that they meet: the first of each pair of draws is always the same.
  let drawn = 0
  const drawCode = () => (drawn++ % 2 === 0 ? 'AAAABBBBCCCC' : newCode(12))
  const counts = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      done(issueCertificates(app.services, committee(), (meetings[at % 2] as Held).key, { drawCode })),
    ),
  )
  const issued = (await Promise.all(meetings.map(({ key }) => certificatesOf(app.services.db, key)))).flat()
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(issued.length)
  expect(new Set(issued.map(({ code }) => code)).size).toBe(issued.length)
  expect(new Set(issued.map(({ participantId }) => participantId)).size).toBe(issued.length)
  // Who had bad luck with every draw gets one by the next run.
  for (const { key } of meetings) await done(issueCertificates(app.services, committee(), key))
  for (const { key } of meetings) expect(await certificatesOf(app.services.db, key)).toHaveLength(24)
})

test('a code tells validity, name and event, and nothing else', async () => {
  const made = await issuedIn(2)
  const [certificate] = await certificatesOf(app.services.db, made.key)
  const holder = made.seated[0].find(({ id }) => id === certificate?.participantId)
  const answer = await app.get(`/c/${certificate?.code.toLowerCase()}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('x-robots-tag')).toContain('noindex')
  expect(answer.headers.get('set-cookie')).toBeNull()
  const html = await answer.text()
  expect(html).toContain('<meta name="robots" content="noindex,nofollow"')
  expect(html).not.toContain('<script')
  const text = html.replace(/<head>[\s\S]*<\/head>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  for (const part of [
    'Sertifikat ini berlaku',
    holder?.name ?? '?',
    'Rapat Rekaan',
    shownCode(certificate?.code ?? ''),
  ])
    expect(text).toContain(part)
  const hidden = [
    holder?.code,
    holder?.unitId,
    holder?.id,
    certificate?.id,
    made.key.id,
    'Salatiga',
    'Topik',
    'Kota Rekaan',
  ]
  for (const part of hidden) expect(html).not.toContain(part)
  for (const part of ['2019', 'Ketua', 'Divisi', 'Gedung']) expect(text).not.toContain(part)
  // The personal code of the invitation is no code of a certificate.
  expect((await app.get(`/c/${holder?.code}`)).status).toBe(404)
})

test('codes unknown, mistyped or of somebody erased get one clear sentence, too many a pause', async () => {
  const made = await issuedIn(2)
  const [certificate] = await certificatesOf(app.services.db, made.key)
  const unknown = await app.get(`/c/${newCode(12)}`)
  expect([unknown.status, (await words(unknown)).includes('Tidak ada sertifikat dengan kode ini')]).toEqual([
    404,
    true,
  ])
  expect((await app.get('/c/tiada')).status).toBe(404)
  await app.services.db
    .updateTable('participant')
    .set({ name: '' })
    .where('id', '=', certificate?.participantId ?? '')
    .execute()
  expect((await app.get(`/c/${certificate?.code}`)).status).toBe(404)
  expect(await words(await app.get('/c'))).toContain('Periksa sertifikat')
  expect((await app.get('/c?code=tiada')).status).toBe(422)
  const led = await app.get(`/c?code=${shownCode(certificate?.code ?? '')}`)
  expect([led.status, led.headers.get('location')]).toEqual([303, `/c/${shownCode(certificate?.code ?? '')}`])
  await app.services.db.updateTable('account_attempt').set({ count: 10_000 }).execute()
  const paused = await app.get(`/c/${newCode(12)}`)
  expect([paused.status, (await words(paused)).includes('Tunggu seperempat jam')]).toEqual([429, true])
  await app.services.db.deleteFrom('account_attempt').execute()
})

test('a revoked certificate is said to be revoked without a name, and another can be issued', async () => {
  const made = await issuedIn(2)
  const [certificate] = await certificatesOf(app.services.db, made.key)
  const path = `${made.evidence}/certificates/${certificate?.id}`
  const holder = made.seated[0].find(({ id }) => id === certificate?.participantId)
  expect(await words(await desk().get(path))).toContain('Cabut sertifikat')
  expect((await desk().post(path, { reason: '' })).status).toBe(422)
  expect((await desk().post(path, { reason: 'Salah orang' })).status).toBe(303)
  expect((await desk().post(path, { reason: 'Lagi' })).status).toBe(409)
  const text = await words(await app.get(`/c/${certificate?.code}`))
  expect(text).toContain('Sertifikat ini dicabut')
  for (const part of [holder?.name, 'Salah orang', 'Rapat Rekaan']) expect(text).not.toContain(part)
  // Out of the papers, and not handed out again by the next run for all.
  expect(await textOf(await desk().get(`${made.evidence}/file/certificates.pdf`))).toHaveLength(2)
  expect(
    (await desk().get(`${made.evidence}/file/certificate.pdf?certificate=${certificate?.id}`)).status,
  ).toBe(422)
  expect(await issueCertificates(app.services, committee(), made.key)).toEqual({ ok: true, value: 0 })
  const again = await desk().post(`${made.evidence}/certificates/again/${holder?.id}`)
  expect(again.headers.get('location')).toContain('n=1')
  expect(
    (await desk().post(`${made.evidence}/certificates/again/${holder?.id}`)).headers.get('location'),
  ).toContain('n=0')
  const own = (await certificatesOf(app.services.db, made.key)).filter(
    ({ participantId }) => participantId === holder?.id,
  )
  expect(own.map(({ revokedAt }) => revokedAt === null)).toEqual([true, false])
})

test('certificates are printed in bulk and one by one, with the classes attended and where to verify', async () => {
  const made = await issuedIn(1)
  const pages = await textOf(await desk().get(`${made.evidence}/file/certificates.pdf`))
  expect(pages).toHaveLength(5)
  const issued = await certificatesOf(app.services.db, made.key)
  for (const { code } of issued)
    expect(pages.filter((page) => page.includes(shownCode(code)))).toHaveLength(1)
  expect(pages.filter((page) => page.includes('E1 Topik 1'))).toHaveLength(3)
  for (const page of pages)
    for (const part of ['localhost:3000/c', 'Ketua Rekaan', '4 September 2019']) expect(page).toContain(part)
  const one = await textOf(
    await desk().get(`${made.evidence}/file/certificate.pdf?certificate=${issued[0]?.id}`),
  )
  expect(one).toHaveLength(1)
})

test('the pack of a unit holds its people alone, its letters, and what the evidence says', async () => {
  const made = await held()
  await attended(made)
  const [first, second] = made.seated[0]
  await app.services.db
    .updateTable('participant')
    .set({ arrives_at: new Date('2019-09-01T05:00:00Z'), leaves_at: new Date('2019-09-04T20:00:00Z') })
    .where('id', '=', second?.id ?? '')
    .execute()
  const path = `${made.evidence}/units/33.73`
  expect(await words(await desk().get(path))).toContain('Nomor undangan')
  const half = { invitation: '12/UND/2019', invitationOn: '', mandate: '', mandateOn: '2019-08-30' }
  expect((await desk().post(path, half)).status).toBe(422)
  const letters = { ...half, invitationOn: '2019-08-20', mandate: '7/M/2019' }
  expect((await desk().post(path, letters)).status).toBe(303)
  const pack = (await textOf(await desk().get(`${made.evidence}/file/packs.pdf?of=33.73`))).join(' ')
  for (const part of ['12/UND/2019', '20 Agustus 2019', '7/M/2019', second?.name ?? '?', 'Pembukaan'])
    expect(pack).toContain(part)
  expect(pack).not.toContain(`${first?.name} `)
  // From the first to the fifth of September, by the clocks in Jakarta.
  expect(pack).toMatch(/1 Sep 2019 5 Sep 2019 5\b/)
  const mandate = (await textOf(await desk().get(`${made.evidence}/file/mandates.pdf?of=33.73`))).join(' ')
  expect(mandate).toContain('7/M/2019')
  const all = (await textOf(await desk().get(`${made.evidence}/file/packs.pdf`))).join(' ')
  for (const one of made.seated.flat()) expect(all).toContain(one.name)
  expect((await desk().get(`${made.evidence}/file/packs.pdf?of=99.99`)).status).toBe(404)
  expect((await desk().get(`${made.evidence}/file/packs.pdf?of=31.71`)).status).toBe(422)
})

test('the expense sheet says of everybody and every unit what the evidence says', async () => {
  const made = await held()
  await attended(made)
  const response = await desk().get(`${made.evidence}/file/expenses.json`)
  const { rows, notes } = (await response.json()) as {
    rows: Record<string, string | number | null>[]
    notes: string[]
  }
  const all = await evidenceIn(app.services.db, made.meeting)
  const sums = rows.filter(({ name }) => name === 'Jumlah satker')
  expect(rows).toHaveLength(16 + sums.length)
  for (const sum of sums) {
    const own = all.filter(({ unitId }) => unitId === sum.unitId)
    expect(sum).toMatchObject({
      people: own.length,
      daysPresent: own.reduce((days, { daysPresent }) => days + daysPresent.length, 0),
      attended: own.reduce((sessions, { attended }) => sessions + attended, 0),
    })
  }
  expect(notes.length).toBeGreaterThan(0)
  for (const format of ['xlsx', 'csv'])
    expect((await desk().get(`${made.evidence}/file/expenses.${format}`)).status).toBe(200)
})

test('programs read the same evidence, without names and reasons', async () => {
  const made = await held()
  await attended(made)
  const path = `/api/v1/units/00/meetings/${made.key.id}/evidence`
  const { evidence } = (await (await desk().json('GET', path)).json()) as { evidence: { attended: number }[] }
  const all = await evidenceIn(app.services.db, made.meeting)
  expect(evidence.map(({ attended }) => attended)).toEqual(all.map(({ attended }) => attended))
  expect(JSON.stringify(evidence)).not.toMatch(/Rekaan|reason/)
  expect((await app.as('steward', 'id').json('GET', path)).status).toBe(403)
})

test('the report says the same in PDF and docx, each figure with its day, source and denominator', async () => {
  const made = await issuedIn(2)
  const classes = await classesOf(app.services.db, made.meeting)
  await app.services.db
    .insertInto('finding')
    .values({
      ...{ work_unit_id: made.key.workUnitId, meeting_id: made.key.id, id: newId() },
      ...{ class_id: classes[0]?.id ?? '', kind: 'idea', words: 'Basis netizen menjangkau pemilih muda.' },
      ...{ proposal: 'Mulai lebih awal.', unit_id: 'id.33.73', state: 'recorded' },
      ...{ votes_for: 5, votes_against: 2, votes_abstained: 1 },
      ...{ recorded_at: app.services.clock.now(), changed_at: app.services.clock.now() },
    })
    .execute()
  const pdf = (await textOf(await desk().get(`${made.evidence}/file/report.pdf`))).join(' ')
  const response = await desk().get(`${made.evidence}/file/report.docx`)
  expect(response.headers.get('content-type')).toContain('wordprocessingml')
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await response.arrayBuffer()) })
  const squeezed = (text: string) => text.replace(/\s+/g, '')
  const day = formats('id').day('2019-09-05', 'short')
  const parts = ['Hadir di rapat', '16 orang yang dipertanggungjawabkan', '24 kursi menurut kelas dan lokasi']
    .concat(['pindaian pintu dan koreksi panitia', day, 'Jawa Tengah', 'E1 Topik 1'])
    .concat(['3 orang yang memenuhi syarat', 'gagasan: Basis netizen menjangkau pemilih muda.'])
    .concat(['Usul: Mulai lebih awal.', 'Suara: 5 setuju, 2 menolak, 1 abstain.', 'KPU Kota Salatiga'])
  for (const part of parts) {
    expect(squeezed(pdf)).toContain(squeezed(part))
    expect(squeezed(value)).toContain(squeezed(part))
  }
  // Three of eight in the class, five of sixteen of the province.
  expect(squeezed(value)).toContain('E1Topik138')
  expect(squeezed(value)).toContain(squeezed('Jawa Tengah5 16'))
})

test('who only reads sees the evidence and issues nothing; others see nothing', async () => {
  const made = await issuedIn(2)
  const [certificate] = await certificatesOf(app.services.db, made.key)
  const first = made.seated[0][0]
  const pages = [
    '',
    '/units/33',
    '/units/33.73',
    `/people/${first?.id}`,
    '/certificates',
    '/file/expenses.json',
  ]
  for (const page of pages) {
    expect([page, (await app.as('auditor', 'id').get(made.evidence + page)).status]).toEqual([page, 200])
    for (const other of [app.as('steward', 'id'), app.as('committee', 'id.34'), app.as('volunteer', 'id')])
      expect([page, (await other.get(made.evidence + page)).status]).toEqual([page, 403])
    expect((await app.get(made.evidence + page)).status).not.toBe(200)
  }
  const auditor = app.as('auditor', 'id')
  for (const page of ['/file/certificates.pdf', `/certificates/${certificate?.id}`])
    expect((await auditor.get(made.evidence + page)).status).toBe(403)
  const posts = [
    '/certificates',
    '/certificates/rule',
    `/certificates/${certificate?.id}`,
    `/people/${first?.id}`,
  ]
  for (const page of posts.concat('/units/33.73', `/certificates/again/${first?.id}`))
    expect([page, (await auditor.post(made.evidence + page)).status]).toEqual([page, 403])
  expect(await words(await auditor.get(`${made.evidence}/certificates`))).not.toContain(
    'Syarat dan isi sertifikat',
  )
  const typed = { session: made.opening, present: 'yes', reason: 'x' }
  expect(
    await correctAttendance(
      app.services,
      app.actor('district', 'id.33.73'),
      made.key,
      first?.id ?? '',
      typed,
    ),
  ).toMatchObject({ refusal: { kind: 'forbidden' } })
})

test('the committee of one venue corrects its own people and issues nothing', async () => {
  const made = await held(2)
  await done(setRule(app.services, committee(), made.key, rule(1)))
  const [own, other] = made.seated.map(([one]) => one)
  for (const [at, one] of [own, other].entries())
    await app.services.db
      .updateTable('participant')
      .set({ venue_id: made.venues[at] ?? null })
      .where('id', '=', one?.id ?? '')
      .execute()
  const id = newId()
  await app.services.db
    .insertInto('meeting_delegate')
    .values({
      work_unit_id: made.key.workUnitId,
      meeting_id: made.key.id,
      id: newId(),
      account_id: id,
      task: 'committee',
      venue_id: made.venues[0],
      given_at: new Date(),
    })
    .execute()
  const delegate = { ...app.actor('steward', 'id.34'), id }
  const typed = { session: made.opening, present: 'yes', reason: 'Daftar hadir kertas' }
  const correct = (one = '') => correctAttendance(app.services, delegate, made.key, one, typed)
  expect(await correct(own?.id)).toEqual({ ok: true, value: null })
  expect(await correct(other?.id)).toMatchObject({ refusal: { kind: 'forbidden' } })
  for (const refused of [
    issueCertificates(app.services, delegate, made.key),
    setRule(app.services, delegate, made.key, rule(1)),
  ])
    expect(await refused).toMatchObject({ refusal: { kind: 'forbidden' } })
})

test('every page stands in both languages, also before anybody is invited', async () => {
  const made = await issuedIn(2)
  const pages = ['', '/units/33', '/certificates', `/people/${made.seated[0][0]?.id}`]
  for (const page of pages) {
    const text = await words(await desk().get(`${made.evidence}${page}?lang=en`))
    expect(text).not.toMatch(/\b(evidence|ui)\.[a-z]+\.[a-z]/)
    expect(text).not.toMatch(/\bsesi|\bhadir\b|Satker/)
  }
  await app.services.db.deleteFrom('certificate').where('meeting_id', '=', made.key.id).execute()
  await app.services.db.deleteFrom('participant').where('meeting_id', '=', made.key.id).execute()
  expect(await words(await desk().get(made.evidence))).toContain('Belum ada peserta')
  expect((await desk().get(`${made.evidence}/file/packs.pdf`)).status).toBe(422)
})
