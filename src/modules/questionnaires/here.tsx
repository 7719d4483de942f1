import type { RequestContext } from '../../platform/http/route.ts'
import { refusalPage } from '../../ui/index.ts'
import {
  aboutMeeting,
  classesOf,
  type Meeting,
  type MeetingClass,
  type MeetingHere,
  meetingHref,
} from '../meetings/index.ts'
import { type Questionnaire, type QuestionnaireKey, questionnaireById } from './questionnaires-read-model.ts'

export const section = 'questionnaires'

export const missingPage = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/** What a page about one questionnaire is given. */
export interface Here extends MeetingHere {
  questionnaire: Questionnaire
  classes: MeetingClass[]
  /** Whether the actor may change what this class, or the whole meeting, is asked, and the meeting is not closed. */
  mayChange: boolean
}

export const hrefOf = (
  { meeting, questionnaire }: { meeting: Meeting; questionnaire: { id: string } },
  under = '',
) => meetingHref(meeting, `${section}/${questionnaire.id}${under === '' ? '' : `/${under}`}`)

export const keyOf = ({ workUnitId, meetingId, id }: QuestionnaireKey): QuestionnaireKey => ({
  workUnitId,
  meetingId,
  id,
})

const venueOf = (classes: readonly MeetingClass[], classId: string | null) =>
  classes.find(({ id }) => id === classId)?.venueId ?? null

/** Whether the actor may change what a class, or (null) the whole meeting, is asked. */
export const mayAskHere = (
  { rights }: MeetingHere,
  classes: readonly MeetingClass[],
  classId: string | null,
) => rights.may('meetings.change', venueOf(classes, classId))

/** A page about the questionnaire in the path (`:questionnaire`). */
export const aboutQuestionnaire = (
  permission: 'meetings.read' | 'meetings.change',
  handler: (c: RequestContext, here: Here) => Promise<Response>,
) =>
  aboutMeeting(permission, async (c, here) => {
    const { db } = c.var.services
    const { meeting } = here
    const questionnaire = await questionnaireById(db, {
      workUnitId: meeting.workUnitId,
      meetingId: meeting.id,
      id: c.req.param('questionnaire') ?? '',
    })
    if (!questionnaire) return missingPage(c)
    const classes = await classesOf(db, meeting)
    const mayAsk = mayAskHere(here, classes, questionnaire.classId)
    if (permission === 'meetings.change' && !mayAsk) {
      return refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403)
    }
    return handler(c, { ...here, questionnaire, classes, mayChange: mayAsk && meeting.state !== 'closed' })
  })
