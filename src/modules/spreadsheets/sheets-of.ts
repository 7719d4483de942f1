import { SheetArchive } from './archive.ts'
import { csvSheet } from './csv.ts'
import { type SheetGrid, UnreadableSheet } from './grid.ts'
import { odsSheets } from './ods.ts'
import { sniffFile } from './sniff.ts'
import { xlsxSheets } from './xlsx.ts'

/**
 * The sheets of a file, each read when it is asked for: the kind is told by the content (xlsx, ods or csv).
 * Throws `UnreadableSheet` for what is no table, damaged, or swells beyond the limits. Runs long for a large file: call
 * it in a thread (`inSheetThread`).
 */
export function sheetsOf(bytes: Uint8Array): Iterable<SheetGrid> {
  if (sniffFile(bytes) === 'text') return [csvSheet(bytes)]
  const archive = new SheetArchive(bytes)
  if (archive.names.includes('xl/workbook.xml')) return xlsxSheets(archive)
  if (archive.names.includes('content.xml')) return odsSheets(archive)
  throw new UnreadableSheet('spreadsheets.refusal.kind.archive')
}
