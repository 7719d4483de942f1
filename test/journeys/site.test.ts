import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from './axe.ts'
import { browserOf, devices, openBrowser } from './browser.ts'
import { type RunningServer, startServer } from './server.ts'

let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const pages = {
  'the front page': '/',
  'the page of a province': '/jawa-tengah',
  'the page of a district': '/kota-salatiga',
  'a notice with a picture': '/p/cara-memilih-di-tps-langkah-demi-langkah',
  'a notice that is over': '/p/rabu-17-april-2019-datang-ke-tps',
  'an address where nothing stands': '/p/tidak-ada',
  'the front page in English': '/?lang=en',
}

for (const device of ['phone', 'laptop'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    describe(`on a ${device}, ${colorScheme}`, () => {
      test.each(Object.entries(pages))(
        '%s has no axe violation, fits the screen and asks for nothing else',
        async (_, path) => {
          const context = await browserOf(browser, { ...devices[device], colorScheme })
          const page = await context.newPage()
          const asked: string[] = []
          const said: string[] = []
          page.on('request', (request) => asked.push(new URL(request.url()).pathname))
          page.on('console', (message) => said.push(message.text()))
          await page.goto(server.url + path, { waitUntil: 'networkidle' })
          expect(await axeFaults(page)).toEqual([])
          const width = await page.evaluate('document.documentElement.scrollWidth')
          expect(width).toBeLessThanOrEqual(devices[device].viewport.width)
          expect(await context.cookies()).toEqual([])
          // The style, the icon, the counting picture and the notice's own picture: no script, no font, nobody else.
          const others = asked
            .slice(1)
            .filter((each) => !/^\/(assets\/(site|favicon)\.|e$|p\/image\/)/.test(each))
          expect(others).toEqual([])
          expect(said.filter((line) => !line.includes('404'))).toEqual([])
          await context.close()
        },
      )
    })
  }
}

test('everything that leads somewhere can be hit with a thumb and reached by keyboard', async () => {
  const context = await browserOf(browser, devices.phone)
  const page = await context.newPage()
  for (const path of ['/kota-salatiga', '/p/cara-memilih-di-tps-langkah-demi-langkah']) {
    await page.goto(server.url + path)
    const small = await page.evaluate(`[...document.querySelectorAll('a:not(.skip), summary')]
      .filter((link) => !link.closest('.text, .small') && link.getBoundingClientRect().height < 24)
      .map((link) => link.outerHTML)`)
    expect(small).toEqual([])
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#main')
  }
  await context.close()
})

test('from the front page somebody finds the own office and its notice, without a script', async () => {
  const context = await browserOf(browser, { ...devices.phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(server.url)
  await page.getByText('Jawa Tengah', { exact: true }).click()
  await page.getByRole('link', { name: 'Kota Salatiga' }).click()
  await page.waitForURL('**/kota-salatiga')
  await page.locator('.notices a').first().click()
  await page.waitForURL('**/p/**')
  expect(await page.getByRole('link', { name: 'Bagikan lewat WhatsApp' }).getAttribute('href')).toContain(
    'https://wa.me/?text=',
  )
  await page.getByRole('link', { name: 'English' }).click()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await context.close()
})
