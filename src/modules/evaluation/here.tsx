import type { RequestContext } from '../../platform/http/route.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { refusalPage } from '../../ui/index.ts'
import {
  classesOf,
  type MeetingClass,
  type MeetingHere,
  type MeetingSession,
  meetingHref,
  meetingInPath,
  rightsIn,
  sessionsOf,
} from '../meetings/index.ts'
import type { DraftConfig } from './draft-shapes.ts'
import { mayTakeDown } from './in-class.ts'

export const missingPage = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/** What a page about one class is given. */
export interface ClassHere extends MeetingHere {
  class: MeetingClass
  /** The sessions of this class, by time. */
  sessions: MeetingSession[]
  /** Whether the actor takes down what is said here. */
  mayWrite: boolean
}

export const classHref = (here: Pick<ClassHere, 'meeting' | 'class'>, under: string) =>
  meetingHref(here.meeting, `classes/${here.class.id}/${under}`)

export const keyOf = ({ meeting, class: { id } }: ClassHere) => ({
  meeting: { workUnitId: meeting.workUnitId, id: meeting.id },
  classId: id,
})

/** Words kept in both languages, in the reader's. */
export const inLanguage = (locale: string, id: string, en: string | null) =>
  locale === 'en' ? (en ?? id) : id

/**
 * A page about the class in the path (`:class`), for its scribes and who reads the meeting; `writing` for who takes
 * down what is said there. Declared `signed-in`: tasks are not in the table of roles.
 */
export const aboutClass =
  (access: 'reading' | 'writing', handler: (c: RequestContext, here: ClassHere) => Promise<Response>) =>
  async (c: RequestContext): Promise<Response> => {
    const { actor, services } = c.var
    const meeting = await meetingInPath(c)
    if (!meeting || !actor) return missingPage(c)
    const rights = await rightsIn(services.db, actor, meeting)
    const mayRead = rights.may('meetings.read')
    const found = (await classesOf(services.db, meeting)).find(({ id }) => id === c.req.param('class'))
    const mayWrite = found !== undefined && mayTakeDown(rights, found.venueId)
    if (!mayWrite && (access === 'writing' || !mayRead)) {
      // Who reads nothing of the meeting is not told which classes it has.
      return found || !mayRead
        ? refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403)
        : missingPage(c)
    }
    if (!found) return missingPage(c)
    const sessions = (await sessionsOf(services.db, meeting)).filter(({ classId }) => classId === found.id)
    return handler(c, { meeting, actor, rights, class: found, sessions, mayWrite })
  }

/** Address of the minutes of a class, at a session or (empty) at what is of none. */
export const minutesHref = (here: Pick<ClassHere, 'meeting' | 'class'>, session: string) =>
  `${classHref(here, 'minutes')}?session=${session}`

/** Which draft a form of a class is, and the page that opens without a network in its place. */
export const draftOf = (here: ClassHere, form: string): Omit<DraftConfig, 'words'> => {
  const [kind, id] = form.split(' ')
  const copy = id !== 'new' ? null : kind === 'line' ? 'minutes' : 'findings/new'
  return {
    account: here.actor.kind === 'person' ? here.actor.id : '',
    classId: here.class.id,
    form,
    after: `${classHref(here, 'minutes')}?session={session}&done=${kind}${kind === 'line' ? '#new' : ''}`,
    offline:
      copy === null
        ? null
        : {
            scope: `${classHref(here, '')}`,
            worker: classHref(here, 'worker.js'),
            copy: `${classHref(here, copy)}?keep=form`,
          },
  }
}

/** Whether a page is asked for as it may be kept on the device: its form, and nothing that was taken down. */
export const isCopy = (c: RequestContext) => c.req.query('keep') === 'form'

/** The sessions of a class to choose from, with none first. */
export const sessionChoices = (t: Translator, { sessions }: ClassHere) => [
  { value: '', label: t('evaluation.noSession') },
  ...sessions.map(({ id, titleId, titleEn }) => ({
    value: id,
    label: inLanguage(t.locale, titleId, titleEn),
  })),
]

/** Where an actor who is no reader of the meeting as a whole is led back to. */
export const minutesBack = (here: ClassHere, label: string) => ({
  label,
  under: `classes/${here.class.id}/minutes`,
})
