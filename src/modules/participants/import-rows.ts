import { translator } from '../../platform/i18n/catalogue.ts'
import { plainWords, UnitFinder } from '../directory/index.ts'
import type { ParticipantSide } from '../meetings/index.ts'
import type { ListWords } from './list-words.ts'
import { participantWords } from './participants-store.ts'
import { type ListColumn, listColumns } from './participants-table.ts'
import { readPersonalCode } from './personal-code.ts'

/** A row of a file, its cells as typed. */
export type SheetRow = Partial<Record<ListColumn, string>>

/** What is wrong with a row; each has its sentence in `participants.problem.KIND`. */
export type RowProblemKind =
  | 'name'
  | 'unitMissing'
  | 'unit'
  | 'unitDiffers'
  | 'side'
  | 'position'
  | 'positionSide'
  | 'office'
  | 'division'
  | 'gender'
  | 'twice'
  | 'tooLong'

export interface RowProblem {
  /** As the file counts its rows, from 1. */
  row: number
  kind: RowProblemKind
  value: string
}

export interface ReadRow {
  row: number
  code: string | null
  name: string
  unitId: string
  side: ParticipantSide
  position: string | null
  title: string | null
  division: string | null
  gender: 'f' | 'm' | null
}

const plain = (text: string) => plainWords(text).join(' ')
const both = [translator('id'), translator('en')] as const
const columns: readonly ListColumn[] = listColumns

/** The column a head names, in either language or by its key. */
function columnOf(head: string): ListColumn | undefined {
  const said = plain(head)
  return columns.find(
    (key) => plain(key) === said || both.some((t) => plain(t(`participants.column.${key}`)) === said),
  )
}

/**
 * The rows beneath the head of a sheet, each with its number in the file; null when no row of the first twenty names a
 * name and a unit.
 */
export function sheetRows(cells: readonly (readonly string[])[]): { row: number; cells: SheetRow }[] | null {
  for (const [at, head] of cells.slice(0, 20).entries()) {
    const found = head.map(columnOf)
    if (!found.includes('name') || !(found.includes('unit') || found.includes('unitCode'))) continue
    return cells.slice(at + 1).flatMap((row, below) => {
      const read: SheetRow = {}
      for (const [column, key] of found.entries()) {
        const text = (row[column] ?? '').trim()
        // A spreadsheet's guard against formulas belongs to the file, not to the name.
        if (key && text !== '') read[key] = text.replace(/^'(?=[=+\-@\t\r])/, '')
      }
      return Object.keys(read).length === 0 ? [] : [{ row: at + below + 2, cells: read }]
    })
  }
  return null
}

const sides = ['commissioner', 'secretariat', 'guest'] as const
const genders: Record<string, 'f' | 'm'> = { f: 'f', p: 'f', m: 'm', l: 'm' }

/** Reads rows into participants, with every problem at its row; nothing is guessed. */
export function readRows(
  rows: readonly { row: number; cells: SheetRow }[],
  words: Omit<ListWords, 't' | 'venues'>,
): { people: ReadRow[]; problems: RowProblem[] } {
  const { tree, positions, divisions } = words
  const units = new UnitFinder(
    tree.all.map(({ id, code, name, shortName, level }) => ({ id, code, name, shortName, level })),
    tree.root.id,
  )
  const named = <Named extends { code: string; nameId: string; nameEn: string }>(
    list: readonly Named[],
    text: string,
  ) =>
    list.find(({ code, nameId, nameEn }) =>
      [code, nameId, nameEn].some((name) => plain(name) === plain(text)),
    )
  const unitByCode = (text: string) =>
    tree.byId(`${tree.root.id}.${text}`) ?? tree.byCode(text) ?? tree.byId(text)
  const people: ReadRow[] = []
  const problems: RowProblem[] = []
  const seen = new Set<string>()
  for (const { row, cells } of rows) {
    const wrong = (kind: RowProblemKind, value = '') => {
      problems.push({ row, kind, value })
      return null
    }
    const before = problems.length
    const long = Object.values(cells).find((text) => text.length > 200)
    if (long !== undefined) {
      wrong('tooLong', long.slice(0, 40))
      continue
    }
    const name = (cells.name ?? '').replace(/\s+/g, ' ')
    if (participantWords(name) === '') wrong('name', name)
    const unitOf = (): string | null => {
      const { unit, unitCode } = cells
      const coded = unitCode === undefined ? undefined : unitByCode(unitCode)
      if (unitCode !== undefined && !coded) return wrong('unit', unitCode)
      if (unit === undefined) return coded ? coded.id : wrong('unitMissing')
      if (coded && plain(coded.name) === plain(unit)) return coded.id
      const reading = units.byName(unit)
      if (!('unit' in reading)) return coded ? wrong('unitDiffers', unit) : wrong('unit', unit)
      return coded && coded.id !== reading.unit ? wrong('unitDiffers', unit) : reading.unit
    }
    const unitId = unitOf()
    const position = cells.position === undefined ? undefined : named(positions, cells.position)
    if (cells.position !== undefined && !position) wrong('position', cells.position)
    const side =
      cells.side === undefined
        ? position?.side
        : sides.find((one) =>
            [one, ...both.map((t) => t(`participants.side.${one}`))].some(
              (word) => plain(word) === plain(cells.side ?? ''),
            ),
          )
    if (side === undefined) wrong('side', cells.side ?? '')
    else if (position && position.side !== side) wrong('positionSide', cells.position ?? '')
    if (cells.position === undefined && cells.title === undefined) wrong('office')
    const division = cells.division === undefined ? undefined : named(divisions, cells.division)
    if (cells.division !== undefined && !division) wrong('division', cells.division)
    const said = cells.gender === undefined ? undefined : plain(cells.gender)
    const gender =
      said === undefined
        ? null
        : (genders[said] ??
          (['f', 'm'] as const).find((one) =>
            both.some((t) => plain(t(`participants.gender.${one}`)) === said),
          ))
    if (gender === undefined) wrong('gender', cells.gender)
    if (problems.length > before || unitId === null || side === undefined || gender === undefined) continue
    const key = `${participantWords(name)}|${unitId}|${cells.code ?? ''}`
    if (seen.has(key)) {
      wrong('twice', name)
      continue
    }
    seen.add(key)
    people.push({
      row,
      code: readPersonalCode(cells.code ?? ''),
      name,
      unitId,
      side,
      position: position?.code ?? null,
      title: cells.title ?? null,
      division: division?.code ?? null,
      gender,
    })
  }
  return { people, problems }
}
