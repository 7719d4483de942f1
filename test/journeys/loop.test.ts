import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf, devices, openBrowser } from './browser.ts'
import { Recount } from './recount.ts'
import { type RunningServer, startServer } from './server.ts'

const election = 'example-next'
const notice = 'Cara pindah memilih sebelum hari pemungutan suara'
const volunteers = [
  'Awan Jingga Contoh',
  'Bintang Perak Contoh',
  'Embun Pagi Contoh',
  'Fajar Hijau Contoh',
  'Senja Timur Contoh',
]

let server: RunningServer
let browser: Browser
const recount = new Recount()

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** Signs in with the link that the server printed for a role. */
async function signIn(role: string, device: 'phone' | 'laptop'): Promise<Page> {
  const find = () => new RegExp(`^\\s+${role}\\s+(\\S+/in/\\S+)`, 'm').exec(server.said())?.[1]
  // The links are printed a moment after the server answers.
  for (let tries = 0; tries < 100 && !find(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const link = find()
  if (!link) throw new Error(`The server printed no sign-in link for ${role}.`)
  const page = await (await browserOf(browser, devices[device])).newPage()
  await page.goto(link)
  const confirm = page.locator('main form button[type=submit]').first()
  if ((await confirm.count()) > 0) await confirm.click()
  await page.waitForLoadState()
  return page
}

/** Presses the main button of the page's form and waits for what follows; a form that comes back is a failure. */
async function submit(page: Page): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForNavigation(),
    page.locator('main form.form button[type=submit]:not([name])').last().click(),
  ])
  expect(answer?.status(), page.url()).toBe(200)
}

async function fitsPhone(page: Page): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width, `${page.url()} is wider than the phone`).toBeLessThanOrEqual(360)
}

const only = async (page: Page, prefix: string, code: string) => {
  for (const box of await page.locator(`input[type=checkbox][name^="${prefix}-"]`).all()) {
    await box.setChecked((await box.getAttribute('name')) === `${prefix}-${code}`)
  }
}

/** The operator on the phone, led by the overview from step to step, until five links are there. */
async function operatorPreparesLinks(page: Page): Promise<string[]> {
  const follow = async (words: string) => {
    await page.goto(`${server.url}/desk?election=${election}`)
    await fitsPhone(page)
    await page.locator('#next').getByRole('link', { name: words }).click()
    await page.waitForLoadState()
    await fitsPhone(page)
  }
  await follow('Buka program')
  await only(page, 'base', 'netizen')
  await submit(page)

  await follow('Tambah relawan')
  await page.selectOption('select[name=base]', 'netizen')
  await page.fill('textarea[name=names]', volunteers.join('\n'))
  await submit(page)

  await follow('Tulis publikasi')
  await page.fill('input[name=titleId]', notice)
  await page.fill(
    'textarea[name=bodyId]',
    'Lapor ke kantor KPU kabupaten/kota paling lambat **30 hari** sebelumnya.',
  )
  await page.fill('input[name=source]', 'Contoh, bukan peraturan')
  await page.selectOption('select[name=electionId]', election)
  await submit(page)
  await page.locator('main a[href$="/publish"]').first().click()
  await page.waitForLoadState()
  await Promise.all([page.waitForNavigation(), page.locator('main form button[type=submit]').last().click()])
  await fitsPhone(page)

  await follow('Buat tautan')
  await page.selectOption('select[name=publicationId]', { label: notice })
  await only(page, 'base', 'netizen')
  await only(page, 'channel', 'whatsapp')
  await submit(page)
  await fitsPhone(page)
  const codes = [...(await words(page, 'main')).matchAll(/\/s\/([A-Z0-9]+)/g)].map(([, code]) => code ?? '')
  return [...new Set(codes)]
}

const phones = [
  'Mozilla/5.0 (Linux; Android 9; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 12; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
]

/** A netizen's own browser at an address of its own; every answered request to a link or the counter is noted. */
async function netizen(person: number): Promise<BrowserContext> {
  const context = await browserOf(browser, {
    ...devices.phone,
    userAgent: phones[person % 2],
    extraHTTPHeaders: { 'x-forwarded-for': `10.20.${person >> 8}.${person & 255}` },
  })
  context.on('response', (response) => {
    const { pathname } = new URL(response.url())
    const followed = /^\/([sq])\/([A-Z0-9]+)$/.exec(pathname)
    if (followed)
      recount.note({ person, code: followed[2] ?? '', kind: followed[1] === 's' ? 'click' : 'scan' })
    if (pathname !== '/e') return
    const from = new URL(response.request().headers().referer ?? server.url)
    recount.note({ person, code: from.searchParams.get('s') ?? '', kind: 'view' })
  })
  return context
}

async function opens(context: BrowserContext, path: string): Promise<void> {
  const page = await context.newPage()
  const answer = await page.goto(server.url + path, { waitUntil: 'load' })
  expect(answer?.status()).toBe(200)
  expect(await words(page, 'h1')).toBe(notice)
  await page.waitForLoadState('networkidle')
  await page.close()
}

