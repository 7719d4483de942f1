import type { Browser, BrowserContext, Page } from 'playwright-core'
import { dayIn, hourIn } from '../../../src/platform/clock.ts'
import { browserOf, devices, openBrowser } from '../browser.ts'
import { type RunningServer, startServer } from '../server.ts'
import { press, words } from './pages.ts'

/** Where the meeting is: its clocks decide which day it is there. */
export interface Place {
  /** As the meeting's form names it. */
  zone: string
  /** Today, YYYY-MM-DD. */
  today: string
}

/** A zone of Indonesia in which the day goes on for an hour at least: phones at doors are let in for one day. */
export function placeOfToday(): Place {
  const hour = Number(hourIn('Asia/Jakarta', new Date()).slice(-2))
  const zone = hour < 23 ? 'Asia/Jakarta' : 'Asia/Jayapura'
  return { zone, today: dayIn(zone, new Date()) }
}

/** One real server and one browser in which everybody of the journey has a context of their own. */
export class Scene {
  #server: RunningServer
  readonly browser: Browser
  readonly place = placeOfToday()
  #people = 0

  private constructor(server: RunningServer, browser: Browser) {
    this.#server = server
    this.browser = browser
  }

  static async open(): Promise<Scene> {
    return new Scene(await startServer(), await openBrowser())
  }

  get url(): string {
    return this.#server.url
  }

  /** A browser of somebody who has never been here, at an address of their own. */
  async newcomer(device: keyof typeof devices, language: 'id' | 'en' = 'id'): Promise<BrowserContext> {
    this.#people += 1
    const context = await browserOf(this.browser, {
      ...devices[device],
      extraHTTPHeaders: { 'x-forwarded-for': `10.20.${this.#people >> 8}.${this.#people & 255}` },
    })
    await context.addCookies([{ name: 'lang', value: language, url: this.url }])
    return context
  }

  /** Signs in with the link that the first start printed for an example account. */
  async signIn(
    role: string,
    { device = 'laptop', language = 'id' }: { device?: keyof typeof devices; language?: 'id' | 'en' } = {},
  ): Promise<Page> {
    const link = new RegExp(`^\\s+${role}\\s+(\\S+/in/\\S+)`, 'm').exec(this.#server.said())?.[1]
    if (!link) throw new Error(`The server printed no sign-in link for ${role}.`)
    const page = await (await this.newcomer(device, language)).newPage()
    await page.goto(link)
    await press(page.locator('main form button[type=submit]').first())
    return page
  }

  /** kill -9, as when somebody pulls the plug. */
  pullThePlug(): Promise<void> {
    return this.#server.kill()
  }

  /** The same installation at the same address, from what was on the disk. */
  async plugIn(): Promise<void> {
    const { url, folder } = this.#server
    this.#server = await startServer({ PORT: new URL(url).port, PUBLIC_URL: url }, folder)
  }

  /** What everybody has before their eyes, for whoever reads of a step that failed. */
  async seen(): Promise<string> {
    const pages = this.browser.contexts().flatMap((context) => context.pages())
    const texts = pages.map(async (page) => `${page.url()}\n${(await words(page)).slice(0, 1_500)}`)
    return (await Promise.all(texts)).join('\n\n')
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.#server.stop()
  }
}
