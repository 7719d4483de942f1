import type { ImportChoices } from './choices.ts'
import { type ExportedKind, exportedKinds } from './kinds.ts'
import {
  type DayOrder,
  type ExportField,
  type ExportLayout,
  layoutOf,
  partsOfInteractions,
} from './layouts.ts'
import { readCount } from './read-count.ts'
import { orderIn, readDay } from './read-day.ts'
import type { ColumnOf } from './recognise.ts'
import { shortened } from './shortened.ts'

/** One row of an export as it was read: what it is about and the figures it states. */
export interface ExportRow {
  /** In the file, from 1. */
  row: number
  subject: string
  link: string | null
  title: string | null
  account: string
  from: string
  until: string
  values: Partial<Record<ExportedKind, number>>
}

/** Why a row is left out; each has its sentence at `stated.row.KIND`. */
export type RowProblemKind = 'day' | 'future' | 'count' | 'nothing' | 'cutId' | 'twice'

export interface RowProblem {
  row: number
  /** Column (from 0); null: the row as a whole. */
  column: number | null
  kind: RowProblemKind
  value: string
}

/** How many rows and figures a file holds, and what becomes of them. */
export interface ImportCounts {
  rows: number
  figures: number
  /** Figures that say anew what stands already, with the same value. */
  unchanged: number
  problems: number
}

export interface ReadExport {
  rows: ExportRow[]
  problems: RowProblem[]
}

/** A row of the platform's own sums is no post. */
const isSum = (text: string) => /^(total|jumlah)$/i.test(text)

/** A number with more digits than a spreadsheet keeps: several posts may look like one. */
const isCut = (id: string) => /^\d+([.,]\d+)?E\+\d+$/i.test(id)

/** What is known of the whole file while its rows are read. */
interface Reading {
  columns: ColumnOf
  layout: ExportLayout | undefined
  order: DayOrder
  /** Rows are about posts, not about days of a whole account. */
  isOfPosts: boolean
  account: string
  statedOn: string
}

/**
 * Reads the rows under the heads by the chosen columns. A row about a post holds from its day to `statedOn`, a row of
 * a day for that day. Rows without a day and without an id are remarks and passed over; everything else that cannot
 * be read is a problem with its row and column, and nothing of that row is taken.
 */
export function readExport(
  sheet: readonly (readonly string[])[],
  choices: ImportChoices,
  statedOn: string,
): ReadExport {
  const { columns, headerRow, account } = choices
  const layout = choices.layout === null ? undefined : layoutOf(choices.layout)
  const body = sheet.slice(headerRow + 1)
  const days = body.map((cells) => cellAt(cells, columns, 'day'))
  const reading: Reading = {
    columns,
    layout,
    order: orderIn(days, layout?.dayOrder ?? 'dmy'),
    isOfPosts: columns.id !== undefined || columns.link !== undefined,
    account,
    statedOn,
  }
  const read: ReadExport = { rows: [], problems: [] }
  const seen = new Set<string>()
  for (const [index, cells] of body.entries()) {
    const made = readRow(cells, reading)
    if (made === null) continue
    const row = headerRow + 2 + index
    if ('problem' in made) {
      read.problems.push({ row, ...made.problem })
      continue
    }
    const key = JSON.stringify([made.account, made.subject, reading.isOfPosts ? '' : made.from])
    if (seen.has(key)) {
      const field = reading.isOfPosts ? (columns.id === undefined ? 'link' : 'id') : 'day'
      const { problem } = problemAt(reading, field, 'twice', made.subject || made.from)
      read.problems.push({ row, ...problem })
      continue
    }
    seen.add(key)
    read.rows.push({ row, ...made })
  }
  return read
}

function cellAt(cells: readonly string[], columns: ColumnOf, field: ExportField): string {
  const column = columns[field]
  return column === undefined ? '' : (cells[column] ?? '').trim()
}

interface FoundProblem {
  problem: Omit<RowProblem, 'row'>
}

const problemAt = (
  { columns }: Pick<Reading, 'columns'>,
  field: ExportField | null,
  kind: RowProblemKind,
  value = '',
): FoundProblem => ({ problem: { column: field ? (columns[field] ?? null) : null, kind, value } })

/** One row: what it states, or why it cannot be read; null where it states nothing of its own. */
function readRow(cells: readonly string[], reading: Reading): Omit<ExportRow, 'row'> | FoundProblem | null {
  const { columns, layout, order, isOfPosts, statedOn } = reading
  const at = (field: ExportField) => cellAt(cells, columns, field)
  const [id, dayText] = [at('id'), at('day')]
  if ((id === '' && dayText === '') || isSum(id) || isSum(dayText)) return null
  const day = readDay(dayText, order, statedOn)
  if (day === null) return problemAt(reading, 'day', 'day', dayText)
  if (day > statedOn) return problemAt(reading, 'day', 'future', dayText)
  const link = webAddress(at('link')) ?? (id && layout?.linkOf ? layout.linkOf(id) : null)
  if (isCut(id) && link === null) return problemAt(reading, 'id', 'cutId', id)
  const subject = (isCut(id) ? '' : id) || (link ?? '')
  if (isOfPosts && subject === '') return problemAt(reading, null, 'nothing')
  const values = valuesOf(at)
  if ('field' in values) return problemAt(reading, values.field, 'count', at(values.field))
  if (Object.keys(values).length === 0) return problemAt(reading, null, 'nothing')
  return {
    subject: isOfPosts ? shortened(subject, 300) : '',
    link,
    title: shortened(at('title').replace(/\s+/g, ' '), 200) || null,
    account: shortened(at('account') || reading.account, 120),
    from: day,
    until: isOfPosts ? statedOn : day,
    values,
  }
}

/** The figures of a row, or the field whose cell is no count. */
function valuesOf(at: (field: ExportField) => string): ExportRow['values'] | { field: ExportField } {
  const values: ExportRow['values'] = {}
  for (const kind of exportedKinds) {
    const count = readCount(at(kind))
    if (count === null) return { field: kind }
    if (count !== undefined) values[kind] = count
  }
  if (values.interactions !== undefined) return values
  for (const part of partsOfInteractions) {
    const count = readCount(at(part))
    if (count === null) return { field: part }
    if (count !== undefined) values.interactions = (values.interactions ?? 0) + count
  }
  return values
}

/** An address that a page may link to, or null. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || text.length > 1000) return null
  return URL.canParse(text) ? text : null
}
