import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { attended, type Held, held, scanned } from '../../../test/support/held-meeting.ts'
import { newCode } from '../../platform/ids.ts'
import { shownCode } from '../participants/index.ts'
import { certificatesOf } from './certificates-read-model.ts'
import { issueCertificates } from './issue-certificates.ts'
import { setRule } from './set-rule.ts'
import { done, issuedIn, rule, textOf, words } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-09-05T03:00:00Z' })
})
afterAll(() => app?.close())

const committee = () => app.actor('committee', 'id')
const desk = () => app.as('committee', 'id')

test('certificates go to those at the threshold and above, and lowering it adds only the others', async () => {
  const made = await held(app)
  await attended(app, made)
  const issue = () => issueCertificates(app.services, committee(), made.key)
  expect(await issue()).toMatchObject({ ok: false, refusal: { key: 'evidence.refusal.noRule' } })
  const path = `${made.evidence}/certificates`
  expect(await words(await desk().get(path))).toContain('Tetapkan dahulu berapa sesi')
  const tooMany = await desk().post(`${path}/rule`, rule(3))
  expect([tooMany.status, (await words(tooMany)).includes('paling banyak punya 2 sesi')]).toEqual([422, true])
  expect((await desk().post(`${path}/rule`, rule(2))).status).toBe(303)
  expect((await desk().post(path)).headers.get('location')).toContain('done=issued&n=3')
  expect(await issue()).toEqual({ ok: true, value: 0 })
  await done(setRule(app.services, committee(), made.key, rule(1)))
  expect(await issue()).toEqual({ ok: true, value: 2 })
  const holders = (await certificatesOf(app.services.db, made.key)).map(({ participantId }) => participantId)
  expect(new Set(holders)).toEqual(new Set(made.seated[0].slice(0, 5).map(({ id }) => id)))
})

test('each is told of the own sessions, whatever the whole meeting has', async () => {
  const made = await issuedIn(app, 1)
  const [first, second] = made.seated
  const at = async (path: string) => words(await desk().get(path))
  await done(setRule(app.services, committee(), made.key, rule(2)))
  const page = await at(`${made.evidence}/certificates`)
  expect(page).toContain('paling sedikit 1 dan paling banyak 2 sesi sendiri')
  // The eight of the second class have the opening alone.
  expect(page).toContain('8 peserta punya kurang dari 2 sesi')
  const cases = [
    [first[0], '2 dari 2 sesinya', '2 sesi: terpenuhi', 'hadir di 2 dari 2 sesi Anda'],
    [first[3], '1 dari 2 sesinya', '2 sesi: belum terpenuhi', 'hadir di 1 dari 2 sesi Anda'],
    [second[0], '0 dari 1 sesinya', '2 sesi: belum terpenuhi', 'hadir di 0 dari 1 sesi Anda'],
  ] as const
  for (const [one, own, met, told] of cases) {
    const record = await at(`${made.evidence}/people/${one?.id}`)
    for (const part of [own, met]) expect(record).toContain(part)
    expect(await words(await app.get(`/m/${one?.code}`))).toContain(told)
  }
  await scanned(app, made, first[3]?.id, 'entry', '2019-09-03T02:00:00Z', { session: made.session })
  const printed = await textOf(await desk().get(`${made.evidence}/file/certificates.pdf`))
  expect(printed.filter((text) => text.includes('hadir di 2 dari 2 sesi'))).toHaveLength(4)
  expect(printed.filter((text) => text.includes('hadir di 1 dari 2 sesi'))).toHaveLength(1)
})

test('issued many times at once, each gets one certificate and every code is one of a kind', async () => {
  const meetings = [await held(app, 12), await held(app, 12)]
  for (const made of meetings) {
    for (const one of made.seated.flat())
      await scanned(app, made, one.id, 'entry', '2019-09-02T12:05:00Z', { session: made.opening })
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
  const made = await issuedIn(app, 2)
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
  const made = await issuedIn(app, 2)
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
  const [, other] = await certificatesOf(app.services.db, made.key)
  expect((await app.get(`/c/${other?.code}`)).status).toBe(200)
  await app.services.db.deleteFrom('account_attempt').execute()
})

test('a revoked certificate is said to be revoked without a name, and another can be issued', async () => {
  const made = await issuedIn(app, 2)
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
  const made = await issuedIn(app, 1)
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

test('the personal link says when the own sessions are, and holds the certificate as long as it holds', async () => {
  const made = await issuedIn(app, 2)
  const [first, second] = made.seated
  const calendar = async (code: string | undefined) =>
    (await (await app.get(`/m/${code}.ics?lang=en`)).text())
      .match(/^SUMMARY:.*/gm)
      ?.map((line) => line.trim())
  const [opening, inClass] = ['SUMMARY:Opening', expect.stringMatching(/^SUMMARY:E1 · /)]
  expect((await calendar(first[0]?.code))?.slice(1).toSorted()).toEqual([inClass, opening])
  expect((await calendar(second[0]?.code))?.slice(1)).toEqual([opening])
  const page = await app.get(`/m/${first[0]?.code}?lang=en`)
  const html = await page.text()
  expect(html).toMatch(/<dt>\s*Tuesday,? 3 September 2019, [\d:–]+ WIB\s*<\/dt><dd>E1 · /)
  const certificate = (await certificatesOf(app.services.db, made.key)).find(
    ({ participantId }) => participantId === first[0]?.id,
  )
  expect(html).toContain(`href="/c/${shownCode(certificate?.code ?? '')}"`)
  const [, href = ''] = /href="([^"]*certificate\.pdf[^"]*)"/.exec(html) ?? []
  const file = await app.get(href)
  expect(file.headers.get('cache-control')).toBe('private, no-store')
  const [text = ''] = await textOf(file)
  for (const part of [first[0]?.name ?? '?', shownCode(certificate?.code ?? '')]) expect(text).toContain(part)
  // Who was at one session alone, and who had it revoked, has none.
  const without = first[3]?.code
  expect(await (await app.get(`/m/${without}`)).text()).not.toContain('certificate.pdf')
  expect((await app.get(`/m/${without}/certificate.pdf`)).status).toBe(404)
  await desk().post(`${made.evidence}/certificates/${certificate?.id}`, { reason: 'Salah orang' })
  expect((await app.get(href)).status).toBe(404)
  expect(await (await app.get(`/m/${first[0]?.code}`)).text()).not.toContain('certificate.pdf')
})
