import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { toBuffer } from 'qrcode'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { personalPath } from '../../src/modules/participants/index.ts'
import { badgeText, meetingMark } from '../../src/modules/seating/index.ts'
import { dayIn } from '../../src/platform/clock.ts'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { type Hall, seedHall } from '../doors/hall.ts'
import { Visitor } from '../support/visitor.ts'
import { browserOf, devices, openBrowser } from './browser.ts'
import { newFolder, type RunningServer, startServer } from './server.ts'

let server: RunningServer
let browser: Browser
let phone: BrowserContext
let page: Page
let desk: Visitor
let hall: Hall

const today = dayIn('Asia/Jakarta', new Date())

beforeAll(async () => {
  const prepared = await newFolder()
  const database = await openEmbedded(join(prepared, 'db'))
  hall = await seedHall(database, { startsOn: today, endsOn: today, slug: 'rakor-pintu' })
  await database.close()
  server = await startServer({}, prepared)
  browser = await openBrowser()
  const link = await printedLink('national')
  desk = await Visitor.signIn(server.url, link)
  phone = await browserOf(browser, devices.phone)
  page = await phone.newPage()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** The sign-in link that the server printed for a role. */
async function printedLink(role: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const link = new RegExp(`^\\s+${role}\\s+(\\S+/in/\\S+)`, 'm').exec(server.said())?.[1]
    if (link) return link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The server printed no sign-in link for ${role}.`)
}

const doors = () => `/desk/meetings/00/${hall.meetingId}/doors`

/** A link that lets one phone in, made at the desk. */
async function newLink(label: string): Promise<{ link: string; phonePage: string }> {
  const form = { venue: hall.venues[0] ?? '', name: `Pintu ${label}`, purpose: 'arrival' }
  await desk.post(`${doors()}/new`, new URLSearchParams(form))
  const list = await (await desk.get(doors())).text()
  const door = new RegExp(`Pintu ${label}[\\s\\S]*?phones/new\\?door=([0-9a-f-]{36})`).exec(list)?.[1] ?? ''
  const made = await desk.post(`${doors()}/phones/new`, new URLSearchParams({ door, label, day: today }))
  const phonePage = made.headers.get('location') ?? ''
  const link = /\/door\/enrol\/[\w.-]+/.exec(await (await desk.get(phonePage)).text())?.[0] ?? ''
  return { link: server.url + link, phonePage }
}

const verdict = () => page.locator('#verdict')
const says = (...words: string[]) =>
  expect.poll(() => verdict().textContent()).toEqual(expect.stringMatching(words.join('[\\s\\S]*')))
const unsent = (count: number) =>
  expect.poll(() => page.locator('#line').textContent()).toContain(`belum dikirim: ${count}`)

async function type(text: string): Promise<void> {
  await page.fill('#text', text)
  await page.press('#text', 'Enter')
}

const badge = (n: number) => badgeText(meetingMark(hall.meetingId), hall.people[n]?.code ?? '')

async function isSound(): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
}

/** What the nth participant does about the own photograph by the personal link. */
async function ownPhotograph(n: number, under: '' | '/remove'): Promise<void> {
  const body = new FormData()
  const face = sharp({ create: { width: 320, height: 400, channels: 3, background: '#8a5a44' } }).jpeg()
  if (under === '') body.append('photograph', new File([new Uint8Array(await face.toBuffer())], 'aku.jpg'))
  const path = `${personalPath(hall.people[n]?.code ?? '')}/photograph${under}`
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { origin: server.url },
    redirect: 'manual',
    body,
  })
  expect(answer.status).toBe(303)
}

/** How a photograph stands beside a name: whose it says it is, how large, and how many pixels of it were read. */
const photographIn = (place: string) =>
  page.evaluate(`(() => {
    const image = document.querySelector('${place} img')
    return image && [image.alt, image.offsetWidth, image.offsetHeight, image.naturalWidth]
  })()`)
const shows = (place: string, name: string, width: number, height: number) =>
  expect.poll(() => photographIn(place)).toEqual([`Foto ${name}`, width, height, 160])

test('the committee asks for photographs, and two participants give one', async () => {
  const keeping = `/desk/meetings/00/${hall.meetingId}/people/keeping`
  const set = await desk.post(keeping, new URLSearchParams({ keepDays: '90', takesPhotographs: 'on' }))
  expect(set.status).toBe(303)
  await ownPhotograph(0, '')
  await ownPhotograph(3, '')
})

test('a phone is let in by its link, and its door opens', async () => {
  const { link } = await newLink('utama')
  await page.goto(link)
  await page.locator('main form button[type=submit]').click()
  await page.locator('#where').waitFor()
  expect(await page.locator('#where').textContent()).toContain('A · Hotel A Contoh · Pintu utama')
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  await unsent(0)
  // They come after the list.
  await page.locator('#verdict[data-photographs]').waitFor()
  await isSound()
})

test('without a network it scans by code and by name, and says what each is', async () => {
  await phone.setOffline(true)
  await type(badge(0))
  await says('Silakan', 'Peserta 1 Contoh', 'A1')
  await shows('#verdict', 'Peserta 1 Contoh', 72, 90)
  await isSound()
  await type(hall.people[0]?.code.toLowerCase() ?? '')
  await says('Sudah di sini', 'Pintu utama')
  await type(badge(1))
  await says('Tempat lain', 'lokasi B')
  expect(await photographIn('#verdict')).toBeNull()
  await type(badgeText('ZZZZZ', hall.people[3]?.code ?? ''))
  await says('Tidak dikenal', 'rapat lain')
  await page.fill('#search', 'peserta 4')
  await shows('#found', 'Peserta 4 Contoh', 48, 60)
  await isSound()
  await page.locator('#found button').first().click()
  await says('Silakan', 'Peserta 4 Contoh')
  await unsent(5)
  expect(await page.locator('#line').textContent()).toContain('Tanpa jaringan')
})

test('a hand scanner types wherever the focus is, with Enter, Tab or nothing after it, on any keyboard', async () => {
  const scanner = await phone.newCDPSession(page)
  const unshifted: Record<string, string> = { ':': 'Semicolon' }
  /** Real keys at a scanner's pace by their own times, however slow this machine; `keys` says what a layout makes of some. */
  const scan = async (text: string, end: 'Enter' | 'Tab' | '', keys: Record<string, string> = {}) => {
    const began = Date.now() / 1000
    const presses = [...text].map((sign) => {
      const key = keys[sign] ?? sign
      const code = /[A-Z]/.test(sign) ? `Key${sign}` : /\d/.test(sign) ? `Digit${sign}` : unshifted[sign]
      const modifiers = /[A-Z:]/.test(sign) ? 8 : 0
      return { key, code, modifiers, text: key }
    })
    const last = end && { key: end, code: end, modifiers: 0, ...(end === 'Enter' ? { text: '\r' } : {}) }
    const all = [...presses, ...(last ? [last] : [])]
    await Promise.all(
      all.map((one, n) =>
        scanner.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp: began + n * 0.005, ...one }),
      ),
    )
  }
  const german = { ':': 'Ö', Y: 'Z', Z: 'Y' }
  await page.locator('#camera').focus()
  await scan(badge(0), 'Enter')
  await says('Sudah di sini', 'Peserta 1 Contoh')
  // It pressed no button that had the focus, and left nothing where it typed.
  expect(await page.locator('#eye').isVisible()).toBe(false)
  await page.locator('#search').focus()
  await scan(badge(9), 'Tab', german)
  await says('Silakan', 'Peserta 10 Contoh')
  await expect.poll(() => page.locator('#search').inputValue()).toBe('')
  expect(await page.evaluate('document.activeElement.id')).toBe('search')
  await scan(badge(12), '')
  await says('Silakan', 'Peserta 13 Contoh')
  await expect.poll(() => page.locator('#search').inputValue()).toBe('')
  await unsent(8)
})

test('without a camera it says why, and reads a photograph of a badge', async () => {
  await page.locator('#camera').click()
  await expect
    .poll(() => page.locator('#camera-problem').textContent())
    .toMatch(/Kamera belum diizinkan|tidak punya kamera/)
  const code = await toBuffer(badge(15), { margin: 4, scale: 6 })
  const photographed = sharp(code)
    .rotate(9, { background: '#777' })
    .extend({ top: 300, left: 500, right: 200, bottom: 90 })
  const choose = async (buffer: Buffer) =>
    page.setInputFiles('#picture', { name: 'foto.jpg', mimeType: 'image/jpeg', buffer })
  await choose(
    await sharp({ create: { width: 300, height: 300, channels: 3, background: '#8a5a44' } })
      .jpeg()
      .toBuffer(),
  )
  await expect
    .poll(() => page.locator('#camera-problem').textContent())
    .toContain('Tidak ada kode yang terbaca')
  await choose(await photographed.jpeg().toBuffer())
  await says('Silakan', 'Peserta 16 Contoh')
  expect(await page.locator('#camera-problem').isVisible()).toBe(false)
  await unsent(9)
  await isSound()
})

test('reloaded without a network it goes on where it was', async () => {
  await page.reload()
  await page.locator('#where').waitFor()
  await unsent(9)
  await page.locator('#verdict[data-photographs]').waitFor()
  await type(badge(0))
  await says('Sudah di sini')
  await shows('#verdict', 'Peserta 1 Contoh', 72, 90)
  await type(badge(6))
  await says('Silakan', 'Peserta 7 Contoh')
  expect(await photographIn('#verdict')).toBeNull()
  await unsent(11)
  await page.goto(`${server.url}/door/?lang=en`)
  await expect.poll(() => page.locator('#line').textContent()).toContain('not yet sent: 11')
  await page.goto(`${server.url}/door/?lang=id`)
  await unsent(11)
})

test('what it keeps of people cannot be read in its storage', async () => {
  const kept = String(
    await page.evaluate(`new Promise((resolve) => {
      indexedDB.open('door').onsuccess = ({ target: { result: db } }) => {
        const all = []
        const change = db.transaction(['box', 'scans'])
        for (const name of ['box', 'scans']) change.objectStore(name).openCursor().onsuccess = ({ target: { result: at } }) => {
          if (!at) return
          const texts = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
            ? new TextDecoder().decode(value)
            : value instanceof CryptoKey ? 'key extractable: ' + value.extractable
            : typeof value === 'object' ? Object.values(value).map(texts).join() : String(value)
          all.push(texts(at.value))
          at.continue()
        }
        change.oncomplete = () => resolve(all.join('\\n'))
      }
    })`),
  )
  expect(kept).toContain('key extractable: false')
  expect(kept).not.toContain('Peserta')
  expect(kept).not.toContain('JK1:')
  // As every WebP begins, as it is and in base64.
  expect(kept).not.toMatch(/RIFF|UklGR|image\/webp/)
})

test('back in the network all of it is on the board, once', async () => {
  await phone.setOffline(false)
  await unsent(0)
  const board = await (await desk.get(`${doors()}/board`)).text()
  const text = board.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  // Six green, one at the wrong venue: all seven arrived; doubles and the unknown wait for a person.
  expect(text).toContain('Tiba 7 orang dari 60')
  expect(text).toMatch(/Pindaian 11 pindaian/)
  expect(text).toMatch(/Perlu diperiksa 4 pindaian/)
})

test('an erased photograph is gone from the phone once it has asked again', async () => {
  await ownPhotograph(3, '/remove')
  await page.reload()
  const found = async (name: string) => {
    await page.fill('#search', name)
    return photographIn('#found')
  }
  const both = async () => [await found('peserta 1 contoh'), await found('peserta 4 contoh')]
  await expect.poll(both).toEqual([['Foto Peserta 1 Contoh', 48, 60, 160], null])
  await page.fill('#search', '')
})

test('an open board shows what is scanned without being asked', async () => {
  const laptop = await browserOf(browser, devices.laptop)
  await laptop.addCookies(desk.cookies.map((cookie) => ({ ...cookie, url: server.url })))
  const shown = await laptop.newPage()
  await shown.goto(`${server.url}${doors()}/board`)
  const ink = shown.locator('.figure-ink .figure-value')
  expect(await ink.textContent()).toContain('7')
  await type(badge(18))
  await says('Silakan')
  await expect.poll(() => ink.textContent()).toContain('8')
  const { violations } = await new AxeBuilder({ page: shown }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await laptop.close()
})

test('a phone that is shut out throws everything away at its next contact', async () => {
  const list = await (await desk.get(doors())).text()
  const lost = /doors\/phones\/([0-9a-f-]{36})/.exec(list)?.[1] ?? ''
  expect((await desk.post(`${doors()}/phones/${lost}/revoke`, new URLSearchParams())).status).toBe(303)
  await expect.poll(() => page.locator('#closed-title').textContent()).toBe('Ponsel ini dicabut')
  const left = await page.evaluate(`new Promise((resolve) => {
    indexedDB.open('door').onsuccess = ({ target: { result: db } }) => {
      const change = db.transaction(['box', 'scans'])
      const keys = ['box', 'scans'].map((name) => change.objectStore(name).getAllKeys())
      change.oncomplete = () => resolve(keys.flatMap(({ result }) => result))
    }
  })`)
  // A new key, which opens nothing.
  expect(left).toEqual(['key'])
  expect(await page.locator('.door-photograph').count()).toBe(0)
  await isSound()
})

test('a steward who ends the work is asked twice, and nothing is left', async () => {
  const { link } = await newLink('timur')
  await page.goto(link)
  await page.locator('main form button[type=submit]').click()
  await page.locator('#where').waitFor()
  await type(badge(21))
  await says('Silakan')
  await unsent(0)
  await page.locator('#leave').click()
  expect(await page.locator('#leave-text').textContent()).toContain('Semua pindaian sudah dikirim')
  await page.locator('#leave').click()
  await expect.poll(() => page.locator('#closed-title').textContent()).toBe('Ponsel ini selesai bertugas')
  await page.reload()
  await expect.poll(() => page.locator('#closed-title').textContent()).toBe('Ponsel ini belum terdaftar')
})
