import { cellText, UnreadableSheet } from './grid.ts'
import { openWorkbook } from './open-workbook.ts'

/** The cells of the first sheet that holds anything, as people read them. Throws `UnreadableSheet`. */
export function firstSheet(bytes: Uint8Array): string[][] {
  for (const { rows } of openWorkbook(bytes).sheets)
    if (rows.length > 0) return rows.map((cells) => cells.map(cellText))
  throw new UnreadableSheet('spreadsheets.refusal.noRows')
}
