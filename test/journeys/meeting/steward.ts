import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Held } from './before.ts'
import { found, open, press, send } from './pages.ts'
import type { Scene } from './scene.ts'

/** A door as the committee of a place names it. */
interface Door {
  venue: string
  name: string
  purpose: 'arrival' | 'session'
}

/** The committee of a place opens a door and makes a link that lets one phone in there. */
export async function linkTo(committee: Page, { href, venues }: Held, door: Door): Promise<string> {
  const { name, purpose } = door
  await open(committee, `${href}/doors/new`)
  await send(committee, '/doors/new', { venue: found(venues[door.venue], 'such place'), name, purpose })
  const card = committee.locator('section', { has: committee.locator('h2', { hasText: name }) })
  await press(card.locator('a[href*="phones/new"]').first())
  await send(committee, '/phones/new', { label: `Ponsel, ${name}` })
  // Where a relay serves the place, its address stands first.
  return (await committee.locator('code', { hasText: '/door/enrol/' }).first().textContent()) ?? ''
}

/** A steward with an own phone. */
export class Steward {
  readonly #phone: BrowserContext
  readonly page: Page

  private constructor(phone: BrowserContext, page: Page) {
    this.#phone = phone
    this.page = page
  }

  static async hire(scene: Scene, device: 'phone' | 'laptop' = 'phone'): Promise<Steward> {
    const phone = await scene.newcomer(device)
    return new Steward(phone, await phone.newPage())
  }

  /** Opens the link of the committee; from here on the page works by itself. */
  async stand(link: string): Promise<void> {
    await this.page.goto(link)
    await this.page.locator('main form button[type=submit]').click()
    await this.page.locator('#where').waitFor()
    await this.page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await this.hasUnsent(0)
  }

  /** What a hand scanner or a hand types, and what the phone must say then, in this order. */
  async scan(text: string, ...says: string[]): Promise<void> {
    await this.page.fill('#text', text)
    await this.page.press('#text', 'Enter')
    await this.#says(says)
  }

  /** Somebody without a badge, looked for by name. */
  async find({ name }: { name: string }, ...says: string[]): Promise<void> {
    await this.page.fill('#search', name)
    await this.page.locator('#found button', { hasText: name }).first().click()
    await this.#says(says)
  }

  async #says(words: readonly string[]): Promise<void> {
    const said = new RegExp(words.join('[\\s\\S]*'))
    await expect.poll(() => this.page.locator('#verdict').textContent()).toMatch(said)
  }

  /** Chooses what is scanned at a door of sessions, by how its line begins: `Masuk C3`. */
  async choose(what: string): Promise<void> {
    const lines = await this.page.locator('#mode option').allTextContents()
    await this.page.selectOption('#mode', {
      label: lines.find((line) => line.startsWith(`${what} `)) ?? what,
    })
  }

  /** So many scans are on the phone alone. */
  async hasUnsent(count: number): Promise<void> {
    await expect.poll(() => this.page.locator('#line').textContent()).toContain(`belum dikirim: ${count}`)
  }

  /** Hears of everything that was scanned at other doors until now. */
  async hearsOthers(): Promise<void> {
    const asked = await this.page.waitForRequest((request) => request.url().includes('/door/news'))
    await (await asked.response())?.finished()
  }

  async hasNoLine(): Promise<void> {
    await expect.poll(() => this.page.locator('#line').textContent()).toContain('Tanpa jaringan')
  }

  cutTheLine(): Promise<void> {
    return this.#phone.setOffline(true)
  }

  mendTheLine(): Promise<void> {
    return this.#phone.setOffline(false)
  }

  /** Ends the work; everything on the phone is thrown away. */
  async leave(): Promise<void> {
    await this.page.locator('#leave').click()
    await this.page.locator('#leave').click()
    await expect
      .poll(() => this.page.locator('#closed-title').textContent())
      .toBe('Ponsel ini selesai bertugas')
  }
}
