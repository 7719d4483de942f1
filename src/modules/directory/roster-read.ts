import { RosterArchive } from './roster-archive.ts'
import { csvSheet } from './roster-csv.ts'
import { type RosterGrid, UnreadableRoster } from './roster-grid.ts'
import { guessLayout, type RosterLayout } from './roster-layout.ts'
import { odsSheets } from './roster-ods.ts'
import { sniffRoster } from './roster-sniff.ts'
import type { RosterWord } from './roster-words.ts'
import { xlsxSheets } from './roster-xlsx.ts'

/**
 * The sheet of a file that holds the roster, with where its head stands: the first one with a head that names a name and
 * one more column, else the first one that holds anything. Refuses what is no table, too large or damaged.
 */
export function readRoster(
  bytes: Uint8Array,
  words: readonly RosterWord[],
): { grid: RosterGrid; layout: RosterLayout } {
  let first: { grid: RosterGrid; layout: RosterLayout } | null = null
  for (const grid of sheetsOf(bytes)) {
    if (grid.rows.length === 0) continue
    const layout = guessLayout(grid, words)
    if (layout.headerRow >= 0) return { grid, layout }
    first ??= { grid, layout }
  }
  if (!first) throw new UnreadableRoster('directory.roster.refusal.noRows')
  return first
}

function sheetsOf(bytes: Uint8Array): Iterable<RosterGrid> {
  if (sniffRoster(bytes) === 'text') return [csvSheet(bytes)]
  const archive = new RosterArchive(bytes)
  if (archive.names.includes('xl/workbook.xml')) return xlsxSheets(archive)
  if (archive.names.includes('content.xml')) return odsSheets(archive)
  throw new UnreadableRoster('directory.roster.refusal.kind.archive')
}
