import { cellText } from '../../spreadsheets/index.ts'
import { type Problem, thisRow } from './problems.ts'
import type { RosterRow } from './row.ts'

interface Office {
  position: string
  division: string | null
}

/** Position and division of a row; a position of '' while a problem stands. The division's own column goes first. */
export function readOffice(row: RosterRow): Office {
  const none: Office = { position: '', division: null }
  const said = row.words('position')
  if (said !== null) return positionOf(row, said) ?? none
  if (row.hasProblem('position')) return none
  const missing: Problem = {
    kind: 'positionMissing',
    field: 'position',
    value: '',
    mends: [],
    about: thisRow(row.row),
  }
  const typed = row.settle(
    missing,
    () => none,
    (text) => known(row, text),
  )
  return typed ?? none
}

function known(row: RosterRow, text: string): Office | undefined {
  const reading = row.reader.positions.read(text)
  return 'unknown' in reading
    ? undefined
    : { position: reading.position, division: divisionOf(row, reading.position, reading.division) }
}

function positionOf(row: RosterRow, said: string): Office | undefined {
  const reading = row.reader.positions.read(said)
  if ('unknown' in reading) {
    return row.settle(
      { kind: 'positionUnknown', field: 'position', value: said, mends: reading.mends },
      (code) => ({ position: code, division: divisionOf(row, code, null) }),
      (text) => known(row, text),
    )
  }
  if (reading.unknownDivision !== undefined && cellText(row.at('division')) === '') {
    return { position: reading.position, division: mendedDivision(row, 'position', reading.unknownDivision) }
  }
  return { position: reading.position, division: divisionOf(row, reading.position, reading.division) }
}

/** What the division's column says of a secretariat position is a section, which the directory does not keep. */
function divisionOf(row: RosterRow, position: string, fromPosition: string | null): string | null {
  if (!row.reader.positions.leadsDivision(position)) return null
  const said = row.words('division')
  if (said === null) return fromPosition
  const reading = row.reader.positions.division(said)
  return 'division' in reading ? (reading.division ?? fromPosition) : mendedDivision(row, 'division', said)
}

function mendedDivision(row: RosterRow, field: 'position' | 'division', value: string): string | null {
  const reading = row.reader.positions.division(value)
  const mends = 'unknown' in reading ? [...reading.mends, ''] : ['']
  const mended = row.settle<string | null>(
    { kind: 'divisionUnknown', field, value, mends },
    (code) => code || null,
    (text) => {
      const again = row.reader.positions.division(text)
      return 'division' in again ? again.division : undefined
    },
  )
  return mended ?? null
}
