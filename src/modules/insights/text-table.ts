import type { ExportColumn, ExportTable, ExportValue } from '../../platform/export.ts'
import type { Formats } from '../../platform/i18n/formats.ts'

/** A table for a terminal: columns aligned, numbers at the end, notes beneath. */
export function textTable({ title, columns, rows, notes }: ExportTable, format: Formats): string {
  const body = rows.map((row) => columns.map((column) => cellText(row[column.key], column, format)))
  const widths = columns.map(({ label }, at) =>
    Math.max(label.length, ...body.map((cells) => cells[at]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const width = widths[at] ?? 0
        return isNumber(columns[at]) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [
    title,
    '',
    line(columns.map(({ label }) => label)),
    line(widths.map((width) => '-'.repeat(width))),
    ...body.map(line),
    '',
    ...(notes ?? []),
  ].join('\n')
}

const isNumber = (column: ExportColumn | undefined) => column?.type === 'number' || column?.type === 'share'

function cellText(value: ExportValue | undefined, { type }: ExportColumn, format: Formats): string {
  if (value === null || value === undefined || value === '') return '-'
  if (typeof value === 'number') return type === 'share' ? format.percent(value, 2) : format.number(value)
  return String(value)
}
