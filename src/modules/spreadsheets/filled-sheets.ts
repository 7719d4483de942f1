import { cellText, UnreadableSheet } from './grid.ts'
import { openWorkbook } from './open-workbook.ts'

/** What a thread is asked: the cells of a file, of `most` sheets at most. */
export interface SheetsTask {
  bytes: Uint8Array
  most: number
}

/**
 * The cells of the first sheets that hold anything, as people read them. Throws `UnreadableSheet` where there is none,
 * or the first of them cannot be read; the others are extras, and end where one cannot.
 */
export function filledSheets({ bytes, most }: SheetsTask): string[][][] {
  const filled: string[][][] = []
  try {
    for (const { rows } of openWorkbook(bytes).sheets) {
      if (rows.length === 0) continue
      filled.push(rows.map((cells) => cells.map(cellText)))
      if (filled.length === most) break
    }
  } catch (error) {
    if (filled.length === 0 || !(error instanceof UnreadableSheet)) throw error
  }
  if (filled.length === 0) throw new UnreadableSheet('spreadsheets.refusal.noRows')
  return filled
}
