import { expect } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { type ClassMeeting, classMeeting } from '../../../test/support/class-meeting.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { newId } from '../../platform/ids.ts'
import { type Meeting, meetingById } from '../meetings/index.ts'
import type { Evidence } from './evidence.ts'
import { issueCertificates } from './issue-certificates.ts'
import { setRule } from './set-rule.ts'

/** A meeting with an opening for all beside the session of its first class. */
export interface Held extends ClassMeeting {
  meeting: Meeting
  opening: string
  evidence: string
}

export async function held(app: TestApp, people = 8): Promise<Held> {
  const made = await classMeeting(app, people)
  const opening = newId()
  await app.services.db
    .insertInto('meeting_session')
    .values({
      work_unit_id: made.key.workUnitId,
      meeting_id: made.key.id,
      id: opening,
      venue_id: null,
      class_id: null,
      title_id: 'Pembukaan',
      title_en: 'Opening',
      starts_at: new Date('2019-09-02T12:00:00Z'),
      ends_at: new Date('2019-09-02T14:00:00Z'),
    })
    .execute()
  const meeting = await meetingById(app.services.db, made.key)
  if (!meeting) throw new Error('The meeting is not there.')
  return { ...made, meeting, opening, evidence: `${made.href}/evidence` }
}

/** What a phone at a door uploaded, written past the doors. */
export async function scanned(
  app: TestApp,
  { key, venues }: ClassMeeting,
  participantId: string | undefined,
  kind: 'arrival' | 'entry',
  at: string,
  {
    session = null,
    via = 'camera',
    offset = 0,
  }: { session?: string | null; via?: 'camera' | 'name'; offset?: number } = {},
) {
  await app.services.db
    .insertInto('scan')
    .values({
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id: newId(),
      device_id: newId(),
      door_id: newId(),
      venue_id: venues[0],
      kind,
      session_id: session,
      participant_id: participantId ?? null,
      text: 'x',
      via,
      number: 1,
      scanned_at: new Date(at),
      offset_ms: offset,
      received_at: new Date(at),
      shown: 'green.arrival',
    })
    .execute()
}

/** Five of the first class came to the opening, three of them also to the class, one scan an hour off. */
export async function attended(app: TestApp, made: Held) {
  const [first] = made.seated
  for (const one of first.slice(0, 5)) {
    await scanned(app, made, one.id, 'arrival', '2019-09-02T11:00:00Z')
    await scanned(app, made, one.id, 'arrival', '2019-09-02T11:05:00Z')
    await scanned(app, made, one.id, 'entry', '2019-09-02T11:30:00Z', { session: made.opening })
  }
  for (const one of first.slice(0, 3)) {
    await scanned(app, made, one.id, 'entry', '2019-09-03T02:00:00Z', {
      session: made.session,
      via: 'name',
      offset: -3_600_000,
    })
  }
}

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
