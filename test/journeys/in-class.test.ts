import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { type Hall, seedHall } from '../doors/hall.ts'
import { Visitor } from '../support/visitor.ts'
import { axeFaults } from './axe.ts'
import { browserOptions, devices, patient } from './browser.ts'
import { newFolder, type RunningServer, startServer } from './server.ts'

/** A phone whose browser is closed and opened again keeps what it kept: its folder stays. */
const phoneFolder = mkdtempSync(join(tmpdir(), 'jangkau-phone-'))
let server: RunningServer
let phone: BrowserContext
let page: Page
let desk: Visitor
let scribe: Visitor
let hall: Hall
let port: string

const openPhone = async () => {
  const kept = await chromium.launchPersistentContext(phoneFolder, {
    ...browserOptions(),
    ...devices.phone,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
  })
  phone = patient(kept)
  page = phone.pages()[0] ?? (await phone.newPage())
}
const closePhone = () => phone.close()

const restart = async () => {
  server = await startServer({ PORT: port }, server.folder)
}

beforeAll(async () => {
  const folder = await newFolder()
  const database = await openEmbedded(join(folder, 'db'))
  hall = await seedHall(database, { slug: 'rakor-kelas' })
  // Somebody without another role at the meeting takes down what is said at its first venue.
  await database.query(`
    insert into meeting_delegate (work_unit_id, meeting_id, id, account_id, task, venue_id, given_at)
    select '${hall.workUnitId}', '${hall.meetingId}', gen_random_uuid(), account_id::uuid, 'scribe', '${hall.venues[0]}', now()
    from account_grant where role = 'volunteer' and example limit 1`)
  await database.close()
  server = await startServer({}, folder)
  port = new URL(server.url).port
  desk = await Visitor.signIn(server.url, printedLink('national'))
  scribe = await Visitor.signIn(server.url, printedLink('volunteer'))
  await openPhone()
})
afterAll(async () => {
  await phone?.close()
  await server?.stop()
  rmSync(phoneFolder, { recursive: true, force: true })
})

const printedLink = (role: string) =>
  new RegExp(`^\\s+${role}\\s+(\\S+/in/\\S+)`, 'm').exec(server.said())?.[1] ?? ''

const meeting = () => `/desk/meetings/00/${hall.meetingId}`
const post = (path: string, fields: Record<string, string> = {}) =>
  desk.post(path, new URLSearchParams(fields))

/** A questionnaire for everybody at the meeting, open; its address at the desk. */
async function asking(title: string, isAnonymous: 'yes' | 'no'): Promise<string> {
  const made = await post(`${meeting()}/questionnaires/new`, {
    titleId: title,
    classId: '',
    isAnonymous,
    isPaired: 'no',
  })
  const href = (made.headers.get('location') ?? '').split('?')[0] ?? ''
  const scale = {
    kind: 'scale',
    textId: 'Seberapa jelas?',
    lowId: 'kabur',
    highId: 'jelas',
    isRequired: 'on',
  }
  await post(`${href}/questions/new`, scale)
  await post(`${href}/questions/new`, { kind: 'open', textId: 'Apa lagi?' })
  expect((await post(`${href}/open`, { moment: 'once' })).status).toBe(303)
  return href
}

/** Where the nth person answers. */
const answering = (href: string, n = 0) =>
  `${server.url}/m/${hall.people[n]?.code.replace(/(.{4})(?=.)/g, '$1-')}/q/${href.split('/').at(-1)}`

const text = (id: string) => page.locator(`#${id}`).textContent()
const says = (id: string, words: string) => expect.poll(() => text(id)).toContain(words)

/** Waits until the page would open without a network. */
const isReady = () => says('phone-ready', 'dapat dibuka dan diisi tanpa jaringan')

async function fill(step: string, words: string): Promise<void> {
  await page.locator(`input[type=radio][value="${step}"]`).check()
  await page.locator('textarea').fill(words)
}
const sendButton = () => page.locator('[data-answers] .actions button[type=submit].button-main')

/** How many answered, as the desk reads it. */
async function answered(href: string): Promise<string> {
  const html = await (await desk.get(href)).text()
  return /([\d.]+ dari [\d.]+) menjawab/.exec(html.replace(/<[^>]+>/g, ' '))?.[1] ?? ''
}

