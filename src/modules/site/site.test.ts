import { createServer, request, type Server } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { systemActor } from '../../platform/access.ts'
import type { Module } from '../../platform/module.ts'
import { assetAt, uiModule } from '../../ui/index.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import {
  correctNotice,
  createNotice,
  noticeInput,
  type PublicNotice,
  publicationsModule,
  publishNotice,
  uploadImage,
  withdrawNotice,
} from '../publications/index.ts'
import { siteModule } from './index.ts'

const system = systemActor('test')
const salatiga = 'id.33.73'
let services: TestServices
let server: Server
let now = new Date('2019-01-21T03:00:00Z')

beforeAll(async () => {
  const modules: Module[] = [
    uiModule,
    directoryModule,
    electionsModule,
    outreachModule,
    publicationsModule,
    siteModule,
  ]
  services = await testServices({ modules, preset: true })
  services.clock = { now: () => now }
  await siteModule.start?.(services)
  const handlers = [publicationsModule, siteModule].flatMap((module) => module.rawHandler?.(services) ?? [])
  server = createServer((incoming, response) => {
    if (!handlers.some((handler) => handler(incoming, response))) response.writeHead(599).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await services.close()
})

interface Answer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  bytes: Buffer
  text: string
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return new Promise((resolve, reject) => {
    request({ port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          text: bytes.toString('utf8'),
        })
      })
    })
      .on('error', reject)
      .end()
  })
}

async function publish(
  fields: Record<string, string>,
  workUnitId = salatiga,
  imageHash: string | null = null,
) {
  const input = noticeInput.parse({ bodyId: 'Bawa KTP-el ke TPS.', source: 'UU 7/2017', ...fields })
  const draft = await createNotice(services, system, { workUnitId, input, imageHash })
  if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
  const published = await publishNotice(services, system, draft.value)
  if (!published.ok) throw new Error(JSON.stringify(published.refusal))
  return published.value
}

const metaOf = (html: string, property: string) =>
  new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1]

test('the page of a unit tells the voting day, the days left, the next dates and what holds today', async () => {
  await publish({ titleId: 'Pindah memilih sampai 17 Februari', validUntil: '2019-02-17' })
  await publish({ titleId: 'Dari provinsi' }, 'id.33')
  const { status, text } = await ask('/kota-salatiga')
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
  const notice = await publish({
    titleId: 'Cara memilih',
    titleEn: 'How to vote',
    bodyEn: 'Bring your identity card.',
  })
  const { text } = await ask('/kota-salatiga?lang=en')
  expect(text).toContain('<html lang="en">')
  expect(text).toContain('86 days to go')
  expect(text).toContain('How to vote')
  const page = await ask(`/kota-salatiga/p/${notice.slug}?lang=en`)
  expect(page.text).toContain('Bring your identity card.')
  expect(page.text).toContain('href="/kota-salatiga?lang=en"')
})

test('the days left are counted anew at midnight where the unit is', async () => {
  expect((await ask('/kota-salatiga')).text).toContain('86 hari lagi')
  now = new Date('2019-01-21T16:59:59Z')
  expect((await ask('/kota-salatiga')).text).toContain('86 hari lagi')
  now = new Date('2019-01-21T17:00:00Z')
  expect((await ask('/kota-salatiga')).text).toContain('85 hari lagi')
  now = new Date('2019-01-21T03:00:00Z')
})

test('a notice shows its text, source and validity, and is shared with its own words and picture', async () => {
  const bytes = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#52278f' } })
    .jpeg()
    .toBuffer()
  const image = await uploadImage(services, system, { workUnitId: salatiga, bytes })
  if (!image.ok) throw new Error('refused')
  const notice = await publish(
    {
      titleId: 'Lima surat suara',
      imageAltId: 'Lima surat suara berjajar',
      bodyId: '## Di bilik\n\n1. Coblos\n2. Lipat',
    },
    salatiga,
    image.value,
  )
  const { text } = await ask(`/kota-salatiga/p/${notice.slug}`)
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
  const shared = await ask(new URL(metaOf(text, 'og:image') ?? '').pathname)
  expect(shared.headers['cache-control']).toContain('immutable')
  expect(await sharp(shared.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 })
  const shown = await ask(/src="(\/p\/image\/[^"]+)"/.exec(text)?.[1] ?? '')
  expect(shown).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } })
})

test('a page without a picture is shared with one drawn for it, under 300 KB', async () => {
  const notice = await publish({
    titleId: 'Judul yang panjang sekali supaya terbagi menjadi beberapa baris di gambar',
  })
  for (const path of ['/kota-salatiga', `/kota-salatiga/p/${notice.slug}`, '/']) {
    const image = metaOf((await ask(path)).text, 'og:image') ?? ''
    expect(image).toMatch(/^http:\/\/localhost:3000\/.*share\.jpg$/)
    const { bytes, headers } = await ask(new URL(image).pathname)
    expect(headers['content-type']).toBe('image/jpeg')
    expect(bytes.byteLength).toBeLessThan(300_000)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630 })
  }
})

