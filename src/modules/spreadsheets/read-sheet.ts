import { ok, type Result, refuse } from '../../platform/result.ts'
import type { SheetsTask } from './filled-sheets.ts'
import { sheetLimits } from './grid.ts'
import { inSheetThread } from './sheet-thread.ts'

export const tooLarge = refuse({
  kind: 'tooLarge',
  key: 'spreadsheets.refusal.tooLarge',
  params: { megabytes: sheetLimits.bytes / 1024 / 1024 },
})

/** Sheets of a file that may hold what is looked for; a report has a cover, notes and a few tables. */
const mostSheets = 20

/**
 * The cells of the first sheet that holds anything, as people read them; row 12 here is row 12 of the file (from 0).
 * Refuses what is no xlsx, ods or csv, is damaged or swells beyond the limits (422), and more than 20 MB (413).
 */
export async function readSheet(bytes: Uint8Array): Promise<Result<string[][]>> {
  const read = await readUpTo(1, bytes)
  return read.ok ? ok(read.value[0] ?? []) : read
}

/** As `readSheet`, every sheet that holds anything, for who looks for the one with a certain table: at least one. */
export const readSheets = (bytes: Uint8Array): Promise<Result<string[][][]>> => readUpTo(mostSheets, bytes)

async function readUpTo(most: number, bytes: Uint8Array): Promise<Result<string[][][]>> {
  if (bytes.length > sheetLimits.bytes) return tooLarge
  const file = import.meta.url.endsWith('.ts') ? './sheet-worker.ts' : './sheet-worker.js'
  return inSheetThread(new URL(file, import.meta.url), { bytes, most } satisfies SheetsTask)
}
