import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uiApp } from '../../test/support/ui.ts'
import type { Actor } from '../platform/access.ts'
import { page } from '../platform/http/route.ts'
import { switchHref } from './frame/frame-of.ts'
import { renderPage, safeNext } from './index.ts'

const actor: Actor = {
  kind: 'person',
  id: 'a1',
  name: 'Contoh <Satu>',
  personId: null,
  grants: [{ role: 'district', scope: 'id.33.73', permissions: ['reach.read'] }],
}
const frame = {
  nav: [
    { label: 'ui.frame.all', href: '/desk/reach', permission: 'reach.read' },
    { label: 'ui.frame.menu', href: '/desk/accounts', permission: 'accounts.read' },
  ] as const,
  unitChoices: async () => [
    { scope: 'id.33.73', name: 'Kota Contoh' },
    { scope: 'id.33', name: 'Provinsi Contoh' },
  ],
  hasExamples: async () => true,
}
const routes = [
  page('get', '/desk/sample', 'public', (c) =>
    renderPage(c, { title: 'Satu <dua>', scope: 'id.33', current: '/desk/reach', status: 409 }, <p>isi</p>),
  ),
  page('get', '/desk/broken', 'public', () => {
    throw new Error('secret detail')
  }),
  page('post', '/desk/inner', 'signed-in', (c) => c.text('')),
]

let app: Awaited<ReturnType<typeof uiApp>>
beforeAll(async () => {
  app = await uiApp({ actor, frame, routes })
})
afterAll(() => app.close())

describe('the frame', () => {
  test('shows only what the actor may use, the unit, the banner of examples, and the title as text', async () => {
    const response = await app.get('/desk/sample', { 'x-signed-in': 'yes' })
    const html = await response.text()
    expect(response.status).toBe(409)
    expect(html).toContain('<title>Satu &lt;dua&gt; · Jangkau</title>')
    expect(html).toContain('href="/desk/reach" aria-current="page"')
    expect(html).not.toContain('/desk/accounts')
    expect(html).toContain('href="/desk/sample?unit=33.73"')
    expect(html).toContain('examples-banner')
    expect(html).toContain('action="/in/out"')
    expect(html).toContain('Contoh &lt;Satu&gt;')
    expect(response.headers.get('cache-control')).toContain('private')
  })

  test('is bare for who is not signed in, with languages and the way in and back', async () => {
    const html = await (await app.get('/desk/sample?q=1')).text()
    expect(html).not.toContain('/in/out')
    expect(html).not.toContain('class="units"')
    expect(html).toContain('href="/in?next=%2Fdesk%2Fsample%3Fq%3D1"')
  })

  test('speaks the language that was chosen', async () => {
    const html = await (await app.get('/desk/sample', { cookie: 'lang=en' })).text()
    expect(html).toContain('<html lang="en">')
    expect(html).toContain('Sign in')
  })
})

describe('choosing a language', () => {
  test('keeps it in a cookie and goes back', async () => {
    const response = await app.get('/lang?to=en&next=%2Fdesk%3Fq%3D1%26lang%3Did')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/desk?q=1')
    expect(response.headers.get('set-cookie')).toContain('lang=en')
  })

  test('never leads to another site', async () => {
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/%5Cevil',
      'javascript:alert(1)',
    ]) {
      const location = (await app.get(`/lang?to=en&next=${encodeURIComponent(next)}`)).headers.get('location')
      expect(location).toMatch(/^\/(?![/\\])/)
    }
    expect(safeNext('/\t/evil.example')).toMatch(/^\/(?![/\\])/)
    expect(safeNext(undefined, '/desk')).toBe('/desk')
  })
})

describe('a refusal', () => {
  test('has a page in the frame that says what to do', async () => {
    const response = await app.get('/nowhere')
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Tidak ditemukan')
  })

  test('of a bug says its reference and nothing about the inside, in a frame that asks nothing', async () => {
    const response = await app.get('/desk/broken', { 'x-signed-in': 'yes' })
    const html = await response.text()
    expect(response.status).toBe(500)
    expect(html).toMatch(/rujukan [0-9a-f]{8}/)
    expect(html).not.toContain('secret detail')
    expect(html).not.toContain('examples-banner')
  })

  test('for want of a sign-in leads there', async () => {
    const response = await app.post('/desk/inner', {})
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('class="button button-main" href="/in?next=%2Fdesk%2Finner"')
  })
})

describe('switching units', () => {
  test('replaces the unit in the path, or asks for it', () => {
    const unitPage = { path: '/desk/units/33.73', pattern: '/desk/units/:unit', section: '/desk/units' }
    expect(switchHref(unitPage, 'id.33')).toBe('/desk/units/33')
    const list = { path: '/desk/reach', pattern: '/desk/reach', section: '/desk/reach' }
    expect(switchHref(list, 'id')).toBe('/desk/reach?unit=00')
    const election = { path: '/desk/elections/next', pattern: '/desk/elections/:election' }
    expect(switchHref(election, 'id.33')).toBe('/desk/elections/next?unit=33')
  })

  test('from something only one unit has, leads to the section it is in', () => {
    const notice = {
      path: '/desk/publications/33.73/0190',
      pattern: '/desk/publications/:unit/:notice',
      section: '/desk/publications',
    }
    expect(switchHref(notice, 'id.33')).toBe('/desk/publications?unit=33')
  })
})
