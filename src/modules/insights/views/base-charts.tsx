import { BarChart, EmptyState, HeatStrip, LineChart, Section } from '../../../ui/index.ts'
import { type Measure, pointOf, type ReachCell } from '../../reach/index.ts'
import type { BaseRow, Overview } from '../overview.ts'
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
          totalLabel={t('insights.bases.season')}
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

/** Everything together, day by day. */
export function DayByDay({ reader, view, overview }: Props) {
  const { t } = reader
  return (
    <Section id="days" title={t('insights.days.title')} lead={t('insights.days.lead')}>
      {overview.days.length === 0 ? (
        <EmptyState title={t('insights.days.none')} />
      ) : (
        <LineChart
          t={t}
          title={t('insights.days.chart')}
          unit={t('insights.unit.peopleADay')}
          series={[
            {
              label: t('insights.filter.allBases'),
              points: pointsOf(overview.byDay, overview.days, view.measure),
            },
          ]}
        />
      )}
    </Section>
  )
}

const pointsOf = (line: readonly (ReachCell | null)[], columns: readonly string[], measure: Measure) =>
  columns.map((x, at) => pointOf(x, line[at]?.[measure]))

/** How many lines can be told apart. */
const mostLines = 5
/** A base so many times larger than the next one has a chart to itself, or the others lie flat beneath it. */
const outgrown = 4

/** The bases with the most people, week by week; one that dwarfs the others on a scale of its own. */
export function WeekByWeek({ reader, view, overview }: Props) {
  const { t } = reader
  const { measure, question } = view
  const people = ({ total }: BaseRow) => total[measure].people
  const rows = sortRows(
    overview.basesByWeek.filter((row) =>
      question.base ? row.code === question.base.code : people(row) !== null,
    ),
    people,
    'desc',
    t.locale,
  ).slice(0, mostLines)
  const [first, second] = rows
  const alone = first && second && (people(first) ?? 0) > outgrown * (people(second) ?? 0)
  const groups = alone ? [rows.slice(0, 1), rows.slice(1)] : rows.length > 0 ? [rows] : []
  return (
    <>
      {groups.map((group, at) => (
        <Section
          id={`weeks-${at + 1}`}
          title={
            group.length === 1 && group[0]
              ? t('insights.weeks.one', { base: baseWords(reader, group[0]) })
              : t('insights.weeks.several', { count: group.length })
          }
          lead={at > 0 ? t('insights.weeks.ownScale') : t('insights.weeks.lead')}
        >
          <LineChart
            t={t}
            title={t('insights.weeks.chart')}
            unit={t('insights.unit.peopleAWeek')}
            series={group.map((row) => ({
              label: baseWords(reader, row),
              points: pointsOf(row.cells, overview.weeks, measure),
            }))}
          />
        </Section>
      ))}
    </>
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
