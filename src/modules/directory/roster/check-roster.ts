import { covers } from '../../../platform/access.ts'
import { cellText, columnLetter, type SheetCell, type SheetGrid } from '../../spreadsheets/index.ts'
import type { Side } from '../tables.ts'
import { type RosterUnit, UnitFinder } from '../unit-finder.ts'
import { readEntry } from './entry.ts'
import { type ColumnOf, filledDown, isNumberLine } from './layout.ts'
import { matchRow } from './match.ts'
import { PeopleIndex, type RosterAppointment, type RosterPerson } from './people-index.ts'
import { type CheckedRow, emptyCounts, emptyPlan, type RosterCounts, type RosterPlan } from './plan.ts'
import { PositionReader } from './positions.ts'
import { type Decisions, type ProblemGroup, ProblemList } from './problems.ts'
import { type RosterField, type RosterWord, rosterFields, Vocabulary } from './roster-words.ts'
import { RosterRow, type RowReader } from './row.ts'

/** What somebody chose for an import so far. */
export interface RosterChoices {
  /** Row (from 0) of the heads; -1 without. */
  headerRow: number
  columns: ColumnOf
  /** First day of rows that give none. */
  defaultFrom: string | null
  decisions: Decisions
  /** Rows (from 1) to leave out. */
  skippedRows: readonly number[]
}

/** What a check needs of the world; plain data, so that it can be handed to another thread. */
export interface RosterWorld {
  scope: string
  today: string
  units: readonly RosterUnit[]
  words: readonly RosterWord[]
  positions: readonly { code: string; side: Side; termYears: number | null; termsAtMost: number | null }[]
  seats: readonly { unit: string; position: string; seats: number }[]
  people: readonly RosterPerson[]
  appointments: readonly RosterAppointment[]
}

export interface RosterCheck {
  rows: CheckedRow[]
  problems: ProblemGroup[]
  counts: RosterCounts
  plan: RosterPlan
}

/**
 * Reads every row of a sheet by the chosen columns, settles what was decided, and compares with what is known. Changes
 * nothing; the plan is what confirming would write, and is whole only while `counts.problem` is 0. `newId` names what is
 * new; for a look alone any names do.
 */
export function checkRoster(
  grid: SheetGrid,
  choices: RosterChoices,
  world: RosterWorld,
  newId: () => string,
): RosterCheck {
  const { columns, headerRow } = choices
  const reader = readerOf(choices, world)
  const people = new PeopleIndex(world.scope, world.people, world.appointments)
  const rules = {
    positions: new Map(world.positions.map((position) => [position.code, position])),
    seats: new Map(world.seats.map(({ unit, position, seats }) => [`${unit}|${position}`, seats])),
    levels: new Map(world.units.map(({ id, level }) => [id, level])),
  }
  const plan = emptyPlan()
  const counts = emptyCounts()
  const checked: CheckedRow[] = []
  const problems = new ProblemList((field) => letterOf(columns, field))
  const down = new Set([columns.unit, columns.unitCode, columns.position, columns.division])
  const rows = filledDown(grid, (column) => down.has(column))
  const heads = rows[headerRow]
  const skipped = new Set(choices.skippedRows)
  const hasUnitColumn = columns.unit !== undefined || columns.unitCode !== undefined
  let above: string | null = null

  for (let at = headerRow + 1; at < rows.length; at++) {
    const cells = rows[at] ?? []
    const kind = lineKind(cells, columns, heads)
    if (kind === 'empty') continue
    const section = kind === 'note' && !hasUnitColumn ? sectionUnit(cells, reader.units) : undefined
    if (section) above = section
    if (kind === 'note') {
      counts.notes += 1
      continue
    }
    counts.rows += 1
    const row = new RosterRow(reader, cells, at)
    const entry = readEntry(row, above)
    if (entry.unit) above = entry.unit
    const isLeftOut = skipped.has(at + 1)
    const matched =
      isLeftOut || row.problems.length > 0
        ? { outcome: 'problem' as const }
        : matchRow({ people, rules, plan, newId }, row, entry)
    const outcome = isLeftOut || row.skipped ? 'skipped' : matched.outcome
    counts[outcome] += 1
    const { division, from, until } = entry
    // What could not be read is shown as it stands.
    const name = entry.name || cellText(row.at('name')).slice(0, 120)
    const unit = entry.unit || cellText(row.at('unit')).slice(0, 120)
    const position = entry.position || cellText(row.at('position')).slice(0, 120)
    if (outcome === 'problem') for (const problem of row.problems) problems.add(problem, at, name)
    checked.push({ row: at + 1, name, unit, position, division, from, until, ...matched, outcome })
  }
  return { rows: checked, problems: [...problems.groups.values()], counts, plan }
}

function readerOf(choices: RosterChoices, world: RosterWorld): RowReader {
  return {
    columns: choices.columns,
    decisions: choices.decisions,
    units: new UnitFinder(world.units, world.scope),
    positions: new PositionReader(world.words, world.positions),
    genders: new Vocabulary(world.words, 'gender'),
    defaultUnit: world.scope,
    isSingleUnit: world.units.filter(({ id }) => covers(world.scope, id)).length === 1,
    defaultFrom: choices.defaultFrom,
    today: world.today,
  }
}

const letterOf = (columns: ColumnOf, field: RosterField) => {
  const column = columns[field]
  return column === undefined ? null : columnLetter(column)
}

/**
 * Whether a line holds a person. Notes are the line of column numbers under the head, the head repeated on another
 * page, and lines without a name in which at most one known column is filled: sums, places and signatures.
 */
function lineKind(
  cells: readonly SheetCell[],
  columns: ColumnOf,
  heads: readonly SheetCell[] | undefined,
): 'empty' | 'note' | 'person' {
  const filled = cells.map(cellText).filter((text) => text !== '')
  if (filled.length === 0) return 'empty'
  if (isNumberLine(cells)) return 'note'
  const text = (field: RosterField) => cellText(cells[columns[field] ?? -1])
  const name = text('name')
  if (heads && name !== '' && name === cellText(heads[columns.name ?? -1])) return 'note'
  const known = rosterFields.filter((field) => text(field) !== '' && !isFilledDown(field))
  if (name === '') return known.length <= 1 ? 'note' : 'person'
  return filled.length === 1 &&
    known.length === 1 &&
    columns.name !== undefined &&
    known[0] === 'name' &&
    heads
    ? alone(name)
    : 'person'
}

/** A merged unit or position stands in a line by itself; it does not make a person of an empty one. */
const isFilledDown = (field: RosterField) => field === 'unit' || field === 'unitCode' || field === 'division'

/** A single filled cell under the names: a formula is shown as a problem, all else is a line of text. */
const alone = (name: string) => (/^[=+@]/.test(name) ? 'person' : 'note')

/** The unit a heading line within the sheet names, for sheets without a unit column. */
function sectionUnit(cells: readonly SheetCell[], units: UnitFinder): string | undefined {
  const texts = cells.map(cellText).filter((text) => text !== '')
  if (texts.length !== 1 || texts[0] === undefined) return undefined
  const reading = units.byName(texts[0].replace(/^[IVX\d]+[.)]\s*/i, ''))
  return 'unit' in reading ? reading.unit : undefined
}
