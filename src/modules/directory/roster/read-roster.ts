import { openWorkbook, type SheetGrid, UnreadableSheet } from '../../spreadsheets/index.ts'
import { guessLayout, type RosterLayout } from './layout.ts'
import type { RosterWord } from './roster-words.ts'

export interface RosterRead {
  grid: SheetGrid
  layout: RosterLayout
  /** Names of all visible sheets, in the file's order. */
  names: string[]
}

/**
 * The sheet of a file that holds the roster, with where its head stands: the one that is `wanted`, else the first with a
 * head that names a name and one more column, else the first that holds anything. Refuses what is no table, too large
 * or damaged, and a wanted sheet that is not there or is empty.
 */
export function readRoster(bytes: Uint8Array, words: readonly RosterWord[], wanted?: string): RosterRead {
  const { names, sheets } = openWorkbook(bytes)
  let first: RosterRead | null = null
  for (const grid of sheets) {
    if (grid.rows.length === 0 || (wanted !== undefined && grid.sheet !== wanted)) continue
    const read = { grid, layout: guessLayout(grid, words), names }
    if (wanted !== undefined || read.layout.headerRow >= 0) return read
    first ??= read
  }
  if (!first) throw new UnreadableSheet('spreadsheets.refusal.noRows')
  return first
}
