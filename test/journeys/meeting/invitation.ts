import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { readPdf } from '../../support/read-pdf.ts'
import type { Held } from './before.ts'
import { download, type Filled, fill, open, rowsOf, send, words } from './pages.ts'
import type { Scene } from './scene.ts'

/** Somebody invited, as the committee's own list and mail merge tell of them. */
export interface Invited {
  name: string
  /** Official code of the office. */
  office: string
  /** Letter of the place. */
  venue: string
  side: string
  division: string
  code: string
}

/** Invites by a rule who is in office in provinces and districts; answers with how many the rule found. */
export async function inviteByRule(committee: Page, { href }: Held): Promise<number> {
  await open(committee, `${href}/people/rules`)
  await send(committee, '/rules', { effect: 'invite', 'levels-province': true, 'levels-district': true })
  const found = /Aturan menemukan ([\d.]+) orang: ([\d.]+) baru/.exec(await words(committee))
  expect(found?.[1]).toBe(found?.[2])
  await send(committee, '/apply')
  return Number(found?.[1]?.replaceAll('.', ''))
}

/** The list of the meeting as the committee downloads it. */
export async function listOf(committee: Page, { href }: Held): Promise<Invited[]> {
  return rowsOf(await download(committee, `${href}/people/file/csv`)).map((row) => ({
    name: row.Nama ?? '',
    office: row['Kode satker'] ?? '',
    venue: row.Lokasi?.slice(0, 1) ?? '',
    side: row.Sisi ?? '',
    division: row.Divisi ?? '',
    code: row.Kode ?? '',
  }))
}

/** The letters of one province as they come out of the printer: whom each is for, and the address it leads to. */
export async function lettersOf(committee: Page, { href }: Held, province: string) {
  await open(committee, `${href}/people/letters`)
  const form = committee.locator('form[action$="/people/letters"]')
  await fill(form, {
    unit: province,
    number: '{n}/PP.08-Und/KPU/2019',
    writtenIn: 'Jakarta',
    bring: 'Surat tugas',
    signerName: 'Awan Karangan',
    signerPosition: 'Ketua panitia (karangan)',
  })
  const [file] = await Promise.all([
    committee.waitForEvent('download'),
    form.locator('button[type=submit]').click(),
  ])
  const { pages } = await readPdf(await readFile(await file.path()))
  return pages.map((texts) => {
    const said = texts.map(({ text }) => text).join(' ')
    return { said, link: /\S+(\/m\/[0-9A-Z-]{14})/.exec(said)?.[1] ?? '' }
  })
}

/** Answers an invitation on a phone of one's own by the address in the letter. */
export async function answerByPhone(
  scene: Scene,
  link: string,
  answer: Filled,
  language: 'id' | 'en' = 'id',
  status = 200,
): Promise<Page> {
  const phone = await (await scene.newcomer('phone', language)).newPage()
  await phone.goto(scene.url + link)
  await send(phone, link, answer, status)
  const width = await phone.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(360)
  return phone
}

/** The address of somebody's own page. */
export const personalLink = (code: string) => `/m/${code.match(/.{4}/g)?.join('-')}`

/** Those whose name nobody else of theirs bears, so that a name is enough to know them by. */
export const singular = <One extends { name: string }>(some: readonly One[]): One[] => {
  const bearers = Map.groupBy(some, ({ name }) => name)
  return some.filter(({ name }) => bearers.get(name)?.length === 1)
}
