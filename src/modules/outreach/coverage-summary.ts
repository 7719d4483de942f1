import type { UnitTree } from '../directory/index.ts'
import type { UnitCoverage } from './coverage-read-model.ts'

export interface CoverageSummary {
  /** Districts of the scope, and those of them with a programme. */
  districts: number
  withProgramme: number
  /** Active volunteers and the quota of the districts that have a programme. */
  volunteers: number
  quota: number
  /** Districts with a programme and nobody in it. */
  deserted: number
}

/** What the rows of coverage say together. */
export function coverageSummary(rows: readonly UnitCoverage[], tree: UnitTree): CoverageSummary {
  const districts = rows.filter(({ workUnitId }) => tree.byId(workUnitId)?.level === 'district')
  const served = districts.filter(({ state }) => state !== 'none')
  const sum = (of: (row: UnitCoverage) => number) => served.reduce((total, row) => total + of(row), 0)
  return {
    districts: districts.length,
    withProgramme: served.length,
    volunteers: sum(({ volunteers }) => volunteers),
    quota: sum(({ quota }) => quota),
    deserted: served.filter(({ volunteers, quota }) => quota > 0 && volunteers === 0).length,
  }
}