/** A request that is no person's: what a messenger or a robot does with a link. */
async function bare(code: string, agent: string, method = 'GET'): Promise<void> {
  const answer = await fetch(`${server.url}/s/${code}`, {
    method,
    redirect: 'manual',
    headers: { 'user-agent': agent, 'x-forwarded-for': '10.30.0.1' },
  })
  expect(answer.status).toBe(302)
}

async function netizensOpenLinks(codes: readonly string[]): Promise<void> {
  const at = (n: number) => codes[n % codes.length] ?? ''
  const visit = async (person: number) => {
    const context = await netizen(person)
    // Most click, some scan the code on paper; every third opens a second volunteer's link as well.
    const own = `/${person % 5 === 4 ? 'q' : 's'}/${at(person)}`
    await opens(context, own)
    if (person % 3 === 0) await opens(context, `/s/${at(person + 1)}`)
    // Some cannot leave it alone.
    if (person % 4 === 0) await opens(context, own)
    await context.close()
  }
  const crowd = Array.from({ length: 26 }, (_, person) => person)
  // A few at a time: more browsers than that are slower, not faster.
  while (crowd.length > 0) await Promise.all(crowd.splice(0, 4).map(visit))
  for (const code of codes) {
    await bare(code, 'WhatsApp/2.23.20.0 A')
    await bare(code, 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)')
    recount.previews += 2
  }
  await bare(at(0), 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)')
  recount.robots += 1
  await bare(at(1), phones[0] ?? '', 'HEAD')
  recount.heads += 1
}

const words = async (page: Page, selector: string) =>
  ((await page.locator(selector).first().allInnerTexts())[0] ?? '').replace(/\s+/g, ' ')

/** Opens the overview again until the newest hits are folded in. */
async function overview(page: Page, query: string, hits: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    await page.goto(`${server.url}/desk?election=${election}&${query}`)
    const seen = await words(page, '.figure')
    // Robots and messengers came last: with the last of theirs everything before is folded in as well.
    const left = (await page.locator('#left-out').count()) > 0 ? await words(page, '#left-out') : ''
    if (seen.includes(`${hits} sentuhan`) && left.includes(`Permintaan HEAD ${recount.heads}`)) return
    if (tries === 60) throw new Error(`After a minute the overview says: ${seen} ${left}`)
    await page.waitForTimeout(1000)
  }
}

test('three people on three devices: from a programme to figures that equal a recount', async () => {
  const operator = await signIn('district', 'phone')
  const codes = await operatorPreparesLinks(operator)
  expect(codes.length).toBe(5)

  await netizensOpenLinks(codes)
  const people = recount.people()
  expect(people).toBe(26)
  expect(recount.engaged()).toBe(26)
  expect(recount.repeats()).toBeGreaterThan(5)

  for (const [role, query, region] of [
    ['province', 'unit=33', '33.73'],
    ['national', 'unit=00', '33'],
  ] as const) {
    const desk = await signIn(role, 'laptop')
    await overview(desk, `${query}&rows=all`, recount.hits())

    const [first, second] = [await words(desk, '.figure >> nth=0'), await words(desk, '.figure >> nth=1')]
    expect(first).toMatch(new RegExp(` ${people} ?orang`))
    expect(first).toMatch(/data (baru saja|\d+ (detik|menit) lalu)/)
    expect(second).toMatch(new RegExp(` ${recount.engaged()} ?orang`))

    expect(await words(desk, `[id="region-${region}"]`)).toMatch(new RegExp(`\\b${people}\\b`))
    expect(await words(desk, `#channels`)).toMatch(new RegExp(`WhatsApp ${people}\\b`))
    expect(await words(desk, '#bases')).toMatch(new RegExp(`Warga internet \\(netizen\\) .*${people}\\b`))

    const left = await words(desk, '#left-out')
    expect(left).toContain(`Pratinjau tautan (WhatsApp, Facebook, dan lainnya) ${recount.previews}`)
    expect(left).toContain(`Robot ${recount.robots}`)
    expect(left).toContain(`Permintaan HEAD ${recount.heads}`)
    expect(left).toContain(`Ulangan dalam satu jam ${recount.repeats()}`)

    // Only netizens through WhatsApp, and nobody through paper: the links say where people came from.
    await desk.goto(`${server.url}/desk?election=${election}&${query}&base=netizen&channel=whatsapp`)
    expect(await words(desk, '.figure >> nth=0')).toMatch(new RegExp(` ${people} ?orang`))
    await desk.goto(`${server.url}/desk?election=${election}&${query}&base=family`)
    expect(await words(desk, '.figure >> nth=0')).toContain('Belum ada yang tercatat')
    await desk.context().close()
  }

  // The operator sees the loop closed, and the people of a single volunteer held back while they are few.
  await operator.goto(`${server.url}/desk?election=${election}`)
  expect(await words(operator, '#next')).toContain('Putaran pertama berjalan')
  const few = codes.filter((code) => recount.people([code]) < 20).length
  expect(few).toBe(5)
  expect((await words(operator, '#volunteers table')).match(/ditahan/g)?.length).toBe(5)
  await fitsPhone(operator)
}, 480_000)
