import { parse } from 'csv-parse/sync'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What somebody reads on a page, its spaces made one. */
export const words = async (page: Page): Promise<string> =>
  (await page.locator('main').allInnerTexts()).join(' ').replace(/\s+/g, ' ')

/** What is filled into a form: text for a field or a list, true for a box, a radio button by its value. */
export type Filled = Record<string, string | boolean>

export async function fill(form: Locator, filled: Filled): Promise<void> {
  for (const [name, value] of Object.entries(filled)) {
    const fields = form.locator(`[name="${name}"]`)
    const first = fields.first()
    const kind = await first.evaluate((field) => `${field.tagName} ${field.getAttribute('type')}`)
    if (typeof value === 'boolean') await first.setChecked(value)
    else if (kind.endsWith('radio')) await form.locator(`[name="${name}"][value="${value}"]`).check()
    else if (kind.startsWith('SELECT')) await first.selectOption(value)
    else await first.fill(value)
  }
}

/** Presses a button that leads on; whatever comes is a page that was meant to come. */
export async function press(button: Locator, status = 200): Promise<void> {
  const page = button.page()
  const [answer] = await Promise.all([page.waitForNavigation(), button.click()])
  expect([page.url(), answer?.status()]).toEqual([page.url(), status])
}

/** Fills the form that goes to an address ending in `action` and sends it; refused with 422 it comes back. */
export async function send(page: Page, action: string, filled: Filled = {}, status = 200): Promise<void> {
  const form = page.locator(`form[method=post][action$="${action}"], form[action*="${action}?"]`).first()
  await fill(form, filled)
  await press(form.locator('button[type=submit]:not([name])').last(), status)
}

/** Opens a page at an address of the server it is on. */
export async function open(page: Page, path: string, status = 200): Promise<void> {
  const answer = await page.goto(new URL(path, page.url()).href)
  expect([path, answer?.status()]).toEqual([path, status])
}

/** A file as the one who is signed in on a page gets it. */
export async function download(page: Page, path: string): Promise<Buffer> {
  const answer = await page.context().request.get(new URL(path, page.url()).href)
  expect([path, answer.status()]).toEqual([path, 200])
  return answer.body()
}

/** The rows of a csv file by the names of its columns. */
export const rowsOf = (file: Buffer): Record<string, string>[] => parse(file, { bom: true, columns: true })

/** What was looked for, which must be there. */
export function found<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Error(`There is no ${what}.`)
  return thing
}
