import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults } from '../journeys/axe.ts'
import { browserOf, devices, openBrowser } from '../journeys/browser.ts'
import { type RunningServer, startServer } from '../journeys/server.ts'
import { Visitor } from '../support/visitor.ts'
import { sidewaysScroll } from './usable.ts'

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

/** An address as its kind: whatever is a unit, an id, a code or the name of one of many is all alike, and no query. */
const kindOf = (address: string) =>
  (address.split('?')[0] ?? '')
    .split('/')
    .map((word, at, words) => {
      if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(word)) return ':id'
      if (/^\d\d(\.\d+)?$/.test(word)) return ':unit'
      if (words[at - 1] === 'links' && /[A-Z0-9]/.test(word)) return ':code'
      const isOneOf = ['elections', 'stages', 'contests', 'bases'].includes(words[at - 1] ?? '')
      return (isOneOf && word !== 'new') || words[at - 2] === 'bases' ? ':one' : word
    })
    .join('/')

/** More kinds than this means that `kindOf` takes one screen for many; there were 195 in November 2026. */
const mostKinds = 240

/** Kinds of files that an earlier desk was given: they lead nowhere, and who may have which the walk of routes asks. */
const files = new Set<string>()

/** One address of every kind of screen that links lead to, beginning at `from` and staying at the desk. */
async function screensFrom(desk: Visitor, from: readonly string[]): Promise<string[]> {
  const found = new Map<string, string | null>()
  const waiting = [...from]
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address)
    if (found.has(kind) || files.has(kind)) continue
    if (found.size > mostKinds) throw new Error(`Too many kinds of screens: ${[...found.keys()].join(' ')}`)
    const answer = await desk.get(address)
    const isScreen = answer.headers.get('content-type')?.startsWith('text/html') ?? false
    const page = isScreen ? await answer.text() : ''
    // A file is there when it begins to come; thousands of badges need not be drawn to the end.
    if (!isScreen) await answer.body?.cancel()
    if (!isScreen && answer.status < 300) files.add(kind)
    // Files to download and ways elsewhere are no screens; a page that says what is missing or too much is one.
    const says = [409, 413, 422].includes(answer.status)
    found.set(kind, isScreen && (answer.status < 300 || says) ? address : null)
    const onward = answer.headers.get('location')
    if (onward?.startsWith('/desk')) waiting.push(onward)
    if (!(isScreen && says)) expect([address, answer.status < 400]).toEqual([address, true])
    for (const [, href = ''] of page.matchAll(/<a\b[^>]*?\shref="(\/desk[^"#]*)/g)) {
      waiting.push(href.replaceAll('&amp;', '&'))
    }
  }
  return [...found.values()].filter((address) => address !== null)
}

/** What is wrong with a screen: how far it moves sideways, and the rules of axe where asked for. */
async function faultsOf(page: Page, address: string, isAudited: boolean): Promise<string[]> {
  await page.goto(server.url + address)
  const sideways = await sidewaysScroll(page)
  const faults = sideways > 0 ? [`${address}: moves ${sideways} px sideways`] : []
  if (isAudited) faults.push(...(await axeFaults(page)).map((fault) => `${address}: ${fault}`))
  return faults
}

type Look = [name: string, language: 'id' | 'en', isAudited: boolean, options: BrowserContextOptions]
/** What is painted is not looked at, so it is painted as coarsely as can be. */
const phone = { ...devices.phone, deviceScaleFactor: 1 }
const looks: Look[] = [
  ['on a phone, Indonesian, light', 'id', true, { ...phone, colorScheme: 'light' }],
  // Colours are held to their contrast in both schemes by the living page; here, words too long for their place.
  ['on a laptop, English, dark', 'en', false, { ...devices.laptop, colorScheme: 'dark' }],
]
// The whole square with every rule, for who changed colours or words: ALL_LOOKS=1.
if (process.env.ALL_LOOKS) {
  for (const look of looks) look[2] = true
  looks.push(
    ['on a phone, English, dark', 'en', true, { ...phone, colorScheme: 'dark' }],
    ['on a laptop, Indonesian, light', 'id', true, { ...devices.laptop, colorScheme: 'light' }],
  )
}

/** Kinds of screens that were looked at for an earlier desk are not opened again. */
const looked = new Set<string>()

const desks = [
  { role: 'district', from: ['/desk', '/desk/outreach', '/desk/account'], least: 20 },
  { role: 'national', from: ['/desk', '/desk/account'], least: 5 },
  { role: 'committee', from: ['/desk/meetings'], least: 20 },
  { role: 'administrator', from: ['/desk/accounts', '/desk/audit'], least: 5 },
  { role: 'volunteer', from: ['/desk/links'], least: 1 },
]

test.each(desks)(
  'every screen of the $role desk is without fault for axe and fits its width',
  async ({ role, from, least }) => {
    const link = new RegExp(`\\b${role}\\s+(http\\S+)`).exec(server.said())?.[1] ?? ''
    const desk = await Visitor.signIn(server.url, link)
    const all = await screensFrom(desk, from)
    const addresses = all.filter((address) => !looked.has(kindOf(address)))
    for (const address of addresses) looked.add(kindOf(address))
    expect(all.length).toBeGreaterThanOrEqual(least)
    const faults: string[] = []
    for (const [name, language, isAudited, options] of looks) {
      const context = await browserOf(browser, options)
      await context.addCookies([
        ...desk.cookies.map((cookie) => ({ ...cookie, url: server.url })),
        { name: 'lang', value: language, url: server.url },
      ])
      const waiting = [...addresses]
      const lookOn = async () => {
        const page = await context.newPage()
        for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
          for (const fault of await faultsOf(page, address, isAudited)) faults.push(`${name}: ${fault}`)
        }
      }
      await Promise.all([lookOn(), lookOn()])
      await context.close()
    }
    if (process.env.ALL_LOOKS) console.log(addresses.join('\n'))
    expect(faults).toEqual([])
  },
  15 * 60_000,
)
