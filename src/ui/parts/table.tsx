// biome-ignore-all lint/a11y/noRedundantRoles: as cards on a phone the parts lose their table display, and with it their roles
import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { useIsTitle } from './section-title.ts'

export interface Column<Row> {
  key: string
  label: string
  cell: (row: Row) => Child
  sortable?: boolean
  /** Numbers stand at the end. */
  align?: 'end'
  /** Short words that belong together, such as a day with its hour, are not broken over lines. */
  isWhole?: boolean
  /** On a phone: the card's title, or left out. */
  phone?: 'title' | 'hide'
}

export interface Sort {
  key: string
  dir: 'asc' | 'desc'
  /** Address of the same page sorted otherwise. */
  href(key: string, dir: 'asc' | 'desc'): string
}

/** Keyset paging: addresses of the rows before and after; absent where there are none. */
export interface Pager {
  next?: string
  previous?: string
  /** What is shown, formatted: `1–50 dari 549`. */
  shown?: string
}

export interface DataTableProps<Row> {
  t: Translator
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  sort?: Sort
  /** A form above the table. */
  filter?: Child
  pager?: Pager
  /** Shown instead of the table when there is no row. */
  empty: Child
  rowKey?: (row: Row) => string
}

/** Rows with a head that stays in sight; on a phone each row is a card with its labels. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t, caption, rows, columns, sort, filter, pager, empty } = props
  const isTitle = useIsTitle(caption)
  return (
    <div class="table-block">
      {filter && <div class="table-filter">{filter}</div>}
      {rows.length === 0 ? (
        empty
      ) : (
        <table class="table" role="table">
          <caption class={isTitle ? 'hidden-words' : undefined}>{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <HeadCell column={column} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr role="row" id={props.rowKey?.(row)}>
                {columns.map((column) => (
                  <BodyCell column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pager && <PagerLinks t={t} pager={pager} />}
    </div>
  )
}

function HeadCell<Row>({ column, sort }: { column: Column<Row>; sort?: Sort }) {
  const sorted = sort?.key === column.key ? sort.dir : undefined
  const spoken = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined
  return (
    <th scope="col" role="columnheader" class={column.align} aria-sort={spoken}>
      {sort && column.sortable ? (
        <a href={sort.href(column.key, sorted === 'asc' ? 'desc' : 'asc')}>
          {column.label}
          <span class="sort-mark" aria-hidden="true">
            {sorted === 'asc' ? '↑' : sorted === 'desc' ? '↓' : '↑↓'}
          </span>
        </a>
      ) : (
        column.label
      )}
    </th>
  )
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const classes =
    [column.align, column.isWhole && 'whole', column.phone && `phone-${column.phone}`]
      .filter(Boolean)
      .join(' ') || undefined
  const value = column.cell(row)
  if (column.phone === 'title') {
    return (
      <th scope="row" role="rowheader" class={classes}>
        {value}
      </th>
    )
  }
  return (
    <td role="cell" class={classes}>
      <span class="cell-label" aria-hidden="true">
        {column.label}
      </span>
      <span class="cell-value">{value}</span>
    </td>
  )
}

const PagerLinks = ({ t, pager }: { t: Translator; pager: Pager }) => (
  <nav class="pager" aria-label={t('ui.table.pager')}>
    {pager.shown && <span>{pager.shown}</span>}
    {pager.previous && (
      <a class="button button-plain" rel="prev" href={pager.previous}>
        {t('ui.table.previous')}
      </a>
    )}
    {pager.next && (
      <a class="button button-plain" rel="next" href={pager.next}>
        {t('ui.table.next')}
      </a>
    )}
  </nav>
)
