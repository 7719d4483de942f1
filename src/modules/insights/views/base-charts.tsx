import { BarChart, EmptyState, HeatStrip, LineChart, Section } from '../../../ui/index.ts'
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

/** The bases with the most people, day by day. */
export function BasesByDay({ reader, view, overview }: Props) {
  const { t } = reader
  const { measure, question } = view
  const rows = sortRows(
    overview.basesByDay.filter(({ code, total }) =>
      question.base ? code === question.base.code : total[measure].people !== null,
    ),
    ({ total }) => total[measure].people,
    'desc',
    t.locale,
  ).slice(0, lines)
  return (
    <Section
      id="days"
      title={t('insights.days.title')}
      lead={t('insights.days.lead', { count: rows.length })}
    >
      {overview.days.length === 0 || rows.length === 0 ? (
        <EmptyState title={t('insights.days.none')} />
      ) : (
        <LineChart
          t={t}
          title={t('insights.days.chart')}
          unit={t('insights.unit.peopleADay')}
          series={rows.map((row) => ({
            label: baseWords(reader, row),
            points: row.cells.map((cell, at) => ({
              x: overview.days[at] ?? '',
              // A day without a hit has nobody; a day held back is not known.
              y: cell === null ? 0 : cell[measure].suppressed ? null : (cell[measure].people ?? 0),
            })),
          }))}
        />
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
