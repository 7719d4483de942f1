import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PublicSite, publicSite } from '../../../test/support/public-site.ts'
import { systemActor } from '../../platform/access.ts'
import { correctNotice, noticeInput, uploadImage, withdrawNotice } from '../publications/index.ts'

const system = systemActor('test')
const salatiga = 'id.33.73'
let site: PublicSite

beforeAll(async () => {
  site = await publicSite()
})
afterAll(() => site.close())

const metaOf = (html: string, property: string) =>
  new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1]

test('the page of a unit tells the voting day, the days left, the next dates and what holds today', async () => {
  await site.publish({ titleId: 'Pindah memilih sampai 17 Februari', validUntil: '2019-02-17' })
  await site.publish({ titleId: 'Dari provinsi' }, 'id.33')
  const { status, text } = await site.ask('/kota-salatiga')
  expect(status).toBe(200)
  expect(text).toContain('<html lang="id">')
  expect(text).toContain('17 April')
  expect(text).toContain('86 hari lagi')
  expect(text).toContain('Rabu')
  expect(text).toContain('Kampanye')
  expect(text).toContain('sedang berlangsung')
  expect(text.indexOf('Pindah memilih sampai')).toBeLessThan(text.indexOf('Dari provinsi'))
  expect(text).toContain('href="/calendar/general-2019.ics"')
})

test('English is whole: every fixed word, the dates and a translated notice', async () => {
  const notice = await site.publish({
    titleId: 'Cara memilih',
    titleEn: 'How to vote',
    bodyEn: 'Bring your identity card.',
  })
  const { text } = await site.ask('/kota-salatiga?lang=en')
  expect(text).toContain('<html lang="en">')
  expect(text).toContain('86 days to go')
  expect(text).toContain('How to vote')
  const page = await site.ask(`/kota-salatiga/p/${notice.slug}?lang=en`)
  expect(page.text).toContain('Bring your identity card.')
  expect(page.text).toContain('href="/kota-salatiga?lang=en"')
})

test('the days left are counted anew at midnight where the unit is', async () => {
  expect((await site.ask('/kota-salatiga')).text).toContain('86 hari lagi')
  site.setNow('2019-01-21T16:59:59Z')
  expect((await site.ask('/kota-salatiga')).text).toContain('86 hari lagi')
  site.setNow('2019-01-21T17:00:00Z')
  expect((await site.ask('/kota-salatiga')).text).toContain('85 hari lagi')
  site.setNow('2019-01-21T03:00:00Z')
})

test('a voting day that is recorded without stages is told where people vote, and nowhere else', async () => {
  site.setNow('2019-05-01T03:00:00Z')
  const { db } = site.services
  await sql`insert into election (id, name_id, name_en, kind, voting_on, source, conf)
    values ('local-2019', 'Pemilihan lokal', 'Local election', 'regional', '2019-09-01', 'uji', 'H')`.execute(
    db,
  )
  await sql`insert into election_area (election_id, scope) values ('local-2019', 'id.91')`.execute(db)
  const there = (await site.ask('/papua')).text
  expect(there).toContain('1 September')
  expect(there).toContain('123 hari lagi')
  expect(there).not.toContain('.ics')
  expect((await site.ask('/kota-salatiga')).text).toContain('belum ditetapkan')
  site.setNow('2019-01-21T03:00:00Z')
})

test('a notice shows its text, source and validity, and is shared with its own words and picture', async () => {
  const bytes = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#52278f' } })
    .jpeg()
    .toBuffer()
  const image = await uploadImage(site.services, system, { workUnitId: salatiga, bytes })
  if (!image.ok) throw new Error('refused')
  const notice = await site.publish(
    {
      titleId: 'Lima surat suara',
      imageAltId: 'Lima surat suara berjajar',
      bodyId: '## Di bilik\n\n1. Coblos\n2. Lipat',
    },
    salatiga,
    image.value,
  )
  const { text } = await site.ask(`/kota-salatiga/p/${notice.slug}`)
  expect(text).toContain('<h2>Di bilik</h2>')
  expect(text).toContain('alt="Lima surat suara berjajar"')
  expect(text).toContain('UU 7/2017')
  expect(metaOf(text, 'og:title')).toBe('Lima surat suara')
  expect(metaOf(text, 'og:description')).toBe('Di bilik Coblos Lipat')
  expect(metaOf(text, 'og:url')).toBe('http://localhost:3000/kota-salatiga/p/lima-surat-suara')
  expect(metaOf(text, 'og:locale')).toBe('id_ID')
  expect(metaOf(text, 'og:type')).toBe('article')
  expect(text).toContain(
    '<link rel="canonical" href="http://localhost:3000/kota-salatiga/p/lima-surat-suara"/>',
  )
  expect(text).toContain(
    'hreflang="en" href="http://localhost:3000/kota-salatiga/p/lima-surat-suara?lang=en"',
  )
  expect(text).toContain('https://wa.me/?text=Lima%20surat%20suara')
  const shared = await site.ask(new URL(metaOf(text, 'og:image') ?? '').pathname)
  expect(shared.headers['cache-control']).toContain('immutable')
  expect(await sharp(shared.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 })
  const shown = await site.ask(/src="(\/p\/image\/[^"]+)"/.exec(text)?.[1] ?? '')
  expect(shown).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } })
})

