/**
 * A cell as the sheet holds it. Text is trimmed at both ends; a day is a cell the sheet shows as a date; an error is
 * what a broken formula left (`#N/A`); a computed cell is the value a formula last had.
 */
export type SheetCell =
  | string
  | number
  | { day: string }
  | { error: string }
  | { computed: string | number; formula: string }

/** Cells merged downwards, counted from 0, both ends included. */
export interface MergedDown {
  top: number
  bottom: number
  left: number
  right: number
}

/** One sheet, rows and columns in their places, so that row 12 here is row 12 in the office's file. */
export interface SheetGrid {
  format: 'xlsx' | 'ods' | 'csv'
  /** Name of the sheet; a csv file has none. */
  sheet: string | null
  rows: SheetCell[][]
  merged: MergedDown[]
}

/** A file of sheets: their names in its order, and the sheets, each read when it is asked for. */
export interface Workbook {
  /** A csv file is one sheet without a name. */
  names: string[]
  sheets: Iterable<SheetGrid>
}

/** What a file may hold at most. Beyond it the file is refused with a sentence, never read in part. */
export const sheetLimits = {
  /** Bytes of an upload. */
  bytes: 20 * 1024 * 1024,
  /** Bytes of a spreadsheet's parts when unpacked, all together. */
  unpacked: 200 * 1024 * 1024,
  /** How many times larger than the packed part an unpacked part may be, once it is over 8 MB. */
  ratio: 100,
  entries: 2_000,
  rows: 100_000,
  columns: 256,
  cells: 2_000_000,
  /** Signs in one cell. */
  text: 2_000,
}

/** Why a file cannot be read at all: a message key with what it needs. */
export class UnreadableSheet extends Error {
  readonly key: string
  readonly params: Record<string, string | number>
  constructor(key: string, params: Record<string, string | number> = {}) {
    super(key)
    this.key = key
    this.params = params
  }
}

/** Column 0 is A, 26 is AA: as the head of a spreadsheet names it. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  }
  return letters
}

/** `AA` is 26; -1 when there are no letters. */
export function columnIndex(letters: string): number {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

/** What a person reads in the cell. */
export function cellText(cell: SheetCell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return String(cell)
  if ('day' in cell) return cell.day
  if ('error' in cell) return cell.error
  return String(cell.computed)
}

/** What a broken formula leaves where only its text is kept. */
export const isBroken = (text: string) => /^#(N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|ERROR!?)$/.test(text)

/** Puts a cell in its place, with the rows and cells before it; refuses a sheet beyond the limits. */
export function placeCell(grid: SheetGrid, row: number, column: number, cell: SheetCell): void {
  if (cell === '') return
  if (row >= sheetLimits.rows)
    throw new UnreadableSheet('spreadsheets.refusal.rows', { rows: sheetLimits.rows })
  if (column >= sheetLimits.columns) return
  if (typeof cell === 'string' && cell.length > sheetLimits.text) {
    throw new UnreadableSheet('spreadsheets.refusal.cellLength', {
      row: row + 1,
      column: columnLetter(column),
      length: sheetLimits.text,
    })
  }
  while (grid.rows.length <= row) grid.rows.push([])
  const cells = grid.rows[row] as SheetCell[]
  while (cells.length < column) cells.push('')
  cells[column] = cell
}

/** Day of an Excel serial number (days since 1899-12-30, or 1904-01-01 in old Mac files); null outside 1900-2199. */
export function serialDay(serial: number, since1904 = false): string | null {
  const days = Math.floor(serial) + (since1904 ? 1462 : 0)
  if (days < 61 || days > 109_570) return null
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
}
