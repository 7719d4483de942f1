import { SheetArchive } from './archive.ts'
import { csvSheet } from './csv.ts'
import { UnreadableSheet, type Workbook } from './grid.ts'
import { odsWorkbook } from './ods.ts'
import { sniffFile } from './sniff.ts'
import { xlsxWorkbook } from './xlsx.ts'

/**
 * Opens a file as a workbook: the kind is told by the content (xlsx, ods or csv).
 * Throws `UnreadableSheet` for what is no table, damaged, or swells beyond the limits, some of it only when a sheet is
 * asked for. Runs long for a large file: call it in a thread (`inSheetThread`).
 */
export function openWorkbook(bytes: Uint8Array): Workbook {
  if (sniffFile(bytes) === 'text') return { names: [''], sheets: [csvSheet(bytes)] }
  const archive = new SheetArchive(bytes)
  if (archive.names.includes('xl/workbook.xml')) return xlsxWorkbook(archive)
  if (archive.names.includes('content.xml')) return odsWorkbook(archive)
  throw new UnreadableSheet('spreadsheets.refusal.kind.archive')
}
