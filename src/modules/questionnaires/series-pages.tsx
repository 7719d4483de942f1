import { type ExportTable, exportRows, isExportFormat } from '../../platform/export.ts'
import { typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Result } from '../../platform/result.ts'
import {
  ActionBar,
  answerForm,
  type Column,
  DataTable,
  ExportLinks,
  Notice,
  PostButton,
  Section,
} from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { classesOf, type MeetingHere, meetingHref, renderMeeting } from '../meetings/index.ts'
import { hrefOf, mayAskHere, missingPage, section } from './here.tsx'
import { isSettled } from './late.ts'
import { questionText } from './question.ts'
import {
  momentsOf,
  openMomentOf,
  type Questionnaire,
  questionnaireTitle,
} from './questionnaires-read-model.ts'
import { rowsOf } from './results-digest.ts'
import { resultsTable } from './results-export.ts'
import { type SeriesResults, seriesOf, seriesResults } from './series-read-model.ts'
import { closeSeries, openSeries, settleSeries } from './turn-series.ts'
import { ResultsBody } from './views/results-body.tsx'
import { forWhom, StateTag } from './views/words.tsx'

export const seriesHref = ({ meeting }: Pick<MeetingHere, 'meeting'>, seriesId: string, under = '') =>
  meetingHref(meeting, `${section}/series/${seriesId}${under === '' ? '' : `/${under}`}`)

type Member = SeriesResults['byClass'][number]

/** The series in the path: its questionnaires in the order of their classes; undefined where there is none. */
async function found(c: RequestContext, { meeting }: MeetingHere) {
  const { db } = c.var.services
  const classes = await classesOf(db, meeting)
  const place = new Map(classes.map(({ id }, at) => [id, at]))
  const placeOf = ({ classId }: Questionnaire) => place.get(classId ?? '') ?? 0
  const [first, ...others] = (await seriesOf(db, meeting, c.req.param('series') ?? '')).toSorted(
    (a, b) => placeOf(a) - placeOf(b),
  )
  return first ? { classes, seriesId: first.seriesId ?? '', members: [first, ...others] as const } : undefined
}

/** A questionnaire of several classes: where each stands, the results over all of them, and class by class. */
export async function seriesPage(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting } = here
  const series = await found(c, here)
  if (!series) return missingPage(c)
  const { classes, seriesId, members } = series
  const [first] = members
  const now = services.clock.now()
  const { overAll, byClass, leftOut } = await seriesResults(services.db, members, now)
  const mayChange =
    meeting.state !== 'closed' && members.some(({ classId }) => mayAskHere(here, classes, classId))
  const n = Number(c.req.query('n'))
  const done = (['spread', 'opened', 'closed', 'settled'] as const).find((key) => key === c.req.query('done'))
  const answeredOf = ({ results }: Member) =>
    results.respondents
      .map(({ moment, count }) => {
        const of = t('questionnaires.list.of', { count, asked: results.asked })
        return moment === 'once' ? of : `${t(`questionnaires.moment.${moment}`)}: ${of}`
      })
      .join(' · ')
  const columns: Column<Member>[] = [
    {
      key: 'class',
      label: t('questionnaires.list.for'),
      phone: 'title',
      cell: ({ questionnaire }) => (
        <a href={hrefOf({ meeting, questionnaire })}>{forWhom(t, questionnaire.classId, classes)}</a>
      ),
    },
    {
      key: 'state',
      label: t('questionnaires.list.state'),
      cell: ({ questionnaire }) => <StateTag t={t} questionnaire={questionnaire} />,
    },
    { key: 'answered', label: t('questionnaires.list.answered'), align: 'end', cell: answeredOf },
  ]
  return renderMeeting(
    c,
    here,
    {
      title: questionnaireTitle(first, t.locale),
      lead: t('questionnaires.series.lead', {
        count: members.length,
        names: t(`questionnaires.names.${first.isAnonymous ? 'anonymous' : 'named'}`),
      }),
      back: { label: t('questionnaires.nav'), under: section },
    },
    <>
      {done && (
        <Notice tone="good">
          {t(`questionnaires.series.done.${done}`, { count: Number.isSafeInteger(n) ? n : 0 })}
        </Notice>
      )}
      <Section title={t('questionnaires.series.classes')} lead={t('questionnaires.series.classesLead')}>
        {mayChange && <ActionBar>{turnButtons(c, here, { seriesId, members })}</ActionBar>}
        <DataTable
          t={t}
          caption={t('questionnaires.series.classes')}
          rows={byClass}
          columns={columns}
          empty={null}
        />
      </Section>
      {overAll.isWaiting && <Notice>{t('questionnaires.series.waiting')}</Notice>}
      {leftOut > 0 && overAll.questions.length > 0 && (
        <Notice>{t('questionnaires.series.leftOut', { count: leftOut })}</Notice>
      )}
      <ResultsBody
        speech={{ t, format }}
        results={{ ...overAll, isWaiting: false }}
        waitsUntil={null}
        tree={await unitTree(services)}
        asOf={format.instant(now, meeting.timeZone)}
        example={first.example}
      />
      <ByClass c={c} results={{ overAll, byClass }} nameOf={({ classId }) => forWhom(t, classId, classes)} />
      <ExportLinks
        t={t}
        links={['xlsx', 'csv', 'json'].map((kind) => ({
          href: seriesHref(here, seriesId, `results.${kind}`),
          label: kind,
        }))}
      />
    </>,
  )
}

