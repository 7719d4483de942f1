import { expect } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { attended, held } from '../../../test/support/held-meeting.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import type { Evidence } from './evidence.ts'
import { issueCertificates } from './issue-certificates.ts'
import { setRule } from './set-rule.ts'

/** What the form of the rule sends. */
export const rule = (atLeast: number) => ({
  atLeast: String(atLeast),
  issuedIn: 'Jakarta',
  issuedOn: '2019-09-04',
  signerName: 'Ketua Rekaan',
  signerPosition: 'Ketua',
})

/** The value of a command that must not be refused. */
export const done = async <T>(result: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>) => {
  const answer = await result
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value
}

/** The same with certificates for who was at so many sessions. */
export const issuedIn = async (app: TestApp, atLeast: number, people?: number) => {
  const made = await held(app, people)
  await attended(app, made)
  await done(setRule(app.services, app.actor('committee', 'id'), made.key, rule(atLeast)))
  await done(issueCertificates(app.services, app.actor('committee', 'id'), made.key))
  return made
}

/** The text of a page without its marks. */
export const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

/** The text of each page of a PDF that was answered. */
export const textOf = async (response: Response) => {
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()))
  return pages.map((page) => page.map(({ text }) => text).join(' '))
}

/** The evidence of one of them. */
export const evidenceFor = (all: readonly Evidence[], id: string | undefined) => {
  const found = all.find(({ participantId }) => participantId === id)
  if (!found) throw new Error('Nobody of this id.')
  return found
}
