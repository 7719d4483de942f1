import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  ActionBar,
  answerForm,
  ConfirmForm,
  DefinitionList,
  EmptyState,
  Form,
  LinkButton,
  Notice,
  PostButton,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { classGroupsOf, meetingHref, renderMeeting, venueLetter, venuesOf } from '../meetings/index.ts'
import { hasAnswers, respondentsOf, tallyKey } from './answers-read-model.ts'
import { askedCounts, askedOf } from './asked-read-model.ts'
import { changeQuestionnaire } from './change-questionnaire.ts'
import { closeQuestionnaire } from './close-questionnaire.ts'
import { type Here, hrefOf, keyOf, mayAskHere, missingPage, section } from './here.tsx'
import { isSettled } from './late.ts'
import { openQuestionnaire } from './open-questionnaire.ts'
import { momentsOf, openMomentOf, questionnaireTitle, questionsOf } from './questionnaires-read-model.ts'
import { removeQuestionnaire } from './remove-questionnaire.ts'
import { seriesHref } from './series-pages.tsx'
import { settleQuestionnaire } from './settle-questionnaire.ts'
import { classesAmong, spreadQuestionnaire } from './spread-questionnaire.ts'
import { questionKinds } from './tables.ts'
import { QuestionList } from './views/question-list.tsx'
import { QuestionnaireForm } from './views/questionnaire-fields.tsx'
import { forWhom, StateTag } from './views/words.tsx'

const doneKeys = ['added', 'changed', 'saved', 'moved', 'taken', 'opened', 'closed', 'settled'] as const

/** One questionnaire: what it is, its questions, and the buttons that open and close it. */
export const questionnairePage = (c: RequestContext, here: Here) => pageOf(c, here)

