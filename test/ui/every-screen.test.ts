import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sidewaysScroll } from './usable.ts'
import { browserOf, devices, openBrowser } from '../journeys/browser.ts'
import { type RunningServer, startServer } from '../journeys/server.ts'

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  browser = await openBrowser()
  server = await startServer()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** A path as its kind: units, ids and codes are all alike. */
const kindOf = (path: string) =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/(00|\d\d(\.\d\d(\d\d)?)?)(?=\/|$)/g, '/:unit')
    .replace(/\/[a-z]+-(20\d\d|next)(?=\/|$)/g, '/:election')
    .replace(/\/(links)\/[A-Z0-9]{5,}/g, '/$1/:code')

/** Signs somebody in with the link of the first start and leaves the session for other devices. */
async function sessionOf(role: string) {
  const context = await browserOf(browser, devices.laptop)
  const page = await context.newPage()
  const link = new RegExp(`\\b${role}\\s+(http\\S+)`).exec(server.said())?.[1] ?? ''
  await page.goto(link)
  await page.locator('main form button[type=submit], main form button').first().click()
  await page.waitForURL(/\/in\/welcome|\/desk/)
  const state = await context.storageState()
  await context.close()
  return state
}

/** One path of every kind of screen that can be reached by links from `from`, within the desk. */
async function screensFrom(page: Page, from: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>()
  const waiting = [...from]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path)
    if (found.has(kind)) continue
    const answer = await page.request.get(server.url + path)
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue
    expect({ path, status: answer.status() }).toEqual({ path, status: 200 })
    found.set(kind, path)
    for (const [, href = ''] of (await answer.text()).matchAll(/<a\b[^>]*?\shref="(\/desk[^"#]*)/g)) {
      const next = href.replaceAll('&amp;', '&').split('?')
      // Sorting, filters and pages of a list are the same screen; a chosen unit or election is kept.
      const query = new URLSearchParams(next[1])
      const kept = new URLSearchParams([...query].filter(([name]) => ['unit', 'election'].includes(name)))
      waiting.push(`${next[0]}${kept.size > 0 ? `?${kept}` : ''}`)
    }
  }
  return [...found.values()]
}

/** What is wrong with a screen: rules of axe, and how far it moves sideways. */
async function faultsOf(context: BrowserContext, path: string): Promise<string[]> {
  const page = await context.newPage()
  await page.goto(server.url + path)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const faults = violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target.join(' ')}`)
  const sideways = await sidewaysScroll(page)
  if (sideways > 0) faults.push(`${path}: moves ${sideways} px sideways`)
  await page.close()
  return faults
}

type Look = [name: string, language: 'id' | 'en', options: BrowserContextOptions]
const looks: Look[] = [
  ['on a phone, Indonesian, light', 'id', { ...devices.phone, colorScheme: 'light' }],
  ['on a laptop, English, dark', 'en', { ...devices.laptop, colorScheme: 'dark' }],
]
// The other halves of the same square, for who changed colours or words: ALL_LOOKS=1.
if (process.env.ALL_LOOKS) {
  looks.push(
    ['on a phone, English, dark', 'en', { ...devices.phone, colorScheme: 'dark' }],
    ['on a laptop, Indonesian, light', 'id', { ...devices.laptop, colorScheme: 'light' }],
  )
}

const deskOf = [
  { role: 'national', from: ['/desk', '/desk/account'], least: 25 },
  { role: 'district', from: ['/desk', '/desk/outreach', '/desk/account'], least: 20 },
  { role: 'administrator', from: ['/desk/accounts', '/desk/audit', '/desk/units'], least: 8 },
]

test.each(deskOf)(
  'every screen of the $role desk is without fault for axe and fits its width',
  async (desk) => {
    const storageState = await sessionOf(desk.role)
    const scout = await browserOf(browser, { ...devices.laptop, storageState })
    const paths = await screensFrom(await scout.newPage(), desk.from)
    await scout.close()
    expect(paths.length).toBeGreaterThanOrEqual(desk.least)
    const faults: string[] = []
    for (const [name, language, options] of looks) {
      const context = await browserOf(browser, { ...options, storageState })
      await context.addCookies([{ name: 'lang', value: language, url: server.url }])
      for (const path of paths) {
        for (const fault of await faultsOf(context, path)) faults.push(`${name}: ${fault}`)
      }
      await context.close()
    }
    expect(faults).toEqual([])
  },
  15 * 60_000,
)
