import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { badgeText, meetingMark } from '../../src/modules/seating/index.ts'
import { dayIn } from '../../src/platform/clock.ts'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { type Hall, seedHall } from '../doors/hall.ts'
import { type Line, openLine } from '../doors/line.ts'
import { Visitor } from '../support/visitor.ts'
import { browserOf, devices, openBrowser } from './browser.ts'
import { newFolder, type RunningServer, startServer } from './server.ts'

let server: RunningServer
let relay: RunningServer
let line: Line
let browser: Browser
let desk: Visitor
let hall: Hall
let folder: string
let code: string
let relayPage: string
/** Codes of phones in reserve, as they are on paper. */
const cards: string[] = []
/** Where phones would find the relay; here they are led to the port it got. */
const address = 'http://localhost:3443'
/** A steward's phone at each of two doors of one place. */
let main: Page
let east: Page
const contexts: BrowserContext[] = []

const today = dayIn('Asia/Jakarta', new Date())

beforeAll(async () => {
  const prepared = await newFolder()
  const database = await openEmbedded(join(prepared, 'db'))
  hall = await seedHall(database, { startsOn: today, endsOn: today, slug: 'rakor-relai' })
  await database.close()
  server = await startServer({}, prepared)
  line = await openLine(Number(new URL(server.url).port))
  folder = mkdtempSync(join(tmpdir(), 'jangkau-relay-'))
  browser = await openBrowser()
  desk = await Visitor.signIn(server.url, /^\s+national\s+(\S+\/in\/\S+)/m.exec(server.said())?.[1] ?? '')
  main = await newPage()
  east = await newPage()
})
afterAll(async () => {
  await browser?.close()
  await relay?.end()
  await line?.close()
  await server?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** Sets up a relay at the desk; the page that says how it is started. */
async function addRelay(): Promise<string> {
  const made = await post('/relays/new', { venue: hall.venues[0] ?? '', label: 'Laptop 1', address })
  const path = made.headers.get('location') ?? ''
  code = /RELAY_CODE=([\w.-]+)/.exec(await (await desk.get(path)).text())?.[1] ?? ''
  return path
}

async function newPage(options: Parameters<typeof browserOf>[1] = devices.phone): Promise<Page> {
  const context = await browserOf(browser, options)
  contexts.push(context)
  return context.newPage()
}

/** On the port it had before, if any: another port is another server to a browser. */
const startRelay = () =>
  startServer(
    {
      ROLE: 'relay',
      UPSTREAM: line.url,
      RELAY_CODE: code,
      ...(relay ? { PORT: new URL(relay.url).port } : {}),
    },
    folder,
  )

const doors = () => `/desk/meetings/00/${hall.meetingId}/doors`
const badge = (n: number) => badgeText(meetingMark(hall.meetingId), hall.people[n]?.code ?? '')
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const post = (path: string, fields: Record<string, string>) =>
  desk.post(`${doors()}${path}`, new URLSearchParams(fields))

/** Makes room for a phone at a door, which is made too; the path that lets it in, and what its page at the desk says. */
async function newPhone(name: string): Promise<{ path: string; said: string; doorId: string }> {
  await post('/new', { venue: hall.venues[0] ?? '', name, purpose: 'arrival' })
  const list = await (await desk.get(doors())).text()
  const doorId = new RegExp(`${name}[\\s\\S]*?phones/new\\?door=([0-9a-f-]{36})`).exec(list)?.[1] ?? ''
  const made = await post('/phones/new', { door: doorId, label: `Ponsel ${name}`, day: today })
  const said = await (await desk.get(made.headers.get('location') ?? '')).text()
  return { path: /\/door\/enrol\/[\w.-]+/.exec(said)?.[0] ?? '', said, doorId }
}

async function enter(page: Page, url: string) {
  await page.goto(url)
  await page.locator('main form button[type=submit]').click()
  await page.locator('#where').waitFor()
}

const says = (page: Page, ...words: string[]) =>
  expect
    .poll(() => page.locator('#verdict').textContent())
    .toEqual(expect.stringMatching(words.join('[\\s\\S]*')))
const unsent = (page: Page, count: number) =>
  expect.poll(() => page.locator('#line').textContent()).toContain(`belum dikirim: ${count}`)

async function type(page: Page, text: string): Promise<void> {
  await page.fill('#text', text)
  await page.press('#text', 'Enter')
}

async function isSound(page: Page, width = 360): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
}

test('the committee sets up a relay for a place, and its phones are let in at the relay', async () => {
  relayPage = await addRelay()
  relay = await startRelay()
  for (const [name, phone] of [
    ['Pintu utama', main],
    ['Pintu timur', east],
  ] as const) {
    const { path, said } = await newPhone(name)
    expect(said).toContain(address + path)
    await enter(phone, relay.url + path)
    expect(await phone.locator('#where').textContent()).toContain(`A · Hotel A Contoh · ${name}`)
    await unsent(phone, 0)
  }
  await isSound(main)
  // Cards in reserve, printed the day before; the relay has heard of them once it renewed what it knows.
  const { doorId } = await newPhone('Pintu barat')
  const made = await post('/phones/new', { door: doorId, label: 'Cadangan', day: today, count: '2' })
  const sheet = await (await desk.get(made.headers.get('location') ?? '')).text()
  const codeOf = (label: string) =>
    new RegExp(`${label} ·[\\s\\S]*?(([2-9A-Z]{4}-){2}[2-9A-Z]{4})</code>`).exec(sheet)?.[1] ?? ''
  cards.push(codeOf('Cadangan 1'), codeOf('Cadangan 2'))
  await expect
    .poll(async () => plain(await (await fetch(relay.url)).text()), { interval: 200 })
    .toContain('Kartu ponsel yang belum dipakai 3 ')
})

test('with the line outside down, what one door scanned the other knows', async () => {
  line.set('down')
  await type(main, badge(0))
  await says(main, 'Silakan', 'Peserta 1 Contoh')
  await unsent(main, 0)
  // The other door hears of it from the relay; until then it would have said that nobody was here.
  await expect
    .poll(
      async () => {
        await type(east, badge(0))
        await says(east, 'Silakan|Sudah di sini')
        return east.locator('#verdict').textContent()
      },
      { timeout: 120_000, interval: 2_000 },
    )
    .toMatch(/Sudah di sini[\s\S]*Pintu utama/)
  await unsent(east, 0)
  expect(await east.locator('#line').textContent()).toContain('Tersambung')
  const standing = await newPage()
  await standing.goto(relay.url)
  await expect.poll(() => standing.locator('dl').textContent()).toContain('putus')
  await isSound(standing)
})

test('with the line down a steward who was never here is let in with a card, once, and scans', async () => {
  const third = await newPage()
  await third.goto(`${relay.url}/door/`)
  await expect.poll(() => third.locator('#closed-title').textContent()).toBe('Ponsel ini belum terdaftar')
  await third.locator('#closed-code a').click()
  await third.fill('#code', cards[0] ?? '')
  await isSound(third)
  await third.locator('main form button[type=submit]').click()
  await third.locator('#where').waitFor()
  expect(await third.locator('#where').textContent()).toContain('A · Hotel A Contoh · Pintu barat')
  // It hears from the relay what the other doors scanned, and they of it.
  await expect
    .poll(
      async () => {
        await type(third, badge(0))
        return third.locator('#verdict').textContent()
      },
      { interval: 2_000 },
    )
    .toMatch(/Sudah di sini/)
  await unsent(third, 0)
  const copy = await newPage()
  await copy.goto(`${relay.url}/door/enrol/${cards[0]}`)
  await copy.locator('main form button[type=submit]').click()
  expect(await copy.locator('main').textContent()).toContain('sudah dipakai')
  await copy.close()
  const standing = plain(await (await fetch(relay.url)).text())
  expect(standing).toContain('Ponsel masuk tanpa jaringan, belum dilaporkan 1 ')
  expect(plain(await (await desk.get(doors())).text())).not.toContain('masuk di relai tanpa jaringan')
})

test('killed in between, the relay has everything it said it had, and phones wait for it', async () => {
  await relay.kill()
  await type(main, badge(3))
  await says(main, 'Silakan', 'Peserta 4 Contoh')
  await unsent(main, 1)
  relay = await startRelay()
  await main.reload()
  await unsent(main, 0)
  expect(plain(await (await desk.get(`${doors()}/board`)).text())).toContain('Tiba 0 orang dari 60')
})

test('when the line is back the desk has each scan once, doubles flagged, and sees how far the relay is', async () => {
  const known = plain(await (await fetch(relay.url)).text())
  const owed = Number(/Pindaian belum diteruskan (\d+)/.exec(known)?.[1])
  expect(owed).toBeGreaterThanOrEqual(3)
  line.set('up')
  const board = async () => plain(await (await desk.get(`${doors()}/board`)).text())
  await expect.poll(board, { interval: 500 }).toContain('Tiba 2 orang dari 60')
  await expect.poll(board, { interval: 500 }).toContain(`Pindaian ${owed} pindaian`)
  expect(await board()).toContain(`Perlu diperiksa ${owed - 2} pindaian`)
  expect(await board()).toMatch(new RegExp(`Laptop 1 Lokasi A Keadaan bertugas Diteruskan ke sini ${owed}`))
  expect(plain(await (await desk.get(doors())).text())).toMatch(
    /masuk di relai tanpa jaringan[\s\S]*Cadangan 1 Pintu Pintu barat Akibatnya diterima Relai Laptop 1/,
  )
  const laptop = await newPage(devices.laptop)
  await laptop.context().addCookies(desk.cookies.map((cookie) => ({ ...cookie, url: server.url })))
  for (const path of ['/board', '']) {
    await laptop.goto(`${server.url}${doors()}${path}`)
    await isSound(laptop, 1280)
  }
})

test('a laptop that is lost with its disk loses nothing: phones hand in again to the one in its place', async () => {
  line.set('down')
  await type(main, badge(9))
  await says(main, 'Silakan', 'Peserta 10 Contoh')
  await unsent(main, 0)
  await relay.kill()
  rmSync(folder, { recursive: true })
  expect((await desk.post(`${relayPage}/revoke`, new URLSearchParams())).status).toBe(303)
  relayPage = await addRelay()
  line.set('up')
  relay = await startRelay()
  const board = async () => plain(await (await desk.get(`${doors()}/board`)).text())
  await expect.poll(board, { interval: 500 }).toContain('Tiba 3 orang dari 60')
  await unsent(main, 0)
})

test('a screen at the door shows a code that changes, and a participant without JavaScript records it', async () => {
  const { path, doorId } = await newPhone('Pintu layar')
  await post('/self', { door: doorId, on: 'yes' })
  const screen = await newPage(devices.laptop)
  await enter(screen, server.url + path)
  await screen.clock.install()
  await screen.goto(`${server.url}/door/screen`)
  await isSound(screen, 1280)
  const link = (await screen.locator('#screen code').textContent()) ?? ''
  const own = await newPage({ ...devices.phone, javaScriptEnabled: false })
  await own.goto(link)
  await own.fill('input[name=code]', hall.people[6]?.code ?? '')
  await own.click('form button[type=submit]')
  await expect.poll(() => own.locator('main').textContent()).toContain('Tercatat tiba di lokasi A')
  // Boards that look at the same moment share one count.
  const board = async () => plain(await (await desk.get(`${doors()}/board`)).text())
  await expect.poll(board).toContain('Tiba 4 orang dari 60')
  // Without a line there is no code: an old one would only be refused.
  const isShown = (id: string) => expect.poll(() => screen.locator(id).isVisible()).toBe(true)
  await screen.context().setOffline(true)
  await screen.clock.fastForward(31_000)
  await isShown('#screen-problem')
  expect(await screen.locator('#screen').isVisible()).toBe(false)
  await screen.context().setOffline(false)
  await screen.clock.fastForward(4_000)
  await isShown('#screen')
})