test('a correction is marked with its note, a withdrawal answers 410 and says why', async () => {
  const notice = await publish({ titleId: 'Jam buka TPS' })
  const path = `/kota-salatiga/p/${notice.slug}`
  expect((await ask(path)).text).not.toContain('Dikoreksi')
  const input = noticeInput.parse({ titleId: 'Jam buka TPS', bodyId: 'Pukul 07.00.', source: 'PKPU 3/2019' })
  const corrected = await correctNotice(services, system, {
    ...notice,
    input,
    imageHash: null,
    note: 'Jamnya keliru.',
  })
  if (!corrected.ok) throw new Error('refused')
  const after = await ask(path)
  expect(after.text).toContain('Dikoreksi 21 Januari 2019')
  expect(after.text).toContain('Jamnya keliru.')
  await withdrawNotice(services, system, { ...corrected.value, reason: 'Diganti yang baru.' })
  const gone = await ask(path)
  expect(gone.status).toBe(410)
  expect(gone.text).toContain('Diganti yang baru.')
  expect(gone.text).toContain('noindex')
  expect((await ask('/kota-salatiga')).text).not.toContain('Jam buka TPS')
})

test('a notice that is over says so', async () => {
  const notice = await publish({ titleId: 'Sampai besok', validUntil: '2019-01-22' })
  expect((await ask(`/kota-salatiga/p/${notice.slug}`)).text).not.toContain('sudah lewat')
  now = new Date('2019-01-23T03:00:00Z')
  const { text } = await ask(`/kota-salatiga/p/${notice.slug}`)
  now = new Date('2019-01-21T03:00:00Z')
  expect(text).toContain('Masa berlakunya sudah lewat')
})

test('a unit without notices, and a year without elections, have a page all the same', async () => {
  now = new Date('2031-01-21T03:00:00Z')
  const { status, text } = await ask('/kab-nabire')
  now = new Date('2019-01-21T03:00:00Z')
  expect(status).toBe(200)
  expect(text).toContain('Hari pemungutan suara berikutnya belum ditetapkan')
  expect(text).toContain('Belum ada pengumuman yang berlaku hari ini.')
})

test('drafts and unknown addresses are not there; other rooms keep theirs', async () => {
  const input = noticeInput.parse({ titleId: 'Masih draf', bodyId: 'x' })
  await createNotice(services, system, { workUnitId: salatiga, input, imageHash: null })
  const draft = await ask('/kota-salatiga/p/masih-draf')
  expect(draft.status).toBe(404)
  expect(draft.text).toContain('Halaman ini tidak ada')
  for (const path of [
    '/desk',
    '/in',
    '/s/ABC',
    '/api/v1/units',
    '/kota-atlantis',
    '/assets/site.css',
    '/kota-salatiga/x',
  ])
    expect((await ask(path)).status, path).toBe(599)
})

test('the same bytes for every origin, no cookie ever, and a strict policy', async () => {
  const plain = await ask('/kota-salatiga')
  const traced = await ask('/kota-salatiga?s=7KXW2PM&utm_source=x')
  expect(traced.bytes.equals(plain.bytes)).toBe(true)
  for (const path of ['/', '/kota-salatiga', '/rss.xml', '/share.jpg', '/kota-salatiga/p/tidak-ada']) {
    const { headers } = await ask(path, { cookie: 'lang=en; session=x' })
    expect(headers['set-cookie'], path).toBeUndefined()
    expect(headers['content-security-policy'], path).toContain("default-src 'none'")
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['cache-control'], path).toContain('public, max-age=60')
  }
  expect((await ask('/kota-salatiga', { cookie: 'lang=en' })).bytes.equals(plain.bytes)).toBe(true)
  expect(plain.text).not.toMatch(/<script|<style|style=|javascript:/i)
  expect(plain.text).toContain('src="/e"')
})

test('each encoding has its own strong tag, is what it says, and is not sent twice', async () => {
  const plain = await ask('/kota-salatiga')
  const brotli = await ask('/kota-salatiga', { 'accept-encoding': 'gzip, br' })
  const zipped = await ask('/kota-salatiga', { 'accept-encoding': 'gzip, br;q=0' })
  expect([plain, zipped, brotli].map(({ headers }) => headers['content-encoding'])).toEqual([
    undefined,
    'gzip',
    'br',
  ])
  expect(brotliDecompressSync(brotli.bytes).equals(plain.bytes)).toBe(true)
  expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true)
  const tags = [plain, zipped, brotli].map(({ headers }) => String(headers.etag))
  expect(new Set(tags).size).toBe(3)
  for (const tag of tags) expect(tag).toMatch(/^"[^"]+"$/)
  const again = await ask('/kota-salatiga', { 'accept-encoding': 'br', 'if-none-match': tags[2] ?? '' })
  expect([again.status, again.bytes.byteLength, again.headers.etag]).toEqual([304, 0, tags[2]])
  expect(again.headers['content-length']).toBeUndefined()
  const other = await ask('/kota-salatiga', { 'accept-encoding': 'br', 'if-none-match': tags[0] ?? '' })
  expect(other.status).toBe(200)
})

