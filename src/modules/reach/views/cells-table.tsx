import type { Child } from 'hono/jsx'
import { type Column, DataTable, EmptyState, Tag } from '../../../ui/index.ts'
import { type Dimension, hitKinds, type ReachCell } from '../figures.ts'
import { isLate } from '../late.ts'
import { peopleWords, type ReachView } from '../reach-view.ts'
import { dimensionWords, type Names, placeWords } from '../reach-words.ts'

interface Props {
  view: ReachView
  caption: string
  /** What a row is. */
  dimension: Dimension
  cells: readonly ReachCell[]
  names?: Names
  /** Where the parts of a row are shown. */
  hrefOf?: (cell: ReachCell) => string | undefined
  /** Time zones of the units it is about, by which days and weeks end. */
  zones: ReadonlySet<string>
  /** Between people and hits, such as a share. */
  columns?: readonly Column<ReachCell>[]
  /** What stands there without a row; how people begin to be counted where absent. */
  empty?: Child
}

/** Rows beyond this are in the files. */
const mostRows = 200

/** One dimension of reach as a table: people, hits where they are told, and when each row last changed. */
export function CellsTable({ view, caption, dimension, cells, names, hrefOf, zones, columns, empty }: Props) {
  const { t, format, unit } = view
  const shown = cells.slice(0, mostRows)
  const isTime = dimension === 'day' || dimension === 'week'
  const name = (cell: ReachCell) => {
    const words = placeWords(view, dimension, cell.row, names)
    const href = hrefOf?.(cell)
    return href === undefined ? words : <a href={href}>{words}</a>
  }
  const allHits: Column<ReachCell>[] = cells.some((cell) => cell.allHits !== null)
    ? [
        {
          key: 'allHits',
          label: t('reach.hits.all'),
          align: 'end',
          cell: ({ allHits: own }) =>
            own === null ? '–' : own.hits === null ? t('reach.suppressed') : format.number(own.hits),
        },
      ]
    : []
  const hits: Column<ReachCell>[] = cells.some((cell) => cell.hits !== null)
    ? hitKinds.map((kind) => ({
        key: kind,
        label: t(`reach.hits.${kind}`),
        align: 'end',
        phone: 'hide',
        cell: ({ hits: own }) =>
          own === null ? '–' : own[kind] === null ? t('reach.suppressed') : format.number(own[kind]),
      }))
    : []
  return (
    <>
      <DataTable<ReachCell>
        t={t}
        caption={caption}
        rows={shown}
        columns={[
          { key: 'row', label: dimensionWords(view, dimension), phone: 'title', cell: name },
          ...(['delivered', 'engaged'] as const).map(
            (measure): Column<ReachCell> => ({
              key: measure,
              label: t(`reach.${measure}`),
              align: 'end',
              cell: (cell) => peopleWords(view, cell[measure]),
            }),
          ),
          ...(columns ?? []),
          ...allHits,
          ...hits,
          ...(cells.some(({ asOf }) => asOf !== null)
            ? [
                {
                  key: 'asOf',
                  label: t('reach.time.asOf'),
                  cell: (cell: ReachCell) => (
                    <>
                      <span class="whole">{cell.asOf ? format.instant(cell.asOf, unit.timeZone) : '–'}</span>{' '}
                      {isTime && isLate(cell, dimension, zones) && (
                        <Tag tone="warn">{t('reach.corrections.tag')}</Tag>
                      )}
                    </>
                  ),
                },
              ]
            : []),
        ]}
        empty={empty ?? <EmptyState title={t('reach.empty')}>{t('reach.empty.why')}</EmptyState>}
      />
      {cells.length > shown.length && (
        <p class="chart-note">{t('reach.table.more', { count: cells.length - shown.length })}</p>
      )}
    </>
  )
}
