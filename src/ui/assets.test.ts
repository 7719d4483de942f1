import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uiApp } from '../../test/support/ui.ts'
import { assetHref } from './index.ts'

let app: Awaited<ReturnType<typeof uiApp>>
beforeAll(async () => {
  app = await uiApp()
})
afterAll(() => app.close())

test('an asset is kept for ever under an address that changes with its content', async () => {
  const response = await app.get(assetHref('desk.css'))
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect(assetHref('desk.css')).toMatch(/^\/assets\/desk\.[0-9a-f]{10}\.css$/)
  expect((await app.get('/assets/desk.0000000000.css')).status).toBe(404)
})

test('it comes in the form the browser takes, the same in each', async () => {
  const href = assetHref('desk.css')
  const plain = await (await app.get(href)).text()
  const forms = { br: brotliDecompressSync, gzip: gunzipSync }
  for (const [encoding, open] of Object.entries(forms)) {
    const response = await app.get(href, { 'accept-encoding': encoding })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(open(Buffer.from(await response.arrayBuffer())).toString()).toBe(plain)
  }
})

test('the style of the desk names the font by its own address', async () => {
  const css = await (await app.get(assetHref('desk.css'))).text()
  expect(css).toContain(assetHref('jakarta.woff2'))
  expect(css).not.toContain('asset:')
})

test('the style of public pages stays under 4 KB compressed', async () => {
  const response = await app.get(assetHref('site.css'), { 'accept-encoding': 'br' })
  expect((await response.arrayBuffer()).byteLength).toBeLessThan(4096)
})
