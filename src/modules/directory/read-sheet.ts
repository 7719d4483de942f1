import { gunzipSync } from 'node:zlib'
import { ok, type Result } from '../../platform/result.ts'
import { cellText, type RosterGrid, rosterLimits } from './roster-grid.ts'
import { runRosterTask } from './roster-thread.ts'
import { tooLarge } from './roster-upload.ts'

/** Bytes of the largest spreadsheet taken. */
export const sheetBytes = rosterLimits.bytes

/**
 * The cells of the first sheet that holds anything, as people read them; row 12 here is row 12 of the file (from 0).
 * For rooms with lists of their own. Refuses what is no xlsx, ods or csv, is damaged or swells beyond the limits.
 */
export async function readSheet(bytes: Uint8Array): Promise<Result<string[][]>> {
  if (bytes.length > sheetBytes) return tooLarge
  const read = await runRosterTask({ kind: 'read', bytes, words: [] })
  if (!read.ok) return read
  const grid = JSON.parse(gunzipSync(read.value.sheet).toString('utf8')) as RosterGrid
  return ok(grid.rows.map((cells) => cells.map(cellText)))
}
