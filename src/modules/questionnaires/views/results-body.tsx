import type { Child } from 'hono/jsx'
import {
  BarChart,
  type Column,
  DataTable,
  EmptyState,
  EntryList,
  Figure,
  FigureRow,
  Notice,
  Section,
} from '../../../ui/index.ts'
import type { UnitTree } from '../../directory/index.ts'
import { questionText } from '../question.ts'
import type { Comparison, QuestionResult, ResultPart } from '../results.ts'
import { choiceText, partText } from '../results-export.ts'
import type { Results } from '../results-read-model.ts'
import type { Speech } from './words.tsx'

interface Props {
  speech: Speech
  results: Results
  tree: UnitTree
  /** When these were counted, formatted. */
  asOf: string
  /** Until when what waits on phones still comes in, formatted; null when nothing does. */
  waitsUntil: string | null
  example: boolean
}

/** What was answered, question by question. */
export function ResultsBody({ speech, results, tree, asOf, waitsUntil, example }: Props) {
  const { t, format } = speech
  return (
    <>
      {results.isWaiting && (
        <Notice>
          {waitsUntil === null
            ? t('questionnaires.results.waiting')
            : t('questionnaires.results.waitingLate', { until: waitsUntil })}
        </Notice>
      )}
      <FigureRow>
        {results.respondents.map(({ moment, count, late }, at) => (
          <Figure
            tone={at === 0 ? 'ink' : 'plain'}
            label={
              moment === 'once'
                ? t('questionnaires.results.respondents')
                : t('questionnaires.results.respondentsAt', { moment: t(`questionnaires.moment.${moment}`) })
            }
            value={format.number(count)}
            unit={t('questionnaires.results.ofAsked', { asked: results.asked })}
            note={
              [
                results.asked > 0 && format.percent(count / results.asked, 0),
                late > 0 && t('questionnaires.results.late', { count: late }),
              ]
                .filter(Boolean)
                .join(' · ') || undefined
            }
            denominator={t('questionnaires.results.asked')}
            date={asOf}
            source={t('questionnaires.results.source')}
            example={example}
          />
        ))}
      </FigureRow>
      {results.comparisons.length > 0 && <Learnt speech={speech} comparisons={results.comparisons} />}
      {results.questions.length === 0 ? (
        <EmptyState title={t('questionnaires.results.none')}>
          {t('questionnaires.results.noneWhy')}
        </EmptyState>
      ) : (
        <>
          {results.questions.map((result) => (
            <OneQuestion speech={speech} tree={tree} result={result} asked={results.asked} />
          ))}
          <p class="muted small">{t('questionnaires.results.method')}</p>
        </>
      )}
    </>
  )
}

/** Right answers before and after, with the difference and its interval. */
function Learnt({
  speech: { t, format },
  comparisons,
}: {
  speech: Speech
  comparisons: readonly Comparison[]
}) {
  const held = t('questionnaires.held')
  const shareOf = (one: { right: number; n: number } | null) =>
    one === null
      ? held
      : one.n === 0
        ? '–'
        : t('questionnaires.learnt.share', {
            share: format.percent(one.right / one.n, 0),
            right: one.right,
            n: one.n,
          })
  const points = (value: number) =>
    format.number(value * 100, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const columns: Column<Comparison>[] = [
    {
      key: 'question',
      label: t('questionnaires.learnt.question'),
      phone: 'title',
      cell: ({ question }) => questionText(question, t.locale),
    },
    { key: 'before', label: t('questionnaires.learnt.before'), cell: ({ before }) => shareOf(before) },
    { key: 'after', label: t('questionnaires.learnt.after'), cell: ({ after }) => shareOf(after) },
    {
      key: 'difference',
      label: t('questionnaires.learnt.difference'),
      cell: ({ difference }) =>
        difference === null
          ? '–'
          : t('questionnaires.learnt.points', {
              value: points(difference.value),
              lower: points(difference.lower),
              upper: points(difference.upper),
            }),
    },
  ]
  const isPaired = comparisons.every((one) => one.isPaired)
  return (
    <Section
      title={t('questionnaires.learnt.title')}
      lead={t(isPaired ? 'questionnaires.learnt.paired' : 'questionnaires.learnt.unpaired')}
    >
      <DataTable
        t={t}
        caption={t('questionnaires.learnt.title')}
        rows={comparisons}
        columns={columns}
        empty={null}
      />
    </Section>
  )
}

/** Answers in words on one page; a whole meeting writes thousands, which stand in the file. */
const mostWords = 200

function OneQuestion({
  speech,
  tree,
  result,
  asked,
}: {
  speech: Speech
  tree: UnitTree
  result: QuestionResult
  asked: number
}) {
  const { t } = speech
  const { question, moment, answered } = result
  const at = moment === 'once' ? '' : ` · ${t(`questionnaires.moment.${moment}`)}`
  return (
    <Section
      title={`${questionText(question, t.locale)}${at}`}
      lead={t('questionnaires.results.answered', { answered, asked })}
    >
      {result.isHeldBack && <Notice>{t('questionnaires.results.fewAnswers')}</Notice>}
      {result.parts.map((part) => (
        <PartChart speech={speech} result={result} part={part} />
      ))}
      {result.words.length > 0 && (
        <EntryList
          entries={result.words.slice(0, mostWords).map(({ words, name, unitId }) => ({
            title: words,
            text: [name, unitId === null ? null : tree.byId(unitId)?.shortName].filter(Boolean).join(', '),
          }))}
        />
      )}
      {result.words.length > mostWords && (
        <p class="muted">
          {t('questionnaires.results.moreWords', { shown: mostWords, count: result.words.length })}
        </p>
      )}
    </Section>
  )
}

/** The choices of one part as bars, each with count, share and its interval; of a scale the mean above them. */
function PartChart({
  speech: { t, format },
  result: { question },
  part,
}: {
  speech: Speech
  result: QuestionResult
  part: ResultPart
}): Child {
  const decimals = { minimumFractionDigits: 1, maximumFractionDigits: 2 }
  const { mean } = part
  return (
    <>
      <BarChart
        t={t}
        title={partText(t, question, part.key) || t('questionnaires.results.chart')}
        unit={t('questionnaires.results.unit', { answered: part.answered })}
        scaleMax={part.answered}
        data={part.cells.map(({ choice, count, share }) => ({
          label:
            choiceText(t, question, choice) +
            (choice === question.rightKey ? ` (${t('questionnaires.isRight')})` : ''),
          value: count,
          suppressed: count === null,
          shown:
            count === null || share === null
              ? undefined
              : t('questionnaires.results.cell', {
                  count,
                  share: format.percent(share.value, 0),
                  lower: format.percent(share.lower, 0),
                  upper: format.percent(share.upper, 0),
                }),
          tone: choice === question.rightKey ? ('good' as const) : undefined,
        }))}
      />
      {mean && (
        <p>
          {mean.lower === null || mean.upper === null
            ? t('questionnaires.results.meanAlone', {
                mean: format.number(mean.value, decimals),
                answered: part.answered,
              })
            : t('questionnaires.results.mean', {
                mean: format.number(mean.value, decimals),
                lower: format.number(mean.lower, decimals),
                upper: format.number(mean.upper, decimals),
                answered: part.answered,
              })}
        </p>
      )}
    </>
  )
}