async function pageOf(
  c: RequestContext,
  here: Here,
  { typed = {}, problems }: { typed?: Typed; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, questionnaire, classes, mayChange } = here
  const [questions, asked, answered, isLocked] = await Promise.all([
    questionsOf(services.db, questionnaire),
    askedCounts(services.db, meeting),
    respondentsOf(services.db, meeting),
    hasAnswers(services.db, questionnaire),
  ])
  const done = doneKeys.find((key) => key === c.req.query('done'))
  const moment = openMomentOf(questionnaire)
  const isAlone = questionnaire.seriesId === null
  const mayWrite = mayChange && !isLocked && isAlone
  const spreads = mayWrite && questions.length > 0 ? await spreadChoices(c, here) : []
  const now = services.clock.now()
  const waitsUntil = questionnaire.openings.find(
    (opening) => opening.closedAt !== null && !isSettled(opening, now),
  )?.lateUntil
  const openButtons =
    moment === null
      ? momentsOf(questionnaire)
          .filter((one) => {
            const opened = questionnaire.openings.some((opening) => opening.moment === one)
            const count = answered.get(tallyKey(one, questionnaire.id)) ?? 0
            const isOver = questionnaire.openings.some((opening) => opening.moment === 'after')
            return !(opened && questionnaire.isAnonymous && count > 0) && !(one === 'before' && isOver)
          })
          .map((one) => (
            <PostButton
              action={hrefOf(here, 'open')}
              fields={{ moment: one }}
              tone="ink"
              label={t(`questionnaires.openButton.${one}`)}
            />
          ))
      : [<PostButton action={hrefOf(here, 'close')} tone="ink" label={t('questionnaires.closeButton')} />]
  return renderMeeting(
    c,
    here,
    {
      title: questionnaireTitle(questionnaire, t.locale),
      back: { label: t('questionnaires.nav'), under: section },
      status: problems ? 422 : 200,
      actions: <LinkButton href={hrefOf(here, 'results')}>{t('questionnaires.results.title')}</LinkButton>,
    },
    <>
      {done && <Notice tone="good">{t(`questionnaires.done.${done}`)}</Notice>}
      <Section
        title={t('questionnaires.one.title')}
        actions={
          mayChange &&
          !isLocked && (
            <ActionBar>
              {isAlone && (
                <LinkButton href={hrefOf(here, 'change')}>{t('questionnaires.change.title')}</LinkButton>
              )}
              <LinkButton href={hrefOf(here, 'remove')}>{t('questionnaires.remove.title')}</LinkButton>
            </ActionBar>
          )
        }
      >
        <DefinitionList
          items={[
            [t('questionnaires.list.state'), <StateTag t={t} questionnaire={questionnaire} />],
            [t('questionnaires.list.for'), forWhom(t, questionnaire.classId, classes)],
            [
              t('questionnaires.list.names'),
              t(`questionnaires.names.${questionnaire.isAnonymous ? 'anonymous' : 'named'}`),
            ],
            ...momentsOf(questionnaire).map((one) => {
              const opening = questionnaire.openings.find((opening) => opening.moment === one)
              return [
                t(`questionnaires.moment.${one}`),
                opening
                  ? t('questionnaires.one.answered', {
                      count: answered.get(tallyKey(one, questionnaire.id)) ?? 0,
                      asked: askedOf(questionnaire, asked),
                      since: format.instant(opening.openedAt, meeting.timeZone),
                    })
                  : t('questionnaires.one.notYet'),
              ] as const
            }),
          ]}
        />
        {questionnaire.seriesId !== null && (
          <Notice>
            {t('questionnaires.series.oneOf')}{' '}
            <a href={seriesHref(here, questionnaire.seriesId)}>{t('questionnaires.series.toAll')}</a>
          </Notice>
        )}
        {waitsUntil && (
          <Notice>
            {t(
              questionnaire.isAnonymous
                ? 'questionnaires.settle.leadAnonymous'
                : 'questionnaires.settle.lead',
              {
                until: format.instant(waitsUntil, meeting.timeZone),
              },
            )}
            {mayChange && questionnaire.isAnonymous && (
              <>
                <p>{t('questionnaires.settle.hint')}</p>
                <PostButton action={hrefOf(here, 'settle')} label={t('questionnaires.settle.button')} />
              </>
            )}
          </Notice>
        )}
        {mayChange && questions.length > 0 && <ActionBar>{openButtons}</ActionBar>}
      </Section>
      <Section
        id="questions"
        title={t('questionnaires.questions.title')}
        lead={questionnaire.isPaired ? t('questionnaires.questions.pairedLead') : undefined}
      >
        {isLocked && mayChange && <Notice>{t('questionnaires.questions.locked')}</Notice>}
        {questions.length === 0 ? (
          <EmptyState title={t('questionnaires.questions.empty')}>
            {t('questionnaires.questions.emptyWhy')}
          </EmptyState>
        ) : (
          <QuestionList t={t} questions={questions} base={hrefOf(here, 'questions')} mayWrite={mayWrite} />
        )}
        {mayWrite && (
          <ActionBar>
            {questionKinds.map((kind) => (
              <LinkButton href={hrefOf(here, `questions/new?kind=${kind}`)}>
                {t(`questionnaires.addKind.${kind}`)}
              </LinkButton>
            ))}
          </ActionBar>
        )}
      </Section>
      {spreads.length > 0 && (
        <Section title={t('questionnaires.spread.title')} lead={t('questionnaires.spread.lead')}>
          <Form
            t={t}
            action={hrefOf(here, 'spread')}
            problems={problems}
            submit={t('questionnaires.spread.submit')}
          >
            <SelectField
              t={t}
              typed={typed}
              problems={problems}
              name="whom"
              label={t('questionnaires.list.for')}
              required
              options={spreads}
            />
          </Form>
        </Section>
      )}
    </>,
  )
}

/** Groups of classes that may be asked alike: all, those of a group, those of a venue; none once it was open. */
async function spreadChoices(c: RequestContext, here: Here): Promise<{ value: string; label: string }[]> {
  const { t, services } = c.var
  const { meeting, classes, questionnaire } = here
  if (questionnaire.openings.length > 0) return []
  const choices = [
    { value: 'all', label: t('questionnaires.spread.all') },
    ...(await classGroupsOf(services.db, meeting)).map(({ code, nameId, nameEn }) => ({
      value: `group:${code}`,
      label: t('questionnaires.spread.group', { name: t.locale === 'en' ? (nameEn ?? nameId) : nameId }),
    })),
    ...(await venuesOf(services.db, meeting)).map(({ id, rank, name }) => ({
      value: `venue:${id}`,
      label: t('questionnaires.spread.venue', { name: `${venueLetter(rank)} · ${name}` }),
    })),
  ]
  return choices
    .map(({ value, label }) => ({ value, label, among: classesAmong(classes, value) }))
    .filter(({ among }) => among.length > 1 && among.every(({ id }) => mayAskHere(here, classes, id)))
    .map(({ value, label, among }) => ({ value, label: `${label} (${among.length})` }))
}

