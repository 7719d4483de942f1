/**
 * Spreadsheets: the cells of an xlsx, ods or csv file that somebody uploads, safely read, and tables written as ods.
 * Not for what the cells mean (the room that asked). Threads load this face, so no page hangs on it.
 */
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'

export {
  cellText,
  columnLetter,
  type SheetCell,
  type SheetGrid,
  serialDay,
  sheetLimits,
  UnreadableSheet,
} from './grid.ts'
export { openWorkbook } from './open-workbook.ts'
export { readSheet, readSheets, tooLarge } from './read-sheet.ts'
export { answerFromThread, inSheetThread } from './sheet-thread.ts'
export { writeOds } from './write-ods.ts'

export const spreadsheetsModule: Module = { name: 'spreadsheets', messages }
