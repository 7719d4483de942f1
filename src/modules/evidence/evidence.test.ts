import fc from 'fast-check'
import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { attended, held } from '../../../test/support/held-meeting.ts'
import { clockAt } from '../../platform/clock.ts'
import { formats } from '../../platform/i18n/formats.ts'
import { newId } from '../../platform/ids.ts'
import { classesOf, sessionsOf } from '../meetings/index.ts'
import { participantsModule, participantsOf } from '../participants/index.ts'
import { placesOf } from '../seating/index.ts'
import { certificatesOf } from './certificates-read-model.ts'
import { correctAttendance } from './correct-attendance.ts'
import { evidenceOf } from './evidence.ts'
import { evidenceIn, evidenceOfOne } from './evidence-read-model.ts'
import { issueCertificates } from './issue-certificates.ts'
import { setRule } from './set-rule.ts'
import { done, evidenceFor, issuedIn, rule, textOf, words } from './testing.ts'
import { totalsOf } from './totals.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-09-05T03:00:00Z' })
})
afterAll(() => app?.close())

const committee = () => app.actor('committee', 'id')
const desk = () => app.as('committee', 'id')

test('evidence agrees with a recount of the scans, session by session', async () => {
  const made = await held(app)
  await attended(app, made)
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
  const one = evidenceFor(all, first?.id)
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
  const made = await held(app, 3)
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
  const made = await held(app)
  await attended(app, made)
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
  const one = evidenceFor(await evidenceIn(app.services.db, made.meeting), absent?.id)
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

test('the pack of a unit holds its people alone, its letters, and what the evidence says', async () => {
  const made = await held(app)
  await attended(app, made)
  const [first, second] = made.seated[0]
  // Alone of its office, and in the class without a session.
  const [alone] = made.seated[1]
  await app.services.db
    .updateTable('participant')
    .set({ unit_id: 'id.32.73' })
    .where('id', '=', alone?.id ?? '')
    .execute()
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
  // Each unit has the sessions it has alone, none in which only others had a seat.
  const sessionsIn = (text: string) => text.match(/Sesi \d+: /g)?.length ?? 0
  const people = await evidenceIn(app.services.db, made.meeting)
  let seats = 0
  for (const own of Map.groupBy(people, ({ unitId }) => unitId).values())
    seats += new Set(own.flatMap(({ sessions }) => sessions.map(({ sessionId }) => sessionId))).size
  expect([seats > 0, sessionsIn(all)]).toEqual([true, seats])
  expect((await desk().get(`${made.evidence}/file/packs.pdf?of=99.99`)).status).toBe(404)
  expect((await desk().get(`${made.evidence}/file/packs.pdf?of=31.71`)).status).toBe(422)
})

test('pack and expense sheet say the same after times of travel, needs and reasons were erased', async () => {
  const made = await held(app)
  await attended(app, made)
  const [, second] = made.seated[0]
  await app.services.db
    .updateTable('participant')
    .set({
      arrives_at: new Date('2019-09-01T18:00:00Z'),
      leaves_at: new Date('2019-09-04T20:00:00Z'),
      needs: 'tanpa kacang',
    })
    .where('id', '=', second?.id ?? '')
    .execute()
  const sheet = async () => {
    const answer = await desk().get(`${made.evidence}/file/expenses.json`)
    return ((await answer.json()) as { rows: unknown[] }).rows
  }
  const before = [await evidenceIn(app.services.db, made.meeting), await sheet()]
  const clock = app.services.clock
  app.services.clock = clockAt('2020-06-01T00:00:00Z')
  const erase = participantsModule.jobs?.find(({ name }) => name === 'participants.erase-needs')
  await erase?.handler(app.services, {})
  app.services.clock = clock
  const row = await app.services.db
    .selectFrom('participant')
    .select(['arrives_at', 'needs', 'travel_from', 'travel_until'])
    .where('id', '=', second?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(row).toEqual({
    arrives_at: null,
    needs: null,
    travel_from: '2019-09-02',
    travel_until: '2019-09-05',
  })
  expect([await evidenceIn(app.services.db, made.meeting), await sheet()]).toEqual(before)
})

test('the expense sheet says of everybody and every unit what the evidence says', async () => {
  const made = await held(app)
  await attended(app, made)
  const response = await desk().get(`${made.evidence}/file/expenses.json`)
  const { rows, notes } = (await response.json()) as {
    rows: Record<string, string | number | null>[]
    notes: string[]
  }
  const all = await evidenceIn(app.services.db, made.meeting)
  const sums = rows.filter(({ name }) => name === 'Jumlah satker')
  expect(rows).toHaveLength(16 + sums.length)
  expect(sums.some(({ travelTold }) => travelTold === 0)).toBe(true)
  for (const sum of sums) {
    const own = all.filter(({ unitId }) => unitId === `id.${sum.unitCode}`)
    expect(own.length).toBeGreaterThan(0)
    expect(sum).toMatchObject({
      people: own.length,
      daysPresent: own.reduce((days, { daysPresent }) => days + daysPresent.length, 0),
      attended: own.reduce((sessions, { attended }) => sessions + attended, 0),
      travelTold: own.filter(({ travel }) => travel !== null).length,
    })
    // Nobody told, nothing to add up: no figure, not none.
    if (sum.travelTold === 0) expect(sum.travelDays).toBe(null)
  }
  expect(notes.length).toBeGreaterThan(0)
  for (const format of ['xlsx', 'csv'])
    expect((await desk().get(`${made.evidence}/file/expenses.${format}`)).status).toBe(200)
})

test('programs read the same evidence, without names and reasons', async () => {
  const made = await held(app)
  await attended(app, made)
  const path = `/api/v1/units/00/meetings/${made.key.id}/evidence`
  const { evidence } = (await (await desk().json('GET', path)).json()) as { evidence: { attended: number }[] }
  const all = await evidenceIn(app.services.db, made.meeting)
  expect(evidence.map(({ attended }) => attended)).toEqual(all.map(({ attended }) => attended))
  expect(JSON.stringify(evidence)).not.toMatch(/Rekaan|reason/)
  expect((await app.as('steward', 'id').json('GET', path)).status).toBe(403)
})

test('the report says the same in PDF and docx, each figure with its day, source and denominator', async () => {
  const made = await issuedIn(app, 2)
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
  const minutes = `${made.href}/classes/${classes[0]?.id}/minutes`
  for (const decided of ['Cetak lebih awal.', '']) {
    await desk().post(minutes, { session: made.session, point: 'Logistik', said: 'Terlambat.', decided })
  }
  const added = await desk().post(`${made.href}/questionnaires/new`, {
    ...{ titleId: 'Kesan rapat', classId: '', isAnonymous: 'no', isPaired: 'no' },
  })
  const asked = (added.headers.get('location') ?? '').split('?')[0] ?? ''
  await desk().post(`${asked}/questions/new`, {
    ...{ kind: 'scale', textId: 'Seberapa jelas?', lowId: 'kabur', highId: 'jelas' },
  })
  await desk().post(`${asked}/open`, { moment: 'once' })
  const form = `/m/${made.seated[1][0]?.code}/q/${asked.split('/').at(-1)}`
  const shown = await (await app.get(form)).text()
  const [, version = ''] = /name="version" value="([^"]*)"/.exec(shown) ?? []
  const [, field = ''] =
    /type="radio"[^>]*name="([^"]*)"|name="([^"]*)"[^>]*type="radio"/.exec(shown)?.filter(Boolean) ?? []
  expect((await app.post(form, { version, [field]: '4' })).status).toBe(303)
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
    .concat(['Jawaban undangan', 'Notulen ringkas', 'E1 · Logistik: Cetak lebih awal.', 'E1 · Topik 1 2 1 1'])
    .concat(['Kesan rapat', 'dijawab 1 dari 16', 'Seberapa jelas? rata-rata 4,0 dari 5 1'])
  for (const part of parts) {
    expect(squeezed(pdf)).toContain(squeezed(part))
    expect(squeezed(value)).toContain(squeezed(part))
  }
  // Three of eight in the class, five of sixteen of the province.
  expect(squeezed(value)).toContain('E1Topik138')
  expect(squeezed(value)).toContain(squeezed('Jawa Tengah5 16'))
})

test('who only reads sees the evidence and issues nothing; others see nothing', async () => {
  const made = await issuedIn(app, 2)
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
  const made = await held(app, 2)
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
  const made = await issuedIn(app, 2)
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
