import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { browserOf, devices, openBrowser } from './browser.ts'
import { newFolder, type RunningServer, startServer } from './server.ts'

/** A browser without a screen names itself as such and would be a robot. */
const userAgent =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'

let server: RunningServer
let browser: Browser
/** Codes of two links of the examples. */
let codes: string[]
beforeAll(async () => {
  const prepared = await newFolder()
  const database = await openEmbedded(join(prepared, 'db'))
  const { rows } = await database.query('select code from tracked_link where example order by code limit 2')
  codes = (rows as { code: string }[]).map(({ code }) => code)
  await database.close()
  server = await startServer({}, prepared)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What has been answered so far, by outcome; those that have not happened are left out. */
async function answered(): Promise<Record<string, number>> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  const found = [...text.matchAll(/^reach_answered_total\{outcome="(\w+)"\} (\d+)$/gm)]
  return Object.fromEntries(
    found.flatMap(([, outcome, count]) => (count === '0' ? [] : [[outcome, Number(count)]])),
  )
}

/** Waits for what a page asks for in the background. */
const becomes = (expected: Record<string, number>) => expect.poll(answered).toEqual(expected)

test('a person who taps twice, goes back, reloads and lets the browser fetch ahead is counted once', async () => {
  const [code, other] = codes
  const context = await browserOf(browser, { ...devices.phone, userAgent })
  const page = await context.newPage()

  await page.goto(`${server.url}/s/${code}`)
  expect(new URL(page.url()).search).toBe(`?s=${code}`)
  await becomes({ click: 1, view: 1 })
  // The second tap: the redirect is asked for again, since no cache may keep it.
  await page.goto(`${server.url}/s/${code}`)
  await becomes({ click: 1, view: 1, repeat: 2 })

  await page.goto(server.url)
  await becomes({ click: 1, view: 2, repeat: 2 })
  await page.goBack({ waitUntil: 'networkidle' })
  expect(new URL(page.url()).search).toBe(`?s=${code}`)
  // From the back-forward cache nothing is asked for; otherwise the picture comes again.
  const back = await answered()
  expect([back.click, back.view]).toEqual([1, 2])

  const before = back.repeat ?? 0
  await page.reload({ waitUntil: 'networkidle' })
  await becomes({ click: 1, view: 2, repeat: before + 1 })

  await page.evaluate(
    `document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: '/s/${other}' }))`,
  )
  await expect.poll(async () => (await answered()).prefetch ?? 0).toBeGreaterThan(0)
  const { click, view } = await answered()
  expect([click, view]).toEqual([1, 2])
  await context.close()
})
