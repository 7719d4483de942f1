import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Line, openLine } from '../../doors/line.ts'
import { type RunningServer, startServer } from '../server.ts'
import type { Held } from './before.ts'
import { found, open, press, send } from './pages.ts'
import type { Scene } from './scene.ts'

/** A place whose doors are served by a laptop in the hall, and the line from there to the server. */
export class RelayedHall {
  readonly #relay: RunningServer
  readonly #line: Line

  private constructor(relay: RunningServer, line: Line) {
    this.#relay = relay
    this.#line = line
  }

  /** The committee sets up a relay for a place, and somebody starts it there with what the page says. */
  static async open(
    scene: Scene,
    committee: Page,
    { href, venues }: Held,
    venue: string,
  ): Promise<RelayedHall> {
    await open(committee, `${href}/doors/relays/new`)
    await send(committee, '/relays/new', {
      venue: found(venues[venue], 'such place'),
      label: `Laptop ${venue}`,
      address: 'https://relai.contoh:3443',
    })
    const said = (await committee.locator('pre').textContent()) ?? ''
    const code = /RELAY_CODE=([\w.-]+)/.exec(said)?.[1] ?? ''
    const line = await openLine(Number(new URL(scene.url).port))
    const folder = mkdtempSync(join(tmpdir(), 'jangkau-relay-'))
    return new RelayedHall(
      await startServer({ ROLE: 'relay', UPSTREAM: line.url, RELAY_CODE: code }, folder),
      line,
    )
  }

  /** Where a link of the committee's leads in the hall, whose router knows the relay by its name. */
  here(link: string): string {
    const { host } = new URL(link)
    expect(host).toBe('relai.contoh:3443')
    return this.#relay.url + new URL(link).pathname
  }

  cutTheLine(): void {
    this.#line.set('down')
  }

  mendTheLine(): void {
    this.#line.set('up')
  }

  /** What its own page says of one of its figures. */
  async says(what: string, figure: number): Promise<void> {
    const shown = async () =>
      (await (await fetch(this.#relay.url)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    await expect.poll(shown, { interval: 200 }).toContain(`${what} ${figure} `)
  }

  async close(): Promise<void> {
    await this.#relay.end()
    await this.#line.close()
    rmSync(this.#relay.folder, { recursive: true, force: true })
  }
}

/** The committee of a place lets people record themselves at a door. */
export async function turnOnSelfCheckIn(committee: Page, { href }: Held, door: string): Promise<void> {
  await open(committee, `${href}/doors`)
  const card = committee.locator('section', { has: committee.locator('h2', { hasText: door }) })
  await press(card.locator('form[action$="/doors/self"] button'))
}

/** Somebody points the own phone at the screen of a door and types the own code. */
export async function recordOneself(
  scene: Scene,
  screen: Page,
  { code }: { code: string },
  ...says: string[]
): Promise<void> {
  await screen.reload()
  const link = (await screen.locator('#screen code').textContent()) ?? ''
  const phone = await scene.newcomer('phone')
  const page = await phone.newPage()
  await page.goto(link)
  await page.fill('input[name=code]', code)
  await press(page.locator('main form button[type=submit]'))
  await expect.poll(() => page.locator('main').textContent()).toMatch(new RegExp(says.join('[\\s\\S]*')))
  await phone.close()
}
