import writeXlsxFile, { type Row } from 'write-excel-file/node'

export const exportFormats = ['xlsx', 'csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

/**
 * text stays text, whatever it looks like; share: a part of one, 0.25 is 25 %; day: YYYY-MM-DD.
 */
export type ExportType = 'text' | 'number' | 'share' | 'day'
export type ExportValue = string | number | boolean | null

export interface ExportColumn {
  key: string
  label: string
  type: ExportType
}

export const textColumn = (key: string, label: string): ExportColumn => ({ key, label, type: 'text' })

export interface ExportTable {
  /** Says what the rows are; also the name of the file. */
  title: string
  /** Name of the worksheet. */
  sheet: string
  columns: readonly ExportColumn[]
  rows: readonly Readonly<Record<string, ExportValue>>[]
  /** Where the figures come from: a second worksheet, `notes` in JSON. Not in csv, which holds the table alone. */
  notes?: readonly string[]
  /** Name of that worksheet. */
  notesSheet?: string
}

export const isExportFormat = (text: string): text is ExportFormat =>
  exportFormats.some((format) => format === text)

/** The file of a table, for the command line and for `exportRows`. */
export async function exportBytes(table: ExportTable, format: ExportFormat): Promise<Uint8Array> {
  if (format === 'xlsx') return xlsx(table)
  return new TextEncoder().encode(format === 'csv' ? csv(table) : json(table))
}

/** The table as a download; `name` is the file's name without its ending. Never kept by a shared cache. */
export async function exportRows(
  table: ExportTable & { format: ExportFormat; name?: string },
): Promise<Response> {
  const bytes = await exportBytes(table, table.format)
  const name = fileName(table.name ?? table.title)
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': contentTypes[table.format],
      'content-length': String(bytes.byteLength),
      'content-disposition': `attachment; filename="${name}.${table.format}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

const contentTypes: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
}

/** A name every file system takes: letters of ASCII, digits, dots and hyphens. */
const fileName = (title: string) =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80) || 'data'

/**
 * A text that no spreadsheet takes for a formula: what begins like one is led by an apostrophe.
 * Source: OWASP, CSV Injection, whose list also names the full-width signs.
 */
export const withoutFormula = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)

/** RFC 4180 with CRLF, led by a byte order mark, without which Excel takes UTF-8 for something else. */
function csv({ columns, rows }: ExportTable): string {
  const field = (value: ExportValue | undefined) => {
    if (value === null || value === undefined) return ''
    const text = typeof value === 'string' ? withoutFormula(value) : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [
    columns.map(({ label }) => field(label)),
    ...rows.map((row) => columns.map(({ key }) => field(row[key]))),
  ]
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`
}

const json = ({ title, columns, rows, notes }: ExportTable) =>
  `${JSON.stringify(
    {
      title,
      notes: notes ?? [],
      columns,
      rows: rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]))),
    },
    null,
    1,
  )}\n`

const numberFormats: Partial<Record<ExportType, string>> = { number: '#,##0.##########', share: '0.0%' }

async function xlsx({ title, sheet, columns, rows, notes, notesSheet }: ExportTable): Promise<Uint8Array> {
  const heading: Row = columns.map(({ label, type }) => ({
    value: printable(label),
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#ece4f8',
    wrap: true,
    alignVertical: 'top',
    align: type === 'number' || type === 'share' ? 'right' : 'left',
  }))
  const body = rows.map((row): Row => columns.map(({ key, type }) => xlsxCell(row[key], type)))
  const widths = columns.map(({ key, label }) => {
    const longest = rows.reduce(
      (most, row) => Math.max(most, String(row[key] ?? '').length),
      label.length / 2,
    )
    return { width: Math.min(60, Math.max(9, Math.ceil(longest) + 3)) }
  })
  const sheets = [
    { data: [heading, ...body], sheet: sheetName(sheet), columns: widths, stickyRowsCount: 1 },
    {
      data: [
        [{ value: printable(title), type: String, fontWeight: 'bold' as const, wrap: true }],
        ...(notes ?? []).map((note): Row => [{ value: printable(note), type: String, wrap: true }]),
      ],
      sheet: sheetName(notesSheet ?? 'Catatan'),
      columns: [{ width: 100 }],
    },
  ]
  return writeXlsxFile(notes && notes.length > 0 ? sheets : sheets.slice(0, 1)).toBuffer()
}

function xlsxCell(value: ExportValue | undefined, type: ExportType): Row[number] {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return { value, type: Boolean }
  const format = numberFormats[type]
  if (typeof value === 'number') return { value, type: Number, ...(format ? { format } : {}) }
  if (type === 'day') {
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  }
  return { value: printable(value), type: String }
}

/** Without the control characters that XML has no way to write, and no longer than a cell may be. */
const printable = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').slice(0, 32_767)

/** What Excel takes as the name of a worksheet: at most 31 signs, none of []:*?/\. */
const sheetName = (name: string) =>
  name
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'data'
