import { cellText, columnLetter, type SheetCell, type SheetGrid } from '../../spreadsheets/index.ts'
import { type RosterField, type RosterWord, Vocabulary } from './roster-words.ts'

/** Which column (from 0) holds which field; a field without a column is absent. */
export type ColumnOf = Partial<Record<RosterField, number>>

export interface RosterLayout {
  /** Row (from 0) with the heads of the columns; -1: the sheet has none. */
  headerRow: number
  columns: { letter: string; title: string; samples: string[] }[]
  guess: ColumnOf
}

/** Choices of a sheet that nobody has looked at yet: the columns as guessed. */
export const firstChoices = ({ headerRow, guess }: RosterLayout) => ({
  headerRow,
  columns: guess,
  defaultFrom: null,
  decisions: {},
  skippedRows: [],
})

/** How far down a head may stand under titles and logos. */
const titleRows = 40

/** The grid with every cell merged downwards repeated in the rows it covers, in the columns asked for. */
export function filledDown(grid: SheetGrid, isWanted: (column: number) => boolean): SheetCell[][] {
  const rows = grid.rows.map((cells) => [...cells])
  for (const { top, bottom, left } of grid.merged) {
    const value = grid.rows[top]?.[left]
    if (value === undefined || value === '' || !isWanted(left)) continue
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++) {
      const cells = rows[row] as SheetCell[]
      while (cells.length <= left) cells.push('')
      if (cells[left] === '') cells[left] = value
    }
  }
  return rows
}

/** A head of two rows whose merged cells were lost on the way to csv: what the lower row leaves empty the upper says. */
function twoRows(upper: readonly SheetCell[] | undefined, lower: readonly SheetCell[]): SheetCell[] {
  const width = Math.max(upper?.length ?? 0, lower.length)
  return Array.from({ length: width }, (_, column) => {
    const said = cellText(lower[column])
    return said === '' ? (upper?.[column] ?? '') : said
  })
}

/** The line of numbers that official tables have under their head: (1), (2), (3). */
export function isNumberLine(cells: readonly SheetCell[]): boolean {
  const filled = cells.map(cellText).filter((text) => text !== '')
  return filled.length > 2 && filled.every((text, at) => text.replace(/[().]/g, '') === String(at + 1))
}

/** Fields that the cells of a row name, each with the first column that does. */
function named(cells: readonly SheetCell[], heads: Vocabulary): ColumnOf {
  const found: ColumnOf = {}
  cells.forEach((cell, column) => {
    const field = heads.get(cellText(cell).replace(/[(*].*$/s, '')) ?? heads.get(cellText(cell))
    if (field !== undefined && found[field as RosterField] === undefined) found[field as RosterField] = column
  })
  return found
}

/**
 * Where the head of the table stands and what its columns hold: the row, among the first forty, that names the most
 * fields, a name and one more at least. Under a head of two rows the lower one counts, with the merged cells of the
 * upper one filled in.
 */
export function guessLayout(grid: SheetGrid, words: readonly RosterWord[]): RosterLayout {
  const heads = new Vocabulary(words, 'column')
  const top: SheetGrid = { ...grid, rows: grid.rows.slice(0, titleRows) }
  const rows = filledDown(top, () => true)
  let headerRow = -1
  let guess: ColumnOf = {}
  rows.forEach((cells, row) => {
    for (const found of [named(cells, heads), named(twoRows(rows[row - 1], cells), heads)]) {
      const count = Object.keys(found).length
      if (found.name === undefined || count < 2 || count <= Object.keys(guess).length) continue
      headerRow = row
      guess = found
    }
  })
  return layoutAt(grid, headerRow, guess)
}

/** The layout with the head in a row that a person chose. */
export function layoutAt(grid: SheetGrid, headerRow: number, guess: ColumnOf): RosterLayout {
  const rows = filledDown({ ...grid, rows: grid.rows.slice(0, headerRow + 60) }, () => true)
  const isTwo = Object.values(guess).some((column) => cellText(rows[headerRow]?.[column]) === '')
  const heads = isTwo ? twoRows(rows[headerRow - 1], rows[headerRow] ?? []) : (rows[headerRow] ?? [])
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  const columns = Array.from({ length: width }, (_, column) => {
    const samples = rows
      .slice(headerRow + 1)
      .filter((cells) => !isNumberLine(cells))
      .map((cells) => cellText(cells[column]))
      .filter((text, at, all) => text !== '' && all.indexOf(text) === at)
      .slice(0, 3)
    return { letter: columnLetter(column), title: cellText(heads[column]).slice(0, 80), samples }
  })
  return { headerRow, columns, guess }
}

/** The guess for a head in a given row. */
export function guessAt(grid: SheetGrid, headerRow: number, words: readonly RosterWord[]): RosterLayout {
  const rows = filledDown({ ...grid, rows: grid.rows.slice(0, headerRow + 1) }, () => true)
  return layoutAt(grid, headerRow, named(rows[headerRow] ?? [], new Vocabulary(words, 'column')))
}
