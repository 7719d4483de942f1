import { existsSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from 'playwright-core'

/** Where Debian, and others, put Chromium. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Devices of the journeys: the operator's cheap phone, the desk's laptop. */
export const devices = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  laptop: { viewport: { width: 1280, height: 800 } },
} satisfies Record<string, BrowserContextOptions>

/** How Chromium is started so that it calls nobody but the server under test. */
export function browserOptions(): LaunchOptions {
  const executablePath = process.env.CHROMIUM ?? places.find((path) => existsSync(path))
  if (!executablePath) throw new Error('Chromium is missing: install the package `chromium`.')
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  }
}

export const openBrowser = (): Promise<Browser> => chromium.launch(browserOptions())

/** Waits for a page as long as the slowest machine may take; shorter waits find out about slowness, not about us. */
export function patient(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(120_000)
  return context
}

/** A browser of somebody: own cookies, own device, Indonesian unless said otherwise. */
export const browserOf = async (browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> =>
  patient(await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', ...options }))
