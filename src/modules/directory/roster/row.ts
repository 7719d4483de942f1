import { cellText, type SheetCell } from '../../spreadsheets/index.ts'
import type { UnitFinder } from '../unit-finder.ts'
import { plainCell, type TextReading } from './contact.ts'
import { readDay } from './dates.ts'
import type { ColumnOf } from './layout.ts'
import type { PositionReader } from './positions.ts'
import { type Decisions, type Problem, problemKey, thisRow } from './problems.ts'
import type { RosterField, Vocabulary } from './roster-words.ts'

/** What all rows of an import are read with. */
export interface RowReader {
  columns: ColumnOf
  decisions: Decisions
  units: UnitFinder
  positions: PositionReader
  genders: Vocabulary
  /** Unit of rows where the sheet has no unit column. */
  defaultUnit: string
  /** The scope holds one unit only: an empty cell can mean no other. */
  isSingleUnit: boolean
  /** First day of rows that have none. */
  defaultFrom: string | null
  /** Proposed where no day is known at all. */
  today: string
}

/** One row while it is read: its cells, the problems found so far, and what was decided about each. */
export class RosterRow {
  readonly problems: Problem[] = []
  /** A decision says to leave the row out. */
  skipped = false
  readonly reader: RowReader
  readonly cells: readonly SheetCell[]
  /** From 0. */
  readonly row: number

  constructor(reader: RowReader, cells: readonly SheetCell[], row: number) {
    this.reader = reader
    this.cells = cells
    this.row = row
  }

  at(field: RosterField): SheetCell {
    const column = this.reader.columns[field]
    return (column === undefined ? '' : this.cells[column]) ?? ''
  }

  hasProblem(field: RosterField): boolean {
    return this.problems.some((problem) => problem.field === field)
  }

  /**
   * Asks the decisions about a problem. Accepted, `byCode` takes the chosen code; with other words, `byText` reads them
   * and gives undefined when they do not help either. Otherwise the problem stays and the answer is undefined.
   */
  settle<T>(
    problem: Problem,
    byCode: (code: string) => T,
    byText: (text: string) => T | undefined = () => undefined,
  ): T | undefined {
    const decision = this.reader.decisions[problemKey(problem)]
    if (decision && 'code' in decision && problem.mends.includes(decision.code)) return byCode(decision.code)
    const read = decision && 'text' in decision ? byText(decision.text) : undefined
    if (read !== undefined) return read
    if (decision && 'skip' in decision) this.skipped = true
    this.problems.push(problem)
    return undefined
  }

  /** A field of text; null when empty or when a problem stands. */
  text(field: RosterField, read: (cell: SheetCell) => TextReading): string | null {
    const cell = this.at(field)
    const byText = (typed: string) => {
      const again = read(typed)
      return 'text' in again ? again.text : undefined
    }
    if (typeof cell === 'object' && 'error' in cell) {
      const mends = field === 'name' ? [] : ['']
      const problem: Problem = {
        kind: 'cellError',
        field,
        value: cell.error,
        mends,
        about: thisRow(this.row),
      }
      return this.settle<string | null>(problem, emptyAsNull, byText) ?? null
    }
    const reading = read(cell)
    if ('text' in reading) return reading.text
    const problem: Problem = { kind: reading.problem, field, value: cellText(cell), mends: reading.mends }
    return this.settle<string | null>(problem, emptyAsNull, byText) ?? null
  }

  /** A field whose words another reader will look up. */
  words(field: RosterField): string | null {
    return this.text(field, (cell) => ({ text: plainCell(cell) || null }))
  }

  /** A field that holds a day. */
  day(field: 'from' | 'until'): string | null {
    const cell = this.at(field)
    const reading = readDay(cell)
    if ('day' in reading) return reading.day
    const isError = typeof cell === 'object' && 'error' in cell
    const problem: Problem = {
      kind: isError ? 'cellError' : 'dayUnreadable',
      field,
      value: cellText(cell),
      mends: [...reading.mends, ''],
      ...(isError ? { about: thisRow(this.row) } : {}),
    }
    const byText = (typed: string) => {
      const again = readDay(typed)
      return 'day' in again ? again.day : undefined
    }
    return this.settle<string | null>(problem, emptyAsNull, byText) ?? null
  }
}

const emptyAsNull = (code: string) => (code === '' ? null : code)
