import type { SheetArchive } from './archive.ts'
import {
  isBroken,
  placeCell,
  type SheetCell,
  type SheetGrid,
  sheetLimits,
  UnreadableSheet,
  type Workbook,
} from './grid.ts'
import { xmlReader } from './xml.ts'

/** Reads every table of an OpenDocument spreadsheet (OASIS OpenDocument 1.3 part 3, 9.1). */
export function odsWorkbook(archive: SheetArchive): Workbook {
  const grids: SheetGrid[] = []
  let grid: SheetGrid | null = null
  let [row, column, rowTimes, cellTimes] = [0, 0, 1, 1]
  let rowCells: [column: number, cell: SheetCell][] = []
  let attributes: Readonly<Record<string, string>> = {}
  let [text, paragraphs, inCell] = ['', 0, false]
  let annotation = 0

  function cell(): SheetCell {
    const type = attributes['office:value-type'] ?? attributes['calcext:value-type']
    const shown = text.trim()
    if (attributes['calcext:value-type'] === 'error' || isBroken(shown)) return { error: shown }
    if (type === 'date') return { day: (attributes['office:date-value'] ?? '').slice(0, 10) }
    const number = Number(attributes['office:value'])
    const isNumber = (type === 'float' || type === 'currency') && attributes['office:value'] !== undefined
    const plain = isNumber && Number.isFinite(number) ? number : shown
    const formula = attributes['table:formula']
    return formula === undefined ? plain : { computed: plain, formula }
  }
  function endCell() {
    const value = cell()
    const down = Number(attributes['table:number-rows-spanned'] ?? 1)
    const right = Number(attributes['table:number-columns-spanned'] ?? 1)
    if (grid && down > 1)
      grid.merged.push({ top: row, bottom: row + down - 1, left: column, right: column + right - 1 })
    if (value !== '') {
      for (let i = 0; i < cellTimes && column + i < sheetLimits.columns; i++)
        rowCells.push([column + i, value])
    }
    column += cellTimes
  }
  function endRow() {
    if (grid && rowCells.length > 0) {
      if (rowTimes * rowCells.length > sheetLimits.cells) {
        throw new UnreadableSheet('spreadsheets.refusal.rows', { rows: sheetLimits.rows })
      }
      for (let i = 0; i < rowTimes; i++)
        for (const [at, value] of rowCells) placeCell(grid, row + i, at, value)
    }
    row += rowTimes
  }

  const reader = xmlReader({
    open(name, a) {
      if (name === 'table') {
        grid = { format: 'ods', sheet: a['table:name'] ?? null, rows: [], merged: [] }
        grids.push(grid)
        row = 0
      } else if (name === 'table-row') {
        rowTimes = Math.max(1, Number(a['table:number-rows-repeated'] ?? 1))
        column = 0
        rowCells = []
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        attributes = a
        cellTimes = Math.max(1, Number(a['table:number-columns-repeated'] ?? 1))
        text = ''
        paragraphs = 0
        inCell = true
      } else if (name === 'annotation') annotation += 1
      else if (name === 'p' && inCell && annotation === 0) {
        if (paragraphs > 0) text += '\n'
        paragraphs += 1
      } else if (name === 's' && annotation === 0) text += ' '.repeat(Math.min(Number(a['text:c'] ?? 1), 100))
      else if ((name === 'tab' || name === 'line-break') && annotation === 0) text += ' '
    },
    close(name) {
      if (name === 'annotation') annotation -= 1
      else if (name === 'table-cell' || name === 'covered-table-cell') {
        inCell = false
        endCell()
      } else if (name === 'table-row') endRow()
      else if (name === 'table') grid = null
    },
    text(part) {
      if (inCell && annotation === 0 && paragraphs > 0) text += part
      if (text.length > sheetLimits.text * 10) throw new UnreadableSheet('spreadsheets.refusal.damaged')
    },
  })
  archive.read((name) => (name === 'content.xml' ? reader : null))
  return { names: grids.map(({ sheet }) => sheet ?? ''), sheets: grids }
}
