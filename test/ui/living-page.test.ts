import { serve } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults } from '../journeys/axe.ts'
import { browserOf, devices, openBrowser } from '../journeys/browser.ts'
import { uiApp } from '../support/ui.ts'
import { changedShare, movedParts } from './layout.ts'
import { sidewaysScroll, smallTargets, walkWithTab } from './usable.ts'

let app: Awaited<ReturnType<typeof uiApp>>
let server: ReturnType<typeof serve>
let browser: Browser
let url = ''

beforeAll(async () => {
  app = await uiApp()
  browser = await openBrowser()
  await new Promise<void>((ready) => {
    server = serve({ fetch: app.http.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      url = `http://127.0.0.1:${port}`
      ready()
    })
  })
})
afterAll(async () => {
  await browser?.close()
  await new Promise((done) => server?.close(done))
  await app?.close()
})

type Device = keyof typeof devices

/** The living page on a device, with the status of an answer it will ask for; complains at the end about whatever the browser complained about. */
async function withPage(
  options: {
    device: Device
    scheme?: 'light' | 'dark'
    language?: string
    script?: boolean
    status?: number
  },
  look: (page: Page) => Promise<void>,
) {
  const { device, scheme = 'light', language = 'id', script = true, status = 200 } = options
  const context = await browserOf(browser, {
    ...devices[device],
    deviceScaleFactor: 1,
    colorScheme: scheme,
    javaScriptEnabled: script,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${url}/ui?lang=${language}`)
  if (script) await page.evaluate(() => document.fonts.ready)
  await look(page)
  await context.close()
  // The browser writes an answer of 422 into its console; nothing else may stand there.
  expect(complaints.filter((text) => !text.includes(`status of ${status}`))).toEqual([])
}

for (const device of ['phone', 'laptop'] as const) {
  describe(`the living page on a ${device}`, () => {
    for (const scheme of ['light', 'dark'] as const) {
      for (const language of ['id', 'en']) {
        test(`keeps the rules: ${scheme}, ${language}`, async () => {
          await withPage({ device, scheme, language }, async (page) => {
            expect(await axeFaults(page)).toEqual([])
            expect(await sidewaysScroll(page)).toBe(0)
            expect(await smallTargets(page)).toEqual([])
          })
        })
      }

      test(`looks as it was committed: ${scheme}`, async () => {
        await withPage({ device, scheme }, async (page) => {
          expect(await movedParts(page, device)).toEqual([])
          expect(await changedShare(page, `${device}-${scheme}`)).toBeLessThan(0.01)
        })
      })
    }

    test('keeps the rules with a refused form and everything unfolded', async () => {
      await withPage({ device, status: 422 }, async (page) => {
        await page.locator('#forms button[type=submit]').click()
        await page.locator('#problems').waitFor()
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems')
        await page.locator('#problems a').first().click()
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-name')
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
        })
        expect(await axeFaults(page)).toEqual([])
        expect(await sidewaysScroll(page)).toBe(0)
        expect(await smallTargets(page)).toEqual([])
      })
    })

    test('is walked through with Tab, each stop in sight', async () => {
      await withPage({ device }, async (page) => {
        const { stops, unseen } = await walkWithTab(page)
        expect(unseen).toEqual([])
        expect(stops).toBeGreaterThan(60)
        expect(stops).toBeLessThan(500)
      })
    })

    test('opens its menus without a script', async () => {
      await withPage({ device, script: false }, async (page) => {
        const menu = page.locator('#frame .menu')
        const within = menu.locator(device === 'phone' ? 'nav a' : '.languages a').first()
        expect(await within.isVisible()).toBe(false)
        await menu.locator('summary').click()
        expect(await within.isVisible()).toBe(true)
      })
    })
  })
}

test('menus close with Escape, which gives the focus back', async () => {
  await withPage({ device: 'laptop' }, async (page) => {
    const units = page.locator('#frame .units')
    await units.locator('summary').click()
    await page.keyboard.press('Escape')
    expect(await units.locator('a').first().isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY')
  })
})

test('on paper the page is black on white, without bars and buttons', async () => {
  await withPage({ device: 'laptop', scheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    )
    for (const part of ['.bar-top', '.actions', '.exports', '.filter']) {
      expect(await page.locator(part).first().isVisible()).toBe(false)
    }
  })
})
