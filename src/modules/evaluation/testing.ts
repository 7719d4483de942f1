import { testApp } from '../../../test/support/app.ts'
import { classMeeting } from '../../../test/support/class-meeting.ts'
import { delegate } from '../../../test/support/delegate.ts'
import { findingsOfClass } from './findings-read-model.ts'
import { minutesOf } from './minutes-read-model.ts'

/** What a page says, without its markup. */
export const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

/** For tests: a meeting with a class at each of two venues, and a scribe at each, who has no other role there. */
export async function takingDown() {
  const app = await testApp({ preset: true, now: '2019-09-03T01:00:00Z' })
  const meeting = await classMeeting(app)
  const scribe = await delegate(app, meeting, { task: 'scribe', venue: 0 })
  const scribeElsewhere = await delegate(app, meeting, { task: 'scribe', venue: 1 })
  return {
    app,
    meeting,
    scribe,
    scribeElsewhere,
    classHref: (under: string, at: 0 | 1 = 0) => `${meeting.href}/classes/${meeting.classes[at]}/${under}`,
    minutes: () => minutesOf(app.services.db, meeting.key, meeting.classes[0]),
    findings: () => findingsOfClass(app.services.db, meeting.key, meeting.classes[0]),
    line: (fields: Record<string, string> = {}) => ({
      session: meeting.session,
      point: 'Logistik',
      said: 'Kotak suara terlambat.',
      ...fields,
    }),
    finding: (fields: Record<string, string> = {}) => ({
      kind: 'problem',
      words: 'Formulir terlambat di TPS',
      session: meeting.session,
      ...fields,
    }),
    /** What the trail says was done with something. */
    audited: async (subject: string) =>
      (
        await app.services.db
          .selectFrom('audit_entry')
          .select('action')
          .where('subject', '=', subject)
          .orderBy('id')
          .execute()
      ).map(({ action }) => action),
  }
}

export type TakingDown = Awaited<ReturnType<typeof takingDown>>
