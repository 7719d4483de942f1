import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  EmptyState,
  EntryList,
  ExampleTag,
  Form,
  Notice,
  refusalPage,
  renderPage,
  Section,
} from '../../ui/index.ts'
import { attempt, originOf } from '../accounts/index.ts'
import { classesOf, meetingById, meetingName } from '../meetings/index.ts'
import { personalPath, readPersonalCode } from '../participants/index.ts'
import { answerQuestionnaire } from './answer-questionnaire.ts'
import { answersOf, tokenUse } from './answers-read-model.ts'
import { tokenOf } from './answers-store.ts'
import { type Asked, askedByCode, isAsked } from './asked-read-model.ts'
import { missingPage } from './here.tsx'
import type { PhoneConfig } from './phone-shapes.ts'
import { askedAt, type Question } from './question.ts'
import {
  openMomentOf,
  type Questionnaire,
  questionnaireById,
  questionnairesOf,
  questionnaireTitle,
  questionsOf,
} from './questionnaires-read-model.ts'
import { lackingField, typedAnswer } from './read-answer.ts'
import type { Moment } from './tables.ts'
import { AnswerField } from './views/answer-fields.tsx'
import { PhoneKeeping, PhoneState, phoneScript, requiredIn } from './views/phone-parts.tsx'
import { forWhom, StateTag } from './views/words.tsx'

/** The code of a personal link as it is kept: links carry it in groups. */
export const codeOf = (c: RequestContext) => readPersonalCode(c.req.param('code') ?? '') ?? ''
export const hrefOf = (c: RequestContext, id = '') =>
  `/m/${encodeURIComponent(c.req.param('code') ?? '')}/q${id === '' ? '' : `/${id}`}`

/** Codes that are nobody's are not tried by the thousand, and pages behind them are kept by no cache but the phone's own. */
export const behindCode =
  (handler: (c: RequestContext) => Promise<Response>) =>
  async (c: RequestContext): Promise<Response> => {
    const answer = await handler(c)
    if (answer.status === 404 && !(await attempt(c.var.services, 'wrong-link-address', originOf(c)))) {
      return refusalPage(c, { kind: 'busy', key: 'questionnaires.refusal.tries' }, 503)
    }
    answer.headers.set('cache-control', 'private, no-store')
    return answer
  }

/** What the pages' program is told. */
const phoneOf = (c: RequestContext, here?: Here): Omit<PhoneConfig, 'words'> => ({
  scope: hrefOf(c),
  worker: `${hrefOf(c)}/worker.js`,
  page: here
    ? {
        id: here.questionnaire.id,
        title: questionnaireTitle(here.questionnaire, c.var.t.locale),
        moment: here.moment,
        isAnonymous: here.questionnaire.isAnonymous,
        to: `${hrefOf(c, here.questionnaire.id)}/sending`,
        required: here.moment === null ? [] : requiredIn(here.questions, here.moment),
      }
    : null,
})

interface Here {
  asked: Asked
  questionnaire: Questionnaire
  questions: Question[]
  moment: Moment | null
}

async function found(c: RequestContext): Promise<Here | undefined> {
  const { db } = c.var.services
  const asked = await askedByCode(db, codeOf(c))
  const questionnaire =
    asked && (await questionnaireById(db, { ...asked, id: c.req.param('questionnaire') ?? '' }))
  if (!questionnaire || !isAsked(asked, questionnaire)) return undefined
  const moment = openMomentOf(questionnaire)
  const questions = moment ? askedAt(await questionsOf(db, questionnaire), moment) : []
  return { asked, questionnaire, questions, moment }
}

/** The page that says of a meeting made a draft again that it is not open. What a phone still sends is taken all the same. */
const toPersonalPage = (c: RequestContext) =>
  c.redirect(`${personalPath(codeOf(c))}?lang=${c.var.t.locale}`, 303)

/** What the participant behind the code is asked now. */
export const askedPage = behindCode(async (c) => {
  const { t, services } = c.var
  const { db } = services
  const asked = await askedByCode(db, codeOf(c))
  const key = asked && { workUnitId: asked.workUnitId, id: asked.meetingId }
  const meeting = key && (await meetingById(db, key))
  if (!asked || !meeting) return missingPage(c)
  if (meeting.state === 'draft') return toPersonalPage(c)
  const classes = await classesOf(db, meeting)
  const open = (await questionnairesOf(db, meeting)).filter(
    (one) => openMomentOf(one) !== null && isAsked(asked, one),
  )
  return renderPage(
    c,
    {
      title: t('questionnaires.nav'),
      lead: meetingName(meeting, t.locale),
      tag: meeting.example && <ExampleTag t={t} />,
      head: phoneScript(),
    },
    <>
      <PhoneState t={t} config={phoneOf(c)} />
      <Section title={t('questionnaires.asked.title')}>
        {open.length === 0 ? (
          <EmptyState title={t('questionnaires.asked.none')}>{t('questionnaires.asked.noneWhy')}</EmptyState>
        ) : (
          <EntryList
            entries={open.map((one) => ({
              title: questionnaireTitle(one, t.locale),
              href: hrefOf(c, one.id),
              text: `${forWhom(t, one.classId, classes)} · ${t(`questionnaires.names.${one.isAnonymous ? 'anonymous' : 'named'}`)}`,
              end: <StateTag t={t} questionnaire={one} />,
            }))}
          />
        )}
      </Section>
      <PhoneKeeping t={t} />
    </>,
  )
})

