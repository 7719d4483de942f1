import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  type Column,
  DataTable,
  EmptyState,
  ExampleTag,
  LinkButton,
  Notice,
  Section,
} from '../../ui/index.ts'
import { classesOf, type MeetingHere, meetingHref, renderMeeting } from '../meetings/index.ts'
import { addQuestionnaire } from './add-questionnaire.ts'
import { respondentsOf, tallyKey } from './answers-read-model.ts'
import { askedCounts, askedOf } from './asked-read-model.ts'
import { hrefOf, mayAskHere, section } from './here.tsx'
import {
  momentsOf,
  openMomentOf,
  type Questionnaire,
  questionnairesOf,
  questionnaireTitle,
} from './questionnaires-read-model.ts'
import { seriesHref } from './series-pages.tsx'
import { QuestionnaireForm } from './views/questionnaire-fields.tsx'
import { forWhom, StateTag } from './views/words.tsx'

/** The questionnaires of a meeting, each with how many answered of how many asked. */
export async function questionnairesPage(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, rights } = here
  const [all, classes, asked, answered] = await Promise.all([
    questionnairesOf(services.db, meeting),
    classesOf(services.db, meeting),
    askedCounts(services.db, meeting),
    respondentsOf(services.db, meeting),
  ])
  // A series is one row; its page has the classes.
  const rows = [...Map.groupBy(all, ({ seriesId, id }) => seriesId ?? id).values()]
  const columns: Column<Questionnaire[]>[] = [
    {
      key: 'title',
      label: t('questionnaires.list.title'),
      phone: 'title',
      cell: ([questionnaire]) =>
        questionnaire && (
          <>
            <a
              href={
                questionnaire.seriesId === null
                  ? hrefOf({ meeting, questionnaire })
                  : seriesHref(here, questionnaire.seriesId)
              }
            >
              {questionnaireTitle(questionnaire, t.locale)}
            </a>{' '}
            {questionnaire.example && <ExampleTag t={t} />}
          </>
        ),
    },
    {
      key: 'for',
      label: t('questionnaires.list.for'),
      cell: (of) =>
        of[0] && of[0].seriesId === null
          ? forWhom(t, of[0].classId, classes)
          : t('questionnaires.series.for', { count: of.length }),
    },
    {
      key: 'names',
      label: t('questionnaires.list.names'),
      cell: ([one]) => t(`questionnaires.names.${one?.isAnonymous ? 'anonymous' : 'named'}`),
    },
    {
      key: 'state',
      label: t('questionnaires.list.state'),
      // Of a series what is open in any class, else what the first is.
      cell: (of) => {
        const shown = of.find((one) => openMomentOf(one) !== null) ?? of[0]
        return shown && <StateTag t={t} questionnaire={shown} />
      },
    },
    {
      key: 'answered',
      label: t('questionnaires.list.answered'),
      align: 'end',
      cell: (some) =>
        momentsOf(some[0] ?? { isPaired: false })
          .map((moment) => {
            const of = t('questionnaires.list.of', {
              count: some.reduce((sum, { id }) => sum + (answered.get(tallyKey(moment, id)) ?? 0), 0),
              asked: some.reduce((sum, one) => sum + askedOf(one, asked), 0),
            })
            return moment === 'once' ? of : `${t(`questionnaires.moment.${moment}`)}: ${of}`
          })
          .join(' · '),
    },
  ]
  const mayAdd = rights.mayAnywhere('meetings.change') && meeting.state !== 'closed'
  const add = mayAdd && (
    <LinkButton tone="main" href={meetingHref(meeting, `${section}/new`)}>
      {t('questionnaires.add')}
    </LinkButton>
  )
  return renderMeeting(
    c,
    here,
    { section, title: t('questionnaires.list.question'), actions: all.length > 0 && add },
    <>
      {c.req.query('done') === 'removed' && <Notice tone="good">{t('questionnaires.done.removed')}</Notice>}
      <Section
        title={t('questionnaires.nav')}
        lead={t('questionnaires.list.lead', { asOf: format.instant(services.clock.now(), meeting.timeZone) })}
      >
        <DataTable
          t={t}
          caption={t('questionnaires.nav')}
          rows={rows}
          columns={columns}
          empty={
            <EmptyState title={t('questionnaires.list.empty')} action={add}>
              {t('questionnaires.list.emptyWhy')}
            </EmptyState>
          }
        />
      </Section>
    </>,
  )
}

async function newForm(
  c: RequestContext,
  here: MeetingHere,
  typed: Typed,
  problems?: readonly FieldProblem[],
) {
  const { t, services } = c.var
  const { meeting } = here
  const classes = await classesOf(services.db, meeting)
  const all = await questionnairesOf(services.db, meeting)
  return renderMeeting(
    c,
    here,
    {
      title: t('questionnaires.add'),
      status: problems ? 422 : 200,
      back: { label: t('questionnaires.nav'), under: section },
    },
    <QuestionnaireForm
      t={t}
      typed={typed}
      problems={problems}
      action={meetingHref(meeting, `${section}/new`)}
      back={meetingHref(meeting, section)}
      submit={t('questionnaires.add')}
      classes={[null, ...classes].filter((one) => mayAskHere(here, classes, one?.id ?? null))}
      copies={all.map((questionnaire) => ({ questionnaire, of: forWhom(t, questionnaire.classId, classes) }))}
    />,
  )
}

export const newPage = (c: RequestContext, here: MeetingHere) =>
  newForm(c, here, { isAnonymous: 'yes', isPaired: 'no', classId: c.req.query('class') ?? '' })

export async function postNew(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { meeting, actor } = here
  const typed = await typedForm(c)
  return answerForm(c, await addQuestionnaire(c.var.services, actor, meeting, typed), {
    to: (id) => `${hrefOf({ meeting, questionnaire: { id } })}?done=added`,
    again: (problems) => newForm(c, here, typed, problems),
  })
}