export async function postSpread(c: RequestContext, here: Here): Promise<Response> {
  const typed = await typedForm(c)
  const key = keyOf(here.questionnaire)
  return answerForm(c, await spreadQuestionnaire(c.var.services, here.actor, key, typed.whom ?? ''), {
    to: (seriesId) => `${seriesHref(here, seriesId)}?done=spread`,
    again: (problems) => pageOf(c, here, { typed, problems }),
  })
}

function changeForm(c: RequestContext, here: Here, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t } = c.var
  const { classes } = here
  return renderMeeting(
    c,
    here,
    {
      title: t('questionnaires.change.title'),
      status: problems ? 422 : 200,
      back: { label: t('questionnaires.nav'), under: section },
    },
    <QuestionnaireForm
      t={t}
      typed={typed}
      problems={problems}
      action={hrefOf(here, 'change')}
      back={hrefOf(here)}
      submit={t('questionnaires.change.save')}
      classes={[null, ...classes].filter((one) => mayAskHere(here, classes, one?.id ?? null))}
      copies={[]}
    />,
  )
}

export const changePage = (c: RequestContext, here: Here) => {
  const { questionnaire } = here
  return changeForm(c, here, {
    titleId: questionnaire.titleId,
    titleEn: questionnaire.titleEn ?? '',
    classId: questionnaire.classId ?? '',
    isAnonymous: questionnaire.isAnonymous ? 'yes' : 'no',
    isPaired: questionnaire.isPaired ? 'yes' : 'no',
  })
}

export async function postChange(c: RequestContext, here: Here): Promise<Response> {
  const typed = await typedForm(c)
  const result = await changeQuestionnaire(c.var.services, here.actor, keyOf(here.questionnaire), typed)
  return answerForm(c, result, {
    to: () => `${hrefOf(here)}?done=changed`,
    again: (problems) => changeForm(c, here, typed, problems),
  })
}

export async function postOpen(c: RequestContext, here: Here): Promise<Response> {
  const typed = await typedForm(c)
  const moment = momentsOf(here.questionnaire).find((one) => one === typed.moment)
  if (!moment) return missingPage(c)
  const result = await openQuestionnaire(c.var.services, here.actor, keyOf(here.questionnaire), moment)
  return answerForm(c, result, { to: () => `${hrefOf(here)}?done=opened`, again: () => missingPage(c) })
}

export async function postClose(c: RequestContext, here: Here): Promise<Response> {
  const result = await closeQuestionnaire(c.var.services, here.actor, keyOf(here.questionnaire))
  return answerForm(c, result, { to: () => `${hrefOf(here)}?done=closed`, again: () => missingPage(c) })
}

export async function postSettle(c: RequestContext, here: Here): Promise<Response> {
  const result = await settleQuestionnaire(c.var.services, here.actor, keyOf(here.questionnaire))
  return answerForm(c, result, { to: () => `${hrefOf(here)}?done=settled`, again: () => missingPage(c) })
}

/** Asks once more before a questionnaire goes. */
export function removePage(c: RequestContext, here: Here): Promise<Response> {
  const { t } = c.var
  return renderMeeting(
    c,
    here,
    { title: t('questionnaires.remove.title'), back: { label: t('questionnaires.nav'), under: section } },
    <ConfirmForm
      t={t}
      tone="bad"
      action={hrefOf(here, 'remove')}
      title={t('questionnaires.remove.ask', { title: questionnaireTitle(here.questionnaire, t.locale) })}
      body={t('questionnaires.remove.what')}
      confirm={t('questionnaires.remove.title')}
      cancelHref={hrefOf(here)}
    />,
  )
}

export async function postRemove(c: RequestContext, here: Here): Promise<Response> {
  const result = await removeQuestionnaire(c.var.services, here.actor, keyOf(here.questionnaire))
  return answerForm(c, result, {
    to: () => `${meetingHref(here.meeting, section)}?done=removed`,
    again: () => missingPage(c),
  })
}
