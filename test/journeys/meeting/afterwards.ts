import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import { readPdf } from '../../support/read-pdf.ts'
import type { Held } from './before.ts'
import { download, open, press, rowsOf, send, words } from './pages.ts'

const spaced = (text: string) => text.replace(/\s+/g, ' ')

/** A PDF page by page, as it reads. */
export async function pdf(reader: Page, path: string): Promise<string[]> {
  const { pages } = await readPdf(await download(reader, path))
  return pages.map((texts) => spaced(texts.map(({ text }) => text).join(' ')))
}

/** A document of a word processor, as it reads. */
export async function docx(reader: Page, path: string): Promise<string> {
  const { value } = await mammoth.extractRawText({ buffer: await download(reader, path) })
  return spaced(value)
}

/** Sets what a certificate asks for and issues those that are due; says how many there are. */
export async function issueCertificates(committee: Page, { href }: Held): Promise<string> {
  await open(committee, `${href}/evidence/certificates`)
  await send(committee, '/certificates/rule', {
    atLeast: '1',
    signerName: 'Awan Karangan',
    signerPosition: 'Ketua panitia (karangan)',
  })
  await send(committee, '/evidence/certificates')
  return words(committee)
}

/** Closes the meeting; what comes afterwards is done all the same. */
export async function closeMeeting(committee: Page, { href }: Held): Promise<void> {
  await open(committee, `${href}/close`)
  await send(committee, '/close')
}

/** The lines of the expense sheet. */
export const expenses = async (committee: Page, { href }: Held) =>
  rowsOf(await download(committee, `${href}/evidence/file/expenses.csv`))

/** Anybody types the code of a certificate into the public page; `status` 404 where there is none. */
export async function verify(anybody: Page, code: string, status = 200): Promise<string> {
  await open(anybody, '/c')
  await anybody.fill('input[name=code]', code)
  await press(anybody.locator('main form button'), status)
  return words(anybody)
}
