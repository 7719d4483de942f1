import { type SheetGrid, sheetsOf, UnreadableSheet } from '../../spreadsheets/index.ts'
import { guessLayout, type RosterLayout } from './layout.ts'
import type { RosterWord } from './roster-words.ts'

/**
 * The sheet of a file that holds the roster, with where its head stands: the first one with a head that names a name and
 * one more column, else the first one that holds anything. Refuses what is no table, too large or damaged.
 */
export function readRoster(
  bytes: Uint8Array,
  words: readonly RosterWord[],
): { grid: SheetGrid; layout: RosterLayout } {
  let first: { grid: SheetGrid; layout: RosterLayout } | null = null
  for (const grid of sheetsOf(bytes)) {
    if (grid.rows.length === 0) continue
    const layout = guessLayout(grid, words)
    if (layout.headerRow >= 0) return { grid, layout }
    first ??= { grid, layout }
  }
  if (!first) throw new UnreadableSheet('spreadsheets.refusal.noRows')
  return first
}