async function isSound(): Promise<void> {
  expect(await axeFaults(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
}

/** Everything the browser keeps for our pages but the key, as text. */
const keptText = (name: string) =>
  page.evaluate(`new Promise((resolve) => {
    indexedDB.open('${name}').onsuccess = ({ target: { result: db } }) => {
      const all = []
      db.transaction('kept').objectStore('kept').openCursor().onsuccess = ({ target: { result: at } }) => {
        if (!at) return resolve(all.join('\\n'))
        all.push(at.key + ' ' + new TextDecoder().decode(at.value.bytes))
        at.continue()
      }
    }
  })`) as Promise<string>

let anonymous: string
let named: string

test('opened once with a line, a questionnaire is answered without one and the answer waits, sealed', async () => {
  anonymous = await asking('Penilaian rekaan', 'yes')
  await page.goto(answering(anonymous))
  await isReady()
  await isSound()
  await phone.setOffline(true)
  await page.locator('textarea').fill('Ruang terlalu dingin')
  await sendButton().click()
  await says('phone-problems', 'Pertanyaan 1 harus dijawab.')
  await isSound()
  await fill('4', 'Ruang terlalu dingin')
  await sendButton().click()
  await says('phone-notice', 'Tersimpan di ponsel ini, belum terkirim')
  expect(await keptText('answers')).not.toContain('dingin')
  await isSound()
  expect(await answered(anonymous)).toMatch(/^0 dari/)
})

test('the browser closed, the server dead: opened again, it is all there, and sent when the server is back', async () => {
  await closePhone()
  await server.kill()
  await openPhone()
  await page.goto(answering(anonymous))
  await says('phone-notice', 'Tersimpan di ponsel ini, belum terkirim')
  expect(await page.locator('textarea').inputValue()).toBe('Ruang terlalu dingin')
  expect(await page.locator('input[value="4"]').isChecked()).toBe(true)
  await restart()
  await says('phone-notice', 'sudah diterima')
  expect(await page.locator('[data-answers] form').isVisible()).toBe(false)
  expect(await answered(anonymous)).toMatch(/^1 dari/)
  await page.reload()
  await says('phone-notice', 'sudah diterima')
  await isSound()
})

test('the line cut after it was received: sent again it counts once', async () => {
  await page.goto(answering(anonymous, 2))
  await isReady()
  let lost = 0
  await page.route('**/sending', async (route) => {
    if (lost === 0) await route.fetch()
    lost += 1
    await route.abort()
  })
  await fill('5', 'Terputus')
  await sendButton().click()
  await says('phone-notice', 'belum terkirim')
  await expect.poll(() => answered(anonymous)).toMatch(/^2 dari/)
  await page.unroute('**/sending')
  await page.locator('#phone-send').click()
  await says('phone-notice', 'sudah diterima')
  expect(lost).toBeGreaterThan(0)
  expect(await answered(anonymous)).toMatch(/^2 dari/)
})

test('closed meanwhile: what was answered before still counts, as late; what was answered after is kept and refused', async () => {
  named = await asking('Kuesioner bernama', 'no')
  await page.goto(answering(named))
  await isReady()
  await phone.setOffline(true)
  await fill('3', 'Sebelum ditutup')
  await sendButton().click()
  await says('phone-notice', 'belum terkirim')
  expect((await post(`${named}/close`)).status).toBe(303)
  await phone.setOffline(false)
  await says('phone-notice', 'dicatat terlambat')
  expect(await answered(named)).toMatch(/^1 dari/)
  const results = (await (await desk.get(`${named}/results`)).text()).replace(/<[^>]+>/g, ' ')
  expect(results).toContain('1 diterima sesudah ditutup')

  await phone.setOffline(true)
  await fill('1', 'Sesudah ditutup')
  await sendButton().click()
  await phone.setOffline(false)
  await says('phone-notice', 'sudah ditutup sebelum jawaban Anda diisi')
  expect(await page.locator('textarea').inputValue()).toBe('Sesudah ditutup')
  // The page as the server has it now has no form; what was typed is still to be read.
  await page.reload()
  await says('phone-answers', 'Sesudah ditutup')
  await isSound()
})

test('on request nothing of it stays on the phone', async () => {
  await page.locator('#phone-wipe').click()
  await says('phone-ready', 'Jawaban yang belum terkirim: 1')
  await page.locator('#phone-wipe').click()
  await says('phone-ready', 'sudah dihapus dari ponsel ini')
  const own = new URL(answering(named)).pathname.replace(/\/q\/.*/, '')
  expect(await keptText('answers')).not.toContain(own)
  const caches = (await page.evaluate('caches.keys()')) as string[]
  expect(caches.some((name) => name.includes(own))).toBe(false)
  const reaches = (await page.evaluate(
    'navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))',
  )) as string[]
  expect(reaches.some((scope) => scope.includes(own))).toBe(false)
  // The other person's phone page is theirs to wipe.
  expect(caches.length).toBeGreaterThan(0)
})

const minutes = () => `${meeting()}/classes/${hall.classes[0]}/minutes`
/** Lets the scribe sit at this device. */
const signIn = () => phone.addCookies(scribe.cookies.map((cookie) => ({ ...cookie, url: server.url })))
const note = (point: string, said: string) =>
  page
    .locator('#field-point')
    .fill(point)
    .then(() => page.locator('#field-said').fill(said))
const saveLine = () => page.locator('[data-draft] button[type=submit]').click()
/** The points of the minutes as the desk reads them, in their order. */
const points = async () => {
  const html = await (await desk.get(`${minutes()}?session=${hall.sessions[0]}`)).text()
  return [...html.matchAll(/classes\/[0-9a-f-]{36}\/minutes\/[0-9a-f-]{36}"[^>]*>([^<]+)</g)].map(
    ([, point]) => point,
  )
}

test('a scribe finds the minutes among the own tasks, and what was typed outlives the page', async () => {
  await signIn()
  await page.goto(`${server.url}/desk/tasks`)
  await isSound()
  await page.locator('main a', { hasText: 'Notulen kelas A1' }).click()
  await page.waitForURL(/minutes/)
  await note('Logistik', 'Kotak suara terlambat di dua kecamatan.')
  await says('draft-state', 'Tersimpan di perangkat ini')
  await isSound()
  expect(await keptText('drafts')).not.toContain('kecamatan')
  // No goodbye: as when the browser dies.
  await closePhone()
  await openPhone()
  await signIn()
  await page.goto(server.url + minutes())
  await says('draft-notice', 'Dipulihkan dari perangkat ini')
  expect(await page.locator('#field-said').inputValue()).toContain('dua kecamatan')
  await isSound()
  await page.locator('#draft-discard').click()
  await says('draft-notice', 'dibuang')
  expect(await page.locator('#field-said').inputValue()).toBe('')
  await page.reload()
  await page.locator('#draft-notice').waitFor({ state: 'hidden' })
})

test('saved without a line or a server, lines wait, also over a reload, and are there once and in order', async () => {
  await phone.setOffline(true)
  await note('Pertama', 'Tanpa jaringan.')
  await saveLine()
  await says('draft-list', 'Pertama')
  await says('draft-notice', 'dikirim sendiri')
  expect(await page.locator('#field-point').inputValue()).toBe('')
  await isSound()
  await server.kill()
  await phone.setOffline(false)
  await page.reload()
  await expect
    .poll(() => page.locator('h1 + .tag, .page-title .tag').first().textContent())
    .toBe('Tanpa jaringan')
  await says('draft-list', 'menunggu jaringan')
  await note('Kedua', 'Server mati.')
  await page.locator('#field-session').selectOption({ label: 'Sesi pagi' })
  await saveLine()
  await says('draft-list', 'Kedua')
  await isSound()
  await restart()
  await expect.poll(points).toEqual(['Pertama', 'Kedua'])
  // The page that was opened without a network has given way to the whole one.
  await expect.poll(() => page.locator('#taken-lines').textContent()).toContain('Kedua')
  await page.locator('#draft-kept').waitFor({ state: 'hidden' })
})

test('of two scribes neither overwrites the other: the later one sees both, also after waiting for a line', async () => {
  await page.goto(`${server.url}${minutes()}?session=${hall.sessions[0]}`)
  const line = (await page.locator('#taken-lines a', { hasText: 'Pertama' }).getAttribute('href')) ?? ''
  const others = { point: 'Pertama', said: 'Dari panitia.', session: hall.sessions[0] ?? '', version: '1' }
  await page.goto(server.url + line)
  await page.locator('#field-said').fill('Dari notulis.')
  await phone.setOffline(true)
  await saveLine()
  await says('draft-list', 'menunggu jaringan')
  expect((await post(line, others)).status).toBe(303)
  await phone.setOffline(false)
  await says('draft-list', 'Notulis lain mengubahnya')
  await page.locator('#draft-list button', { hasText: 'Buka' }).click()
  await says('draft-notice', 'Dipulihkan')
  expect(await page.locator('#field-said').inputValue()).toBe('Dari notulis.')
  await saveLine()
  await page.locator('#problems').waitFor()
  expect(await page.locator('main').textContent()).toContain('Dari panitia.')
  expect(await page.locator('#field-said').inputValue()).toBe('Dari notulis.')
  await isSound()
  await page.locator('#field-said').fill('Dari panitia dan notulis.')
  await saveLine()
  await page.waitForURL(/done=line/)
  await expect.poll(() => page.locator('#taken-lines').textContent()).toContain('Dari panitia dan notulis.')
})

test('who signs out is told once what was not sent, and then leaves nothing behind', async () => {
  await phone.setOffline(true)
  await note('Ketiga', 'Belum terkirim.')
  await saveLine()
  await says('draft-list', 'Ketiga')
  const leave = async () => {
    await page.locator('summary', { hasText: 'Menu' }).click()
    await page.locator('form.session button').click()
  }
  await leave()
  await says('draft-notice', 'keluar sekali lagi untuk membuangnya')
  await page.route('**/minutes*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  )
  await phone.setOffline(false)
  await leave()
  await page.waitForURL((url) => !url.pathname.startsWith('/desk'))
  await page.goto(`${server.url}/in`)
  expect(await keptText('drafts')).toBe('')
  const caches = (await page.evaluate('caches.keys()')) as string[]
  expect(caches.filter((name) => name.includes('/desk/'))).toEqual([])
  expect(await points()).toEqual(['Pertama', 'Kedua'])
})
