import { expect } from 'vitest'
import { appWithUnits } from '../../../test/support/accounts.ts'
import { classMeeting, type SeatedPerson } from '../../../test/support/class-meeting.ts'
import { formsIn } from '../../../test/support/visitor.ts'
import { type Questionnaire, questionnaireById, questionsOf } from './questionnaires-read-model.ts'
import { resultsFor } from './results-read-model.ts'

export const scale = { textId: 'Seberapa jelas?', lowId: 'kabur', highId: 'jelas' }
export const choice = { textId: 'Hari pemungutan suara?', optionsId: 'Senin\nSelasa\nRabu', right: '3' }

/** What a page says, without its markup. */
export const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')

export const idIn = (href: string) => href.split('/').at(-1) ?? ''

/** For tests: a meeting with classes whose committee asks and whose people answer, all through the pages. */
export async function questioning() {
  const app = await appWithUnits({ now: '2019-09-03T01:00:00Z' })
  const meeting = await classMeeting(app)
  const national = () => app.as('national', 'id')
  const one = async (href: string): Promise<Questionnaire> => {
    const key = { workUnitId: meeting.key.workUnitId, meetingId: meeting.key.id, id: idIn(href) }
    const found = await questionnaireById(app.services.db, key)
    if (!found) throw new Error('no questionnaire')
    return found
  }
  const answerHref = (person: SeatedPerson, href: string) => `/m/${person.code}/q/${idIn(href)}`
  return {
    app,
    meeting,
    national,
    one,
    answerHref,
    /** Adds a questionnaire through the form; its address at the desk. */
    add: async (fields: Record<string, string> = {}): Promise<string> => {
      const made = await national().post(`${meeting.href}/questionnaires/new`, {
        titleId: 'Kuesioner Rekaan',
        classId: meeting.classes[0],
        isAnonymous: 'yes',
        isPaired: 'no',
        ...fields,
      })
      expect(made.status).toBe(303)
      return (made.headers.get('location') ?? '').split('?')[0] ?? ''
    },
    /** Adds a question; its id. */
    question: async (href: string, kind: string, fields: Record<string, string>) => {
      const made = await national().post(`${href}/questions/new`, { kind, isRequired: 'on', ...fields })
      expect(made.status).toBe(303)
      const all = await questionsOf(app.services.db, await one(href))
      return all.at(-1)?.id ?? ''
    },
    open: (href: string, moment = 'once') => national().post(`${href}/open`, { moment }),
    close: (href: string) => national().post(`${href}/close`),
    settle: (href: string) => national().post(`${href}/settle`),
    /** Answers as somebody, with what the page's own form carries along. */
    answer: async (person: SeatedPerson, href: string, fields: Record<string, string>): Promise<Response> => {
      const page = await (await app.get(answerHref(person, href))).text()
      const version = formsIn(page)[0]?.fields.get('version') ?? ''
      return app.post(answerHref(person, href), { version, ...fields })
    },
    /** What the desk sees of it now. */
    results: async (href: string) => resultsFor(app.services.db, await one(href), app.services.clock.now()),
    /** The rows of an export in JSON. */
    rowsIn: async (path: string): Promise<Record<string, unknown>[]> => {
      const file = (await (await national().get(path)).json()) as { rows: Record<string, unknown>[] }
      return file.rows
    },
    seat: (at: number, room: 0 | 1 = 0): SeatedPerson => {
      const person = meeting.seated[room][at]
      if (!person) throw new Error('nobody sits there')
      return person
    },
  }
}

export type Questioning = Awaited<ReturnType<typeof questioning>>
