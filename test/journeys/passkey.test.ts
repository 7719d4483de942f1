import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf, devices, openBrowser } from './browser.ts'
import { emptyFolder, type RunningServer, startServer } from './server.ts'

let server: RunningServer
let browser: Browser
let phone: BrowserContext
let page: Page
let devtools: CDPSession
let authenticator: string

beforeAll(async () => {
  server = await startServer({ EXAMPLES: '0' }, emptyFolder())
  browser = await openBrowser()
  phone = await browserOf(browser, devices.phone)
  page = await phone.newPage()
  devtools = await phone.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  authenticator = authenticatorId
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const main = () => page.locator('main')

async function signOut(): Promise<void> {
  await page.locator('details.menu summary').click()
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.waitForURL('**/in?done=signed-out')
}

async function fitsPhone(): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width, page.url()).toBeLessThanOrEqual(360)
}

const passkeysHeld = async () =>
  (await devtools.send('WebAuthn.getCredentials', { authenticatorId: authenticator })).credentials.length

test('an empty installation prints the link of its first administrator, which works once', async () => {
  const link = /administrator\s+(\S+\/in\/\S+)/.exec(server.said())?.[1] ?? ''
  expect(link).toContain(server.url)
  await page.goto(link)
  await fitsPhone()
  await main().getByRole('button', { name: 'Masuk' }).click()
  await page.waitForURL('**/in/welcome')
  expect(await main().textContent()).toContain('Tautan undangan sudah terpakai')
  await fitsPhone()
  const stranger = await (await browserOf(browser, devices.laptop)).newPage()
  expect((await stranger.goto(link))?.status()).toBe(404)
})

test('a passkey registers with the name it was given', async () => {
  await page.goto(`${server.url}/desk/account`)
  await page.getByLabel('Nama perangkat').fill('Ponsel contoh')
  await page.getByRole('button', { name: 'Pasang kunci sandi' }).click()
  await page.waitForURL('**/desk/account?done=passkey-added')
  expect(await page.locator('#passkeys').textContent()).toContain('Ponsel contoh')
  expect(await passkeysHeld()).toBe(1)
  await fitsPhone()
})

test('the same device does not register twice', async () => {
  await page.getByRole('button', { name: 'Pasang kunci sandi' }).click()
  await page.getByText('Kunci sandi belum terpasang').waitFor()
  expect(await passkeysHeld()).toBe(1)
})

test('after signing out the passkey alone signs in, with a new session', async () => {
  const before = (await phone.cookies()).find(({ name }) => name.includes('session_token'))?.value
  await signOut()
  await fitsPhone()
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/desk'))
  const cookie = (await phone.cookies()).find(({ name }) => name.includes('session_token'))
  expect(cookie?.httpOnly).toBe(true)
  expect(cookie?.sameSite).toBe('Lax')
  expect(cookie?.value).not.toBe(before)
  await page.goto(`${server.url}/desk/account`)
  expect(await page.locator('#sessions').textContent()).toContain('kunci sandi')
})

test('the answers to the browser carry no session token', async () => {
  await signOut()
  const answers: unknown[] = []
  await page.route('**/api/auth/passkey/verify-authentication', async (route) => {
    const response = await route.fetch()
    answers.push(await response.json())
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/desk'))
  await page.unroute('**/api/auth/passkey/verify-authentication')
  expect(answers).toEqual([{ ok: true }])
})

test('a device that does not check who holds it is not let in', async () => {
  await signOut()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: false })
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await page.getByText('Belum berhasil masuk dengan kunci sandi').waitFor()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: true })
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/desk'))
})

test('the trail names the passkey and how it was used', async () => {
  await page.goto(`${server.url}/desk/audit`)
  const trail = (await main().textContent()) ?? ''
  expect(trail).toContain('Menambah kunci sandi')
  expect(trail).toContain('Ponsel contoh')
  expect(trail).toContain('method: passkey')
})

test('a removed passkey opens nothing any more, and the page says what else there is', async () => {
  await page.goto(`${server.url}/desk/account`)
  await page.locator('#passkeys').getByRole('button', { name: 'Hapus' }).click()
  await page.waitForURL('**/desk/account?done=passkey-removed')
  expect(await main().textContent()).toContain('Anda belum memasang cara untuk masuk lagi')
  await signOut()
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click()
  await page.getByText('Belum berhasil masuk dengan kunci sandi').waitFor()
})

test('without JavaScript the page says what passkeys need and offers the other ways', async () => {
  const plain = await (await browserOf(browser, { ...devices.phone, javaScriptEnabled: false })).newPage()
  await plain.goto(`${server.url}/in`)
  const text = await plain.locator('main').textContent()
  expect(text).toContain('Kunci sandi memerlukan JavaScript')
  expect(await plain.getByRole('button', { name: 'Masuk dengan kunci sandi' }).isVisible()).toBe(false)
  expect(await plain.getByLabel('Nama masuk').isVisible()).toBe(true)
})
