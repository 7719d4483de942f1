import { CsvError, parse } from 'csv-parse/sync'
import { isBroken, placeCell, type SheetGrid, sheetLimits, UnreadableSheet } from './grid.ts'
import { utf16WithoutMark } from './sniff.ts'

/** The text of a csv file: UTF-8 or UTF-16 by mark or by look, else Windows-1252 as older Excels save it. */
export function decodeText(bytes: Uint8Array): string {
  const wide = utf16WithoutMark(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const separators = [',', ';', '\t', '|'] as const

/** The sign that stands between cells: said by `sep=;`, else the one most often met outside quotes in the first lines. */
export function separatorOf(text: string): string {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1]
  if (said) return said
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const lines = head.split(/\r?\n/).slice(0, 40)
  const most = (sign: string) =>
    lines.reduce((sum, line) => sum + Math.min(line.split(sign).length - 1, 30), 0)
  return separators.reduce<string>((best, sign) => (most(sign) > most(best) ? sign : best), ',')
}

/** Signs of one row, more than its cells may hold together. */
const longestRow = sheetLimits.columns * sheetLimits.text

/** Why the text is no table: a quotation mark that swallows the rest, or a line that is by itself longer than a row may be. */
function unreadable(error: CsvError, body: string): UnreadableSheet {
  const at = Number(error.lines ?? 1)
  if (error.code !== 'CSV_MAX_RECORD_SIZE')
    return new UnreadableSheet('spreadsheets.refusal.quotes', { row: at })
  const line = body.split(/\r?\n/)[at - 1] ?? ''
  if (line.length > longestRow / 2) return new UnreadableSheet('spreadsheets.refusal.longRow', { row: at })
  // Where the quotation mark was opened, not where the row had become too long.
  return new UnreadableSheet('spreadsheets.refusal.quotes', { row: Number(error.records ?? 0) + 1 })
}

/** Reads a csv file; line breaks within quotes belong to the cell, so a row's number is that of a spreadsheet. */
export function csvSheet(bytes: Uint8Array): SheetGrid {
  const text = decodeText(bytes)
  const grid: SheetGrid = { format: 'csv', sheet: null, rows: [], merged: [] }
  const delimiter = separatorOf(text)
  const body = /^sep=.\r?\n/.test(text) ? text.slice(text.indexOf('\n') + 1) : text
  try {
    const records = parse(body, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
      max_record_size: longestRow,
    }) as string[][]
    const shift = body === text ? 0 : 1
    records.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        placeCell(grid, row + shift, column, isBroken(cell) ? { error: cell } : cell)
      })
    })
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error, body)
    throw error
  }
  return grid
}
