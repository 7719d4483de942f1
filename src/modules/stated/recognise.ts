import {
  type ExportField,
  type ExportLayout,
  exportFields,
  exportLayouts,
  metaDayTitles,
  plainName,
} from './layouts.ts'

/** Which column (from 0) holds which field. */
export type ColumnOf = Partial<Record<ExportField, number>>

/** How a file was understood: the row (from 0) of the heads, and the layout when it is a known one. */
export interface Recognised {
  layout: string | null
  channel: string | null
  headerRow: number
  columns: ColumnOf
}

/** Heads stand among the first rows; above them are titles, remarks or nothing. */
const headsWithin = 15

/**
 * Finds the heads of an export and what its columns hold. A file of no known layout comes back without a layout, with
 * the first row of several cells as its heads and the columns that any layout would name so.
 */
export function recogniseExport(rows: readonly (readonly string[])[]): Recognised {
  for (const layout of exportLayouts) {
    for (let at = 0; at < Math.min(rows.length, headsWithin); at += 1) {
      const heads = (rows[at] ?? []).map(plainName)
      if (!layout.marks.some((mark) => heads.includes(plainName(mark)))) continue
      const columns = columnsBy(heads, layout)
      if (layout.code === 'meta-days') return metaDays(rows, at, heads, columns)
      if (columns.day === undefined || !saysSomething(columns)) continue
      return { layout: layout.code, channel: layout.channel, headerRow: at, columns }
    }
  }
  const headerRow = Math.max(
    0,
    rows.slice(0, headsWithin).findIndex((cells) => cells.filter((cell) => cell !== '').length > 1),
  )
  return { layout: null, channel: null, headerRow, columns: likelyColumns(rows[headerRow] ?? []) }
}

/**
 * The sheet of a file that holds an export, and what its columns hold: the first of a known layout, else the first in
 * which a platform's names of columns stand, else the first. Reports begin with a cover, and end with notes.
 */
export function recogniseFile(
  sheets: readonly (readonly (readonly string[])[])[],
): Recognised & { sheet: readonly (readonly string[])[] } {
  const found = sheets.map((sheet) => ({ sheet, ...recogniseExport(sheet) }))
  const best =
    found.find(({ layout }) => layout !== null) ??
    found.find(({ columns }) => columns.day !== undefined && saysSomething(columns))
  return best ?? found[0] ?? { sheet: [], ...recogniseExport([]) }
}

/** Whether a file with these columns states anything. */
export const saysSomething = (columns: ColumnOf) =>
  exportFields.slice(exportFields.indexOf('impressions')).some((field) => columns[field] !== undefined)

function columnsBy(heads: readonly string[], layout: ExportLayout): ColumnOf {
  const found: ColumnOf = {}
  for (const field of exportFields) {
    const names = (layout.columns[field] ?? []).map(plainName)
    const at = names.map((name) => heads.indexOf(name)).find((column) => column >= 0)
    if (at !== undefined) found[field] = at
  }
  return found
}

/** Columns of an unknown file, by the names that any platform uses; each column once. */
function likelyColumns(heads: readonly string[]): ColumnOf {
  const found: ColumnOf = {}
  const plain = heads.map(plainName)
  const taken = new Set<number>()
  for (const layout of exportLayouts) {
    for (const [field, at] of Object.entries(columnsBy(plain, layout)) as [ExportField, number][]) {
      if (found[field] !== undefined || taken.has(at)) continue
      found[field] = at
      taken.add(at)
    }
  }
  return found
}

/** `"Jangkauan Instagram"` over `"Tanggal","Primary"`: one figure a day. */
function metaDays(
  rows: readonly (readonly string[])[],
  headerRow: number,
  heads: readonly string[],
  columns: ColumnOf,
): Recognised {
  const above = rows.slice(0, headerRow).findLast((cells) => (cells[0] ?? '') !== '')
  const title = plainName(above?.[0] ?? '')
  const app = ['instagram', 'facebook'].find((name) => title.includes(name)) ?? null
  const bare = app ? title.replace(app, '').trim() : title
  const field = metaDayTitles.find(([, titles]) => titles.some((one) => plainName(one) === bare))?.[0]
  return {
    layout: field ? 'meta-days' : null,
    channel: app,
    headerRow,
    columns: field ? { ...columns, [field]: heads.indexOf('primary') } : columns,
  }
}
