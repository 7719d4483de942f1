import { BarChart, EmptyState, HeatStrip, LineChart, Section } from '../../../ui/index.ts'
import type { Measure, ReachCell } from '../../reach/index.ts'
import type { Overview } from '../overview.ts'
import { strengths } from '../scales.ts'
import { sortRows } from '../sort-rows.ts'
import type { View } from '../view.ts'
import { baseWords, channelWords, compactNumber, peopleWords, type Reader } from '../words.ts'

interface Props {
  reader: Reader
  view: View
  overview: Overview
}

/** Bases over weeks; the last column is the season, in which a person of several weeks counts once. */
export function BasesByWeek({ reader, view, overview }: Props) {
  const { t, format } = reader
  const { measure, question } = view
  const rows = overview.basesByWeek.filter(({ code }) => !question.base || code === question.base.code)
  return (
    <Section id="bases" title={t('insights.bases.title')} lead={t('insights.bases.lead')}>
      {overview.weeks.length === 0 ? (
        <EmptyState title={t('insights.bases.none')}>{t('insights.bases.noneText')}</EmptyState>
      ) : (
        <HeatStrip
          t={t}
          title={t('insights.bases.chart')}
          unit={t('insights.unit.peopleAWeek')}
          scaleMax={1}
          columnLabels={overview.weeks.map((week) => format.day(week, 'short').replace(/ \d{4}$/, ''))}
          rows={rows.map((row) => {
            const figures = row.cells.map((cell) => cell?.[measure] ?? null)
            const strong = strengths(figures.map((figure) => figure?.people ?? null))
            return {
              label: baseWords(reader, row),
              total: peopleWords(reader, row.total[measure]),
              emphasised: row.code === question.base?.code,
              cells: figures.map((figure, at) => ({
                label: format.day(overview.weeks[at] ?? '', 'short').replace(/ \d{4}$/, ''),
                value: strong[at] ?? null,
                shown: figure?.people ? compactNumber(reader, figure.people) : '–',
                suppressed: figure?.suppressed ?? false,
              })),
            }
          })}
        />
      )}
    </Section>
  )
}

/** How many lines can be told apart. */
const lines = 5

type Line = readonly (ReachCell | null)[]

/** Without a hit there was nobody; what is held back is not known and breaks the line. */
const pointsOf = (line: Line, columns: readonly string[], measure: Measure) =>
  columns.map((x, at) => {
    const figure = line[at]?.[measure]
    return { x, y: figure?.suppressed ? null : (figure?.people ?? 0) }
  })

/** The bases with the most people week by week, and everything together day by day. */
export function OverTime({ reader, view, overview }: Props) {
  const { t } = reader
  const { measure, question } = view
  const rows = sortRows(
    overview.basesByWeek.filter(({ code, total }) =>
      question.base ? code === question.base.code : total[measure].people !== null,
    ),
    ({ total }) => total[measure].people,
    'desc',
    t.locale,
  ).slice(0, lines)
  return (
    <Section id="time" title={t('insights.time.title')} lead={t('insights.time.lead')}>
      {overview.weeks.length === 0 ? (
        <EmptyState title={t('insights.time.none')} />
      ) : (
        <>
          {overview.byDay.length > 0 && (
            <LineChart
              t={t}
              title={t('insights.time.days')}
              unit={t('insights.unit.peopleADay')}
              series={[
                {
                  label: t('insights.filter.allBases'),
                  points: pointsOf(overview.byDay, overview.days, measure),
                },
              ]}
            />
          )}
          {rows.length > 0 && (
            <LineChart
              t={t}
              title={t('insights.time.weeks', { count: rows.length })}
              unit={t('insights.unit.peopleAWeek')}
              series={rows.map((row) => ({
                label: baseWords(reader, row),
                points: pointsOf(row.cells, overview.weeks, measure),
              }))}
            />
          )}
        </>
      )}
    </Section>
  )
}

/** Where links were put, by different people; one person may come by several. */
export function Channels({ reader, view, overview }: Props) {
  const { t } = reader
  return (
    <Section id="channels" title={t('insights.channels.title')} lead={t('insights.channels.lead')}>
      {overview.channels.length === 0 ? (
        <EmptyState title={t('insights.channels.none')} />
      ) : (
        <BarChart
          t={t}
          title={t('insights.channels.chart')}
          unit={t('insights.unit.people')}
          data={sortRows(overview.channels, ({ cell }) => cell[view.measure].people, 'desc', t.locale).map(
            (row) => ({
              label: channelWords(reader, row),
              value: row.cell[view.measure].people,
              shown: peopleWords(reader, row.cell[view.measure]),
              suppressed: row.cell[view.measure].suppressed,
            }),
          )}
        />
      )}
    </Section>
  )
}
