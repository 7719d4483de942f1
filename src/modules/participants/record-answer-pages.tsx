import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, Section } from '../../ui/index.ts'
import { classesOf } from '../meetings/index.ts'
import { readAnswer, typedAnswer } from './answer-form.ts'
import { answerInvitation } from './answer-invitation.ts'
import { changingOne, listPage } from './in-list.tsx'
import { shownName } from './list-words.ts'
import { aboutOne, crumbsTo, type One, onePath } from './one-participant.tsx'
import { representativeOf } from './participants-read-model.ts'
import { AnswerForm } from './views/answer-fields.tsx'

/** The answer of one participant, as the committee was told it. */
async function answerShow(c: RequestContext, here: One, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t, services } = c.var
  const { one, meeting, words, href } = here
  return listPage(
    c,
    here,
    {
      tab: 'list',
      title: t('participants.answer.record'),
      lead: t('participants.answer.recordLead', { name: shownName(words, one) }),
      crumbs: crumbsTo(here, t('participants.answer.record')),
      status: problems ? 422 : 200,
    },
    <Section>
      <AnswerForm
        {...{ t, typed, problems }}
        action={href(`${one.id}/answer`)}
        classes={await classesOf(services.db, meeting)}
        venueId={one.venueId}
        isRepresentative={one.representsId !== null}
        zone={zoneName(meeting.timeZone)}
      />
    </Section>,
  )
}

const answerPage = aboutOne(async (c, here) => {
  const { db } = c.var.services
  const representative = await representativeOf(db, here.meeting, here.one.id)
  const classes = await classesOf(db, here.meeting)
  return answerShow(c, here, typedAnswer(here.one, { representative, meeting: here.meeting, classes }))
})

const postAnswer = aboutOne(async (c, here) => {
  const typed = await typedForm(c)
  const read = readAnswer(typed, here.meeting)
  const by = { kind: 'committee', actor: here.actor } as const
  const result = read.ok
    ? await answerInvitation(c.var.services, by, here.meeting, { id: here.one.id, answer: read.value })
    : read
  return answerForm(c, result, {
    to: ({ id }) => `${here.href(id)}?done=answered`,
    again: (problems) => answerShow(c, here, typed, problems),
  })
})

export const recordAnswerRoutes: readonly Route[] = [
  page('get', `${onePath}/answer`, 'signed-in', changingOne(answerPage)),
  page('post', `${onePath}/answer`, 'signed-in', changingOne(postAnswer)),
]
