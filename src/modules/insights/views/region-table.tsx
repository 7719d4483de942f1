import { exportFormats } from '../../../platform/export.ts'
import { type Column, DataTable, EmptyState, ExportLinks, LinkButton, Section } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { shareOf } from '../denominators.ts'
import { hitsOf, type Overview, type RegionRow } from '../overview.ts'
import { sortRows } from '../sort-rows.ts'
import { type View, viewHref } from '../view.ts'
import { hitsWords, peopleWords, type Reader, shareWords } from '../words.ts'

interface Props {
  reader: Reader
  view: View
  overview: Overview
}

type Sortable = Column<RegionRow> & { value: (row: RegionRow) => number | string | null }

function columnsOf(reader: Reader, view: View): Sortable[] {
  const { t, format } = reader
  const people = ({ cell }: RegionRow) => cell[view.measure]
  const share = (row: RegionRow) => shareOf(people(row).people, row.voters)
  const number = { align: 'end', sortable: true } as const
  return [
    {
      key: 'region',
      label: t('insights.table.region'),
      sortable: true,
      phone: 'title',
      value: ({ unit }) => unit.shortName,
      cell: ({ unit }) => <a href={viewHref(view, { unit: unitParam(unit) })}>{unit.shortName}</a>,
    },
    {
      ...number,
      key: 'people',
      label: t(view.measure === 'delivered' ? 'insights.people.delivered' : 'insights.people.engaged'),
      value: (row) => people(row).people,
      cell: (row) => peopleWords(reader, people(row)),
    },
    {
      ...number,
      key: 'share',
      label: t('insights.table.share'),
      value: share,
      cell: (row) => shareWords(reader, share(row)),
    },
    {
      ...number,
      key: 'coverage',
      label: t('insights.coverage.label'),
      value: ({ coverage }) => (coverage.units === 0 ? null : coverage.withProgramme / coverage.units),
      cell: ({ coverage }) =>
        t('insights.table.of', {
          part: format.number(coverage.withProgramme),
          all: format.number(coverage.units),
        }),
    },
    {
      ...number,
      key: 'volunteers',
      label: t('insights.volunteers.label'),
      value: ({ coverage }) => coverage.volunteers,
      cell: ({ coverage }) =>
        t('insights.table.of', {
          part: format.number(coverage.volunteers),
          all: format.number(coverage.quota),
        }),
    },
    {
      ...number,
      key: 'hits',
      label: t('insights.table.hits'),
      phone: 'hide',
      value: ({ cell }) => hitsOf(cell),
      cell: ({ cell }) => hitsWords(reader, cell),
    },
    {
      ...number,
      key: 'last',
      isWhole: true,
      label: t('insights.table.last'),
      value: ({ lastHitOn }) => lastHitOn,
      cell: ({ lastHitOn }) => (lastHitOn === null ? t('insights.never') : format.day(lastHitOn, 'short')),
    },
  ]
}

/** How many rows stand in sight until all are asked for. */
const inSight = 12

/** Every region with its figures; the same as files. */
export function RegionTable({ reader, view, overview }: Props) {
  const { t } = reader
  const columns = columnsOf(reader, view)
  const by = columns.find(({ key }) => key === view.sort) ?? columns[1]
  const rows = by ? sortRows(overview.regions, by.value, view.dir, t.locale) : overview.regions
  return (
    <Section id="regions" title={t('insights.table.title')} lead={t('insights.table.lead')}>
      <DataTable
        t={t}
        caption={t('insights.table.caption', { unit: overview.question.unit.name })}
        rows={view.all ? rows : rows.slice(0, inSight)}
        columns={columns}
        sort={{
          key: by?.key ?? 'people',
          dir: view.dir,
          href: (sort, dir) => `${viewHref(view, { sort, dir })}#regions`,
        }}
        empty={<EmptyState title={t('insights.table.none')} />}
        rowKey={({ unit }) => `region-${unitParam(unit)}`}
      />
      {!view.all && rows.length > inSight && (
        <p>
          <LinkButton href={`${viewHref(view, { rows: 'all' })}#regions`}>
            {t('insights.table.all', { count: rows.length })}
          </LinkButton>
        </p>
      )}
      <ReportLinks reader={reader} view={view} />
    </Section>
  )
}

/** The figures of a view as files, by region and by unit. */
export const ReportLinks = ({ reader: { t }, view }: Pick<Props, 'reader' | 'view'>) => (
  <ExportLinks
    t={t}
    links={(['reach', 'coverage'] as const).flatMap((report) =>
      exportFormats.map((format) => ({
        href: viewHref(
          view,
          { sort: '', dir: '', rows: '', measure: '' },
          `/desk/reports/${report}.${format}`,
        ),
        label: t(`insights.export.${report}`, { format: format.toUpperCase() }),
      })),
    )}
  />
)
