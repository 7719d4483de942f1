import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type PublicSite, publicSite } from '../../../test/support/public-site.ts'
import { systemActor } from '../../platform/access.ts'
import { assetAt } from '../../ui/index.ts'
import { createNotice, noticeInput } from '../publications/index.ts'

const system = systemActor('test')
const salatiga = 'id.33.73'
let site: PublicSite

beforeAll(async () => {
  site = await publicSite()
})
afterAll(() => site.close())

test('drafts and unknown addresses are not there; other rooms keep theirs', async () => {
  const input = noticeInput.parse({ titleId: 'Masih draf', bodyId: 'x' })
  await createNotice(site.services, system, { workUnitId: salatiga, input, imageHash: null })
  const draft = await site.ask('/kota-salatiga/p/masih-draf')
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
    expect((await site.ask(path)).status, path).toBe(599)
})

test('the same bytes for every origin, no cookie ever, and a strict policy', async () => {
  const plain = await site.ask('/kota-salatiga')
  const traced = await site.ask('/kota-salatiga?s=7KXW2PM&utm_source=x')
  expect(traced.bytes.equals(plain.bytes)).toBe(true)
  for (const path of ['/', '/kota-salatiga', '/rss.xml', '/share.jpg', '/kota-salatiga/p/tidak-ada']) {
    const { headers } = await site.ask(path, { cookie: 'lang=en; session=x' })
    expect(headers['set-cookie'], path).toBeUndefined()
    expect(headers['content-security-policy'], path).toContain("default-src 'none'")
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['cache-control'], path).toContain('public, max-age=60')
  }
  expect((await site.ask('/kota-salatiga', { cookie: 'lang=en' })).bytes.equals(plain.bytes)).toBe(true)
  expect(plain.text).not.toMatch(/<script|<style|style=|javascript:/i)
  expect(plain.text).toContain('src="/e"')
})

test('each encoding has its own strong tag, is what it says, and is not sent twice', async () => {
  const plain = await site.ask('/kota-salatiga')
  const brotli = await site.ask('/kota-salatiga', { 'accept-encoding': 'gzip, br' })
  const zipped = await site.ask('/kota-salatiga', { 'accept-encoding': 'gzip, br;q=0' })
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
  const again = await site.ask('/kota-salatiga', { 'accept-encoding': 'br', 'if-none-match': tags[2] ?? '' })
  expect([again.status, again.bytes.byteLength, again.headers.etag]).toEqual([304, 0, tags[2]])
  expect(again.headers['content-length']).toBeUndefined()
  const other = await site.ask('/kota-salatiga', { 'accept-encoding': 'br', 'if-none-match': tags[0] ?? '' })
  expect(other.status).toBe(200)
})

test('HEAD has the headers of GET and nothing else', async () => {
  const get = await site.ask('/kota-salatiga')
  const head = await site.ask('/kota-salatiga', {}, 'HEAD')
  expect(head.bytes.byteLength).toBe(0)
  const without = ({ date: _, ...rest }: Answer['headers']) => rest
  expect(without(head.headers)).toEqual(without(get.headers))
})

test('publishing changes the tag at once, for the unit and those under it', async () => {
  const before = await Promise.all(['/kota-salatiga', '/jawa-tengah', '/bali'].map((path) => site.ask(path)))
  await site.publish({ titleId: 'Baru saja terbit' }, 'id.33')
  const after = await Promise.all(['/kota-salatiga', '/jawa-tengah', '/bali'].map((path) => site.ask(path)))
  expect(after.map(({ headers }, at) => headers.etag === before[at]?.headers.etag)).toEqual([
    false,
    false,
    true,
  ])
})

test('the feed is RSS whose items are the notices, whatever stands in them', async () => {
  const title = 'Benar & <tidak> "kutip" ]]>'
  const notice = await site.publish({ titleId: title }, 'id.51.71')
  const { text, headers } = await site.ask('/kota-denpasar/rss.xml')
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
  const notice = await site.publish({ titleId: 'Untuk peta situs' })
  const robots = (await site.ask('/robots.txt')).text
  expect(robots).toContain('Sitemap: http://localhost:3000/sitemap.xml')
  expect(robots).not.toContain('Disallow: /s')
  const { text } = await site.ask('/sitemap.xml')
  expect(text.match(/<loc>/g)?.length).toBeGreaterThan(549)
  expect(text).toContain(`<loc>http://localhost:3000/kota-salatiga/p/${notice.slug}</loc>`)
})

test('the whole first view is under 14 KB compressed, even in gzip, full of notices', async () => {
  const words = 'Datanglah ke TPS sesuai undangan, bawa KTP-el, dan periksa nama Anda di daftar pemilih. '
  for (let number = 0; number < 9; number += 1) {
    const fields = { titleId: `Pengumuman nasional nomor ${number}`, bodyId: words.repeat(12) }
    await site.publish(fields, 'id')
    await site.publish(fields, 'id.32.71')
  }
  for (const path of ['/', '/kota-bogor', '/jawa-barat', '/p/pengumuman-nasional-nomor-1']) {
    const page = await site.ask(path, { 'accept-encoding': 'gzip' })
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
  const { text } = await site.ask('/')
  const links = new Set([...text.matchAll(/href="(\/[a-z0-9-]+)"/g)].map(([, href]) => href))
  expect(links.has('/kota-salatiga') && links.has('/papua')).toBe(true)
  expect([...links].length).toBeGreaterThan(547)
})
