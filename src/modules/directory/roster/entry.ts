import { cellText } from '../../spreadsheets/index.ts'
import { readEmail, readName, readPhone, readStaffNumber } from './contact.ts'
import { type Problem, thisRow } from './problems.ts'
import type { RosterRow } from './row.ts'
import { readOffice } from './row-office.ts'
import { readUnit } from './row-unit.ts'

/** What one row says once it is read: codes, not words. Empty text where a problem stands. */
export interface RosterEntry {
  name: string
  unit: string
  position: string
  division: string | null
  gender: 'f' | 'm' | null
  /** null: the row gives no day and nobody chose one; the known appointment decides. */
  from: string | null
  until: string | null
  staffNumber: string | null
  phone: string | null
  email: string | null
}

/** Reads the cells of a row; whatever cannot be read stays with the row as a problem. `above` is the last unit read. */
export function readEntry(row: RosterRow, above: string | null): RosterEntry {
  const entry: RosterEntry = {
    name: nameOf(row),
    unit: readUnit(row, above),
    ...readOffice(row),
    gender: genderOf(row),
    from: row.day('from') ?? row.reader.defaultFrom,
    until: row.day('until'),
    staffNumber: row.text('staffNumber', readStaffNumber),
    phone: row.text('phone', readPhone),
    email: row.text('email', readEmail),
  }
  if (entry.from && entry.until && entry.until < entry.from) {
    const problem: Problem = {
      kind: 'untilBeforeFrom',
      field: 'until',
      value: cellText(row.at('until')),
      mends: [''],
      params: { from: entry.from },
      about: thisRow(row.row),
    }
    entry.until = row.settle<string | null>(problem, () => null) ?? null
  }
  return entry
}

function nameOf(row: RosterRow): string {
  const found = row.text('name', readName)
  if (found !== null || row.hasProblem('name')) return found ?? ''
  const missing: Problem = {
    kind: 'nameMissing',
    field: 'name',
    value: '',
    mends: [],
    about: thisRow(row.row),
  }
  const typed = row.settle<string | null>(
    missing,
    () => null,
    (text) => {
      const again = readName(text)
      return 'text' in again && again.text ? again.text : undefined
    },
  )
  return typed ?? ''
}

function genderOf(row: RosterRow): 'f' | 'm' | null {
  const said = row.words('gender')
  if (said === null || /^[-–—]+$/.test(said)) return null
  const asGender = (code: string | undefined) => (code === 'f' || code === 'm' ? code : null)
  const known = asGender(row.reader.genders.get(said))
  if (known) return known
  const settled = row.settle<'f' | 'm' | null>(
    { kind: 'genderUnknown', field: 'gender', value: said, mends: ['f', 'm', ''] },
    asGender,
    (text) => asGender(row.reader.genders.get(text)) ?? undefined,
  )
  return settled ?? null
}