test('HEAD has the headers of GET and nothing else', async () => {
  const get = await ask('/kota-salatiga')
  const head = await ask('/kota-salatiga', {}, 'HEAD')
  expect(head.bytes.byteLength).toBe(0)
  const without = ({ date: _, ...rest }: Answer['headers']) => rest
  expect(without(head.headers)).toEqual(without(get.headers))
})

test('publishing changes the tag at once, for the unit and those under it', async () => {
  const before = await Promise.all(['/kota-salatiga', '/jawa-tengah', '/bali'].map((path) => ask(path)))
  await publish({ titleId: 'Baru saja terbit' }, 'id.33')
  const after = await Promise.all(['/kota-salatiga', '/jawa-tengah', '/bali'].map((path) => ask(path)))
  expect(after.map(({ headers }, at) => headers.etag === before[at]?.headers.etag)).toEqual([
    false,
    false,
    true,
  ])
})

test('the feed is RSS whose items are the notices, whatever stands in them', async () => {
  const title = 'Benar & <tidak> "kutip" ]]>'
  const notice = await publish({ titleId: title }, 'id.51.71')
  const { text, headers } = await ask('/kota-denpasar/rss.xml')
  expect(headers['content-type']).toContain('application/rss+xml')
  const items: Record<string, string>[] = []
  let path: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    path = [...path, name]
    if (name === 'item') items.push({})
  })
  parser.on('text', (words) => {
    const item = path.at(-2) === 'item' ? items.at(-1) : undefined
    const name = path.at(-1)
    if (item && name) item[name] = (item[name] ?? '') + words
  })
  parser.on('closetag', () => {
    path = path.slice(0, -1)
  })
  parser.write(text).close()
  expect(items).toEqual([
    {
      title,
      link: `http://localhost:3000/kota-denpasar/p/${notice.slug}`,
      guid: notice.id,
      pubDate: 'Mon, 21 Jan 2019 03:00:00 GMT',
      description: '<p>Bawa KTP-el ke TPS.</p>\n',
    },
  ])
})

test('robots and the map of the site name every unit and notice, and leave short links open', async () => {
  const notice = await publish({ titleId: 'Untuk peta situs' })
  const robots = (await ask('/robots.txt')).text
  expect(robots).toContain('Sitemap: http://localhost:3000/sitemap.xml')
  expect(robots).not.toContain('Disallow: /s')
  const { text } = await ask('/sitemap.xml')
  expect(text.match(/<loc>/g)?.length).toBeGreaterThan(549)
  expect(text).toContain(`<loc>http://localhost:3000/kota-salatiga/p/${notice.slug}</loc>`)
})

test('the whole first view is under 14 KB compressed, even in gzip, full of notices', async () => {
  const words = 'Datanglah ke TPS sesuai undangan, bawa KTP-el, dan periksa nama Anda di daftar pemilih. '
  for (let number = 0; number < 9; number += 1) {
    const fields = { titleId: `Pengumuman nasional nomor ${number}`, bodyId: words.repeat(12) }
    await publish(fields, 'id')
    await publish(fields, 'id.32.71')
  }
  for (const path of ['/', '/kota-bogor', '/jawa-barat', '/p/pengumuman-nasional-nomor-1']) {
    const page = await ask(path, { 'accept-encoding': 'gzip' })
    const html = gunzipSync(page.bytes).toString('utf8')
    const assets = [...html.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)].map(([, href]) => {
      const asset = assetAt(href ?? '')
      if (!asset) throw new Error(`${href} is not an asset`)
      return (asset.gzip ?? asset.plain).byteLength
    })
    expect(assets.length).toBe(2)
    const sum = page.bytes.byteLength + assets.reduce((total, size) => total + size, 0)
    expect(sum, path).toBeLessThan(14 * 1024)
  }
})

test('the front page leads to every unit', async () => {
  const { text } = await ask('/')
  const links = new Set([...text.matchAll(/href="(\/[a-z0-9-]+)"/g)].map(([, href]) => href))
  expect(links.has('/kota-salatiga') && links.has('/papua')).toBe(true)
  expect([...links].length).toBeGreaterThan(547)
})

test('a withdrawn picture is not shown any more', async () => {
  const bytes = await sharp({ create: { width: 90, height: 70, channels: 3, background: '#0b6b53' } })
    .png()
    .toBuffer()
  const image = await uploadImage(services, system, { workUnitId: salatiga, bytes })
  if (!image.ok) throw new Error('refused')
  const path = `/p/image/${image.value}/page`
  expect((await ask(path)).status).toBe(404)
  const notice = (await publish(
    { titleId: 'Bergambar', imageAltId: 'Hijau' },
    salatiga,
    image.value,
  )) as PublicNotice
  expect((await ask(path)).status).toBe(200)
  await withdrawNotice(services, system, { ...notice, reason: 'Uji.' })
  expect((await ask(path)).status).toBe(404)
})