function formPage(
  c: RequestContext,
  here: Here,
  { typed, problems, lacking = [] }: { typed: Typed; problems?: readonly FieldProblem[]; lacking?: number[] },
) {
  const { t } = c.var
  const { questionnaire, questions, moment } = here
  const { isAnonymous, version } = questionnaire
  const done = c.req.query('done') === 'saved' && !problems
  return renderPage(
    c,
    {
      title: questionnaireTitle(questionnaire, t.locale),
      lead: moment === 'once' || moment === null ? undefined : t(`questionnaires.answer.${moment}`),
      tag: questionnaire.example && <ExampleTag t={t} />,
      status: problems ? 422 : 200,
      head: phoneScript(),
    },
    <>
      <PhoneState t={t} config={phoneOf(c, here)} />
      {done && (
        <Notice tone={lacking.length > 0 ? 'warn' : 'good'}>
          {lacking.length > 0
            ? t('questionnaires.answer.savedLacking', {
                count: lacking.length,
                numbers: lacking.join(', '),
              })
            : t('questionnaires.answer.saved')}
        </Notice>
      )}
      <Notice>{t(`questionnaires.promise.${isAnonymous ? 'anonymous' : 'named'}`)}</Notice>
      <div data-answers>
        <Section>
          <Form
            t={t}
            action={hrefOf(c, questionnaire.id)}
            problems={problems}
            hidden={{ version: `${version} ${moment}` }}
            submit={t(`questionnaires.answer.${isAnonymous ? 'send' : 'save'}`)}
          >
            {questions.map((question, at) => (
              <div id={`question-${at + 1}`}>
                <AnswerField t={t} typed={typed} problems={problems} question={question} number={at + 1} />
                {!isAnonymous && at < questions.length - 1 && (
                  <button class="button button-plain" type="submit" name="upTo" value={String(at + 2)}>
                    {t('questionnaires.answer.saveSoFar')}
                  </button>
                )}
              </div>
            ))}
          </Form>
        </Section>
      </div>
      <PhoneKeeping t={t} />
    </>,
  )
}

/** Says that nothing can be answered, or nothing more. */
const saidPage = (c: RequestContext, here: Here, said: 'closed' | 'taken') => {
  const { t } = c.var
  const { questionnaire } = here
  return renderPage(
    c,
    { title: questionnaireTitle(questionnaire, t.locale), head: phoneScript() },
    <>
      <PhoneState t={t} config={phoneOf(c, here)} />
      <Notice tone={said === 'taken' ? 'good' : 'neutral'} title={t(`questionnaires.said.${said}`)}>
        {t(`questionnaires.said.${said}Why`)}
      </Notice>
      <PhoneKeeping t={t} />
    </>,
  )
}

/** The form of one questionnaire, with what was answered before where names are kept. */
export const answerPage = behindCode(async (c) => {
  const { db, config } = c.var.services
  const here = await found(c)
  if (!here) return missingPage(c)
  const { asked, questionnaire, questions, moment } = here
  const meeting = await meetingById(db, { workUnitId: asked.workUnitId, id: asked.meetingId })
  if (meeting?.state === 'draft') return toPersonalPage(c)
  const place = { ...questionnaire, moment: moment ?? 'once' }
  const isTaken =
    questionnaire.isAnonymous &&
    (await tokenUse(db, place, tokenOf(config.secret, place, asked.participantId))) !== undefined
  if (isTaken) return saidPage(c, here, 'taken')
  if (moment === null) return saidPage(c, here, 'closed')
  if (questionnaire.isAnonymous) return formPage(c, here, { typed: {} })
  const answers = await answersOf(db, place, asked.participantId)
  const typed = questions.reduce<Typed>((all, question) => {
    const answer = answers.get(question.id)
    return answer ? Object.assign(all, typedAnswer(question, answer)) : all
  }, {})
  const lacking = questions.flatMap((question, at) =>
    lackingField(question, answers.get(question.id) ?? null) === null ? [] : [at + 1],
  )
  return formPage(c, here, { typed, lacking })
})

export const postAnswer = behindCode(async (c) => {
  const here = await found(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const { id } = here.questionnaire
  const result = await answerQuestionnaire(c.var.services, { code: codeOf(c), id, typed })
  const upTo = /^\d+$/.test(typed.upTo ?? '') ? `#question-${typed.upTo}` : ''
  return answerForm(c, result, {
    to: () => `${hrefOf(c, id)}?done=saved${upTo}`,
    again: (problems) => formPage(c, here, { typed, problems }),
  })
})