test('a page without a picture is shared with one drawn for it, under 300 KB', async () => {
  const notice = await site.publish({
    titleId: 'Judul yang panjang sekali supaya terbagi menjadi beberapa baris di gambar',
  })
  for (const path of ['/kota-salatiga', `/kota-salatiga/p/${notice.slug}`, '/']) {
    const image = metaOf((await site.ask(path)).text, 'og:image') ?? ''
    expect(image).toMatch(/^http:\/\/localhost:3000\/.*share\.jpg$/)
    const { bytes, headers } = await site.ask(new URL(image).pathname)
    expect(headers['content-type']).toBe('image/jpeg')
    expect(bytes.byteLength).toBeLessThan(300_000)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630 })
  }
})

test('a correction is marked with its note, a withdrawal answers 410 and says why', async () => {
  const notice = await site.publish({ titleId: 'Jam buka TPS' })
  const path = `/kota-salatiga/p/${notice.slug}`
  expect((await site.ask(path)).text).not.toContain('Dikoreksi')
  const input = noticeInput.parse({ titleId: 'Jam buka TPS', bodyId: 'Pukul 07.00.', source: 'PKPU 3/2019' })
  const corrected = await correctNotice(site.services, system, {
    ...notice,
    input,
    imageHash: null,
    note: 'Jamnya keliru.',
  })
  if (!corrected.ok) throw new Error('refused')
  const after = await site.ask(path)
  expect(after.text).toContain('Dikoreksi 21 Januari 2019')
  expect(after.text).toContain('Jamnya keliru.')
  await withdrawNotice(site.services, system, { ...corrected.value, reason: 'Diganti yang baru.' })
  const gone = await site.ask(path)
  expect(gone.status).toBe(410)
  expect(gone.text).toContain('Diganti yang baru.')
  expect(gone.text).toContain('noindex')
  expect((await site.ask('/kota-salatiga')).text).not.toContain('Jam buka TPS')
})

test('a notice that is over says so', async () => {
  const notice = await site.publish({ titleId: 'Sampai besok', validUntil: '2019-01-22' })
  expect((await site.ask(`/kota-salatiga/p/${notice.slug}`)).text).not.toContain('sudah lewat')
  site.setNow('2019-01-23T03:00:00Z')
  const { text } = await site.ask(`/kota-salatiga/p/${notice.slug}`)
  site.setNow('2019-01-21T03:00:00Z')
  expect(text).toContain('Masa berlakunya sudah lewat')
})

test('a unit without notices, and a year without elections, have a page all the same', async () => {
  site.setNow('2031-01-21T03:00:00Z')
  const { status, text } = await site.ask('/kab-nabire')
  site.setNow('2019-01-21T03:00:00Z')
  expect(status).toBe(200)
  expect(text).toContain('Hari pemungutan suara berikutnya belum ditetapkan')
  expect(text).toContain('Belum ada pengumuman yang berlaku hari ini.')
})

test('a withdrawn picture is not shown any more', async () => {
  const bytes = await sharp({ create: { width: 90, height: 70, channels: 3, background: '#0b6b53' } })
    .png()
    .toBuffer()
  const image = await uploadImage(site.services, system, { workUnitId: salatiga, bytes })
  if (!image.ok) throw new Error('refused')
  const path = `/p/image/${image.value}/page`
  expect((await site.ask(path)).status).toBe(404)
  const notice = await site.publish({ titleId: 'Bergambar', imageAltId: 'Hijau' }, salatiga, image.value)
  expect((await site.ask(path)).status).toBe(200)
  await withdrawNotice(site.services, system, { ...notice, reason: 'Uji.' })
  expect((await site.ask(path)).status).toBe(404)
})

test('a page says in plain words what of a visit is counted, in both languages, and every page leads to it', async () => {
  expect((await site.ask('/kota-salatiga')).text).toContain('href="/yang-dihitung"')
  const { status, text } = await site.ask('/yang-dihitung')
  expect(status).toBe(200)
  expect(text).toContain('kurang dari 20 orang')
  expect(text).not.toMatch(/<script|class="count"/)
  expect((await site.ask('/yang-dihitung?lang=en')).text).toContain('fewer than 20 people')
})
