import type { UnitReading } from '../unit-finder.ts'
import type { Problem } from './problems.ts'
import type { RosterRow } from './row.ts'

const unitOf = (reading: UnitReading | null) => (reading && 'unit' in reading ? reading.unit : undefined)

/**
 * The unit of a row, from its code, its name or both; '' while a problem stands.
 * Without a unit column the rows belong to the section they stand in (`above`) or the unit that was chosen for the
 * import; with one, an empty cell is a question, since a merged cell may have been lost.
 */
export function readUnit(row: RosterRow, above: string | null): string {
  const { units, columns, defaultUnit, isSingleUnit } = row.reader
  const [coded, named] = [row.words('unitCode'), row.words('unit')]
  const byCode = coded === null ? null : units.byCode(coded)
  const byName = named === null ? null : units.byName(named)
  const wrong = (problem: Problem) =>
    row.settle(
      problem,
      (code) => code,
      (typed) => unitOf(units.byName(typed)),
    ) ?? ''

  const [first, second] = [unitOf(byCode), unitOf(byName)]
  if (first && second && first !== second) {
    const value = `${coded} / ${named}`
    return wrong({ kind: 'unitDisagrees', field: 'unitCode', value, mends: [second, first] })
  }
  const known = first ?? second
  if (known) return known

  const field = byName ? 'unit' : 'unitCode'
  const value = (byName ? named : coded) ?? ''
  const reading = byName ?? byCode
  if (reading && 'outside' in reading) {
    return wrong({ kind: 'unitOutside', field, value, mends: [], params: { unit: reading.outside } })
  }
  if (reading && 'unknown' in reading) {
    return wrong({ kind: 'unitUnknown', field, value, mends: reading.mends, isOpen: reading.isTie })
  }

  const hasColumn = columns.unit !== undefined || columns.unitCode !== undefined
  if (!hasColumn) return above ?? defaultUnit
  if (isSingleUnit) return defaultUnit
  if (row.hasProblem('unit') || row.hasProblem('unitCode')) return ''
  const mends = [...new Set([above, defaultUnit].filter((id) => id !== null))]
  const empty = columns.unit === undefined ? 'unitCode' : 'unit'
  // What stands above is part of the question, so that one answer does not reach into another unit's rows.
  return wrong({ kind: 'unitMissing', field: empty, value: '', mends, about: above ?? '' })
}