/** What can be done to some of them now. */
function turnButtons(
  c: RequestContext,
  here: MeetingHere,
  { seriesId, members }: { seriesId: string; members: readonly [Questionnaire, ...Questionnaire[]] },
) {
  const { t, services } = c.var
  const now = services.clock.now()
  const openable = momentsOf(members[0]).filter((moment) =>
    members.some((one) => openMomentOf(one) === null && !one.openings.some((was) => was.moment === moment)),
  )
  const waits = members.some(({ openings }) =>
    openings.some((opening) => opening.closedAt !== null && !isSettled(opening, now)),
  )
  return (
    <>
      {openable.map((moment) => (
        <PostButton
          action={seriesHref(here, seriesId, 'open')}
          fields={{ moment }}
          tone="ink"
          label={t(`questionnaires.series.open.${moment}`)}
        />
      ))}
      {members.some((one) => openMomentOf(one) !== null) && (
        <PostButton
          action={seriesHref(here, seriesId, 'close')}
          tone="ink"
          label={t('questionnaires.series.close')}
        />
      )}
      {members[0].isAnonymous && waits && (
        <PostButton action={seriesHref(here, seriesId, 'settle')} label={t('questionnaires.settle.button')} />
      )}
    </>
  )
}

/** Question by question, the classes one under the other; answers in words stay on the pages of their classes. */
function ByClass({
  c,
  results: { overAll, byClass },
  nameOf,
}: {
  c: RequestContext
  results: Pick<SeriesResults, 'overAll' | 'byClass'>
  nameOf(questionnaire: Questionnaire): string
}) {
  const { t, format } = c.var
  const asked = new Map(
    [...overAll.questions, ...byClass.flatMap(({ results }) => results.questions)].map((one) => [
      `${one.moment} ${one.question.id}`,
      one,
    ]),
  )
  return (
    <>
      {[...asked.values()]
        .filter(({ question }) => question.kind !== 'open')
        .map(({ question, moment }) => {
          const at = moment === 'once' ? '' : ` · ${t(`questionnaires.moment.${moment}`)}`
          const caption = t('questionnaires.series.byClass', {
            question: `${questionText(question, t.locale)}${at}`,
          })
          const rows = byClass.flatMap(({ questionnaire, results }) => {
            const result = results.questions.find(
              (one) => one.moment === moment && one.question.id === question.id,
            )
            return result ? [{ questionnaire, result }] : []
          })
          return (
            <Section title={caption}>
              <DataTable
                t={t}
                caption={caption}
                rows={rows}
                columns={[
                  {
                    key: 'class',
                    label: t('questionnaires.list.for'),
                    phone: 'title',
                    cell: ({ questionnaire }) => nameOf(questionnaire),
                  },
                  {
                    key: 'result',
                    label: t('questionnaires.results.title'),
                    cell: ({ result }) =>
                      rowsOf(t, result)
                        .map((row) => [row.part, row.result].filter(Boolean).join(': '))
                        .join('; '),
                  },
                  {
                    key: 'answered',
                    label: t('questionnaires.list.answered'),
                    align: 'end',
                    cell: ({ result }) => format.number(result.answered),
                  },
                ]}
                empty={null}
              />
            </Section>
          )
        })}
    </>
  )
}

/** `results.xlsx`, `.csv` or `.json`: over all classes first, then class by class, each row with its class. */
export async function seriesFile(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, format, services } = c.var
  const [name, kind = ''] = (c.req.param('file') ?? '').split('.')
  const series = await found(c, here)
  if (!series || name !== 'results' || !isExportFormat(kind)) return missingPage(c)
  const now = services.clock.now()
  const { overAll, byClass, leftOut } = await seriesResults(services.db, series.members, now)
  const tree = await unitTree(services)
  const title = questionnaireTitle(series.members[0], t.locale)
  const asOf = format.instant(now, here.meeting.timeZone)
  const whole = resultsTable(t, tree, { title, results: overAll, asOf })
  const of = (name: string, { rows }: ExportTable) => rows.map((row) => ({ class: name, ...row }))
  return exportRows({
    ...whole,
    columns: [{ key: 'class', label: t('questionnaires.list.for'), type: 'text' }, ...whole.columns],
    rows: [
      ...of(t('questionnaires.series.overAll'), whole),
      ...byClass.flatMap(({ questionnaire, results }) =>
        of(
          forWhom(t, questionnaire.classId, series.classes),
          resultsTable(t, tree, { title, results, asOf }),
        ),
      ),
    ],
    notes: [
      ...(whole.notes ?? []),
      ...(leftOut > 0 ? [t('questionnaires.series.leftOut', { count: leftOut })] : []),
    ],
    format: kind,
  })
}

const turned = async (
  c: RequestContext,
  here: MeetingHere,
  { done, result }: { done: string; result: Promise<Result<number>> },
) =>
  answerForm(c, await result, {
    to: (count) => `${seriesHref(here, c.req.param('series') ?? '')}?done=${done}&n=${count}`,
    again: () => missingPage(c),
  })

export async function postOpenSeries(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { meeting, actor } = here
  const typed = await typedForm(c)
  const moment = (['once', 'before', 'after'] as const).find((one) => one === typed.moment)
  if (!moment) return missingPage(c)
  const seriesId = c.req.param('series') ?? ''
  const result = openSeries(c.var.services, actor, { meeting, seriesId, moment })
  return turned(c, here, { done: 'opened', result })
}

export const postCloseSeries = (c: RequestContext, here: MeetingHere): Promise<Response> => {
  const { meeting, actor } = here
  const seriesId = c.req.param('series') ?? ''
  return turned(c, here, {
    done: 'closed',
    result: closeSeries(c.var.services, actor, { meeting, seriesId }),
  })
}

export const postSettleSeries = (c: RequestContext, here: MeetingHere): Promise<Response> => {
  const { meeting, actor } = here
  const seriesId = c.req.param('series') ?? ''
  return turned(c, here, {
    done: 'settled',
    result: settleSeries(c.var.services, actor, { meeting, seriesId }),
  })
}
