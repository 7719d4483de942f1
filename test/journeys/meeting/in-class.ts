import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Held } from './before.ts'
import { download, fill, open, press, rowsOf, send, words } from './pages.ts'

const question = {
  textId: 'Pada hari apa pemungutan suara 2019?',
  textEn: 'On which day was the vote of 2019?',
  optionsId: 'Rabu\nMinggu\nSabtu',
  optionsEn: 'Wednesday\nSunday\nSaturday',
  right: '1',
  isRequired: true,
}

/** The committee of a place asks its class before and after; answers with the address of the questionnaire. */
export async function askBeforeAndAfter(committee: Page, { href }: Held, classId: string): Promise<string> {
  await open(committee, `${href}/questionnaires/new?class=${classId}`)
  await send(committee, '/questionnaires/new', {
    titleId: 'Pengetahuan tentang pemilu',
    titleEn: 'Knowledge of the election',
    classId,
    isAnonymous: 'no',
    isPaired: 'yes',
  })
  const { pathname } = new URL(committee.url())
  await open(committee, `${pathname}/questions/new?kind=one`)
  await send(committee, '/questions/new', question)
  return pathname
}

/** Opens a questionnaire for a moment. */
export async function openFor(committee: Page, questionnaire: string, words: string): Promise<void> {
  await open(committee, questionnaire)
  await press(committee.getByRole('button', { name: words }))
}

export async function close(committee: Page, questionnaire: string): Promise<void> {
  await open(committee, questionnaire)
  await send(committee, '/close')
}

/** A phone of one participant. */
export interface Phone {
  page: Page
  /** The own page, whole. */
  link: string
}

/** A participant opens what is asked now, found through the own page. */
export async function findQuestions({ page, link }: Phone): Promise<void> {
  await page.goto(link)
  await press(page.locator('main a[href$="/q"]'))
  await press(page.locator('main a[href*="/q/"]').first())
  await page.locator('#phone-here').waitFor()
}

/** Answers, and is told that it was received or (`isCut`) that it waits on the phone. */
export async function answer({ page }: Phone, choice: string, { isCut = false } = {}): Promise<void> {
  if (isCut) await page.context().setOffline(true)
  await page.getByLabel(choice).check()
  await page.locator('main form[method=post] button[type=submit]:not([name])').click()
  await phoneSays(page, isCut ? 'Tersimpan di ponsel ini, belum terkirim' : 'Terkirim')
}

/** The line is back, and what waited is received without anybody doing anything. */
export async function sendWhatWaits({ page }: Phone): Promise<void> {
  await page.context().setOffline(false)
  await phoneSays(page, 'Terkirim')
}

const phoneSays = (page: Page, title: string) =>
  expect.poll(() => page.locator('#phone-title').textContent()).toBe(title)

/** What a scribe takes down in class. */
export interface TakenDown {
  point: string
  said: string
  decided: string
  finding: { words: string; proposal: string; unit: string; votesFor: string; votesAgainst: string }
}

/** Takes down a line of the minutes and a finding, on a phone. */
export async function takeDown(
  scribe: Page,
  { href }: Held,
  { classId, taken }: { classId: string; taken: TakenDown },
): Promise<void> {
  const { point, said, decided, finding } = taken
  await open(scribe, `${href}/classes/${classId}/minutes`)
  const form = scribe.locator('form[method=post][action$="/minutes"]')
  await fill(form, { point, said, decided })
  await form.locator('button[type=submit]:not([name])').click()
  await expect.poll(() => words(scribe)).toContain(said)
  await press(scribe.locator('main a[href*="/findings/new"]').first())
  const findings = scribe.locator('form[method=post][action$="/findings/new"]')
  await fill(findings, { kind: 'problem', ...finding })
  await findings.locator('button[type=submit]:not([name])').click()
  await expect.poll(() => words(scribe)).toContain(`Usul: ${finding.proposal}`)
}

/** Findings as the desk downloads them. */
export async function findingsOf(desk: Page): Promise<Record<string, string>[]> {
  return rowsOf(await download(desk, '/desk/findings/file/findings.csv'))
}
