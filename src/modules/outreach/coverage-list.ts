import type { UnitTree } from '../directory/index.ts'
import type { UnitCoverage } from './coverage-read-model.ts'

export const coverageSorts = ['unit', 'state', 'bases', 'volunteers', 'share'] as const
export type CoverageSort = (typeof coverageSorts)[number]

/** `short`: a programme with fewer volunteers than its quota; `empty`: with nobody. */
export const coverageStates = ['all', 'none', 'open', 'closed', 'short', 'empty'] as const
export type CoverageState = (typeof coverageStates)[number]

export const coverageLevels = ['district', 'province', 'all'] as const
export type CoverageLevel = (typeof coverageLevels)[number]

export interface CoverageQuery {
  state: CoverageState
  level: CoverageLevel
  /** A base that must be worked on; '' for any. */
  base: string
  /** Part of a unit's name or code; '' for any. */
  words: string
  sort: CoverageSort
  dir: 'asc' | 'desc'
  /** Keyset: rows behind, or before, this unit in the order asked for. */
  after: string
  before: string
}

export interface CoveragePage {
  rows: UnitCoverage[]
  /** All rows that match, and the place of the first one shown, from 1. */
  count: number
  first: number
  next: string | null
  previous: string | null
}

export const rowsOnPage = 50

/** Volunteers over quota; -1 for a unit that has none to fill. */
export const fillOf = ({ volunteers, quota }: UnitCoverage) => (quota === 0 ? -1 : volunteers / quota)

const stateRank = { none: 0, open: 1, closed: 2 } as const

const keys: Record<CoverageSort, (row: UnitCoverage) => string | number> = {
  unit: ({ workUnitId }) => workUnitId,
  state: ({ state }) => stateRank[state],
  bases: ({ bases }) => bases.length,
  volunteers: ({ volunteers }) => volunteers,
  share: fillOf,
}

/** The order asked for; units with the same value follow each other by id, so that it is total. */
function orderOf({ sort, dir }: CoverageQuery): (a: UnitCoverage, b: UnitCoverage) => number {
  const sign = dir === 'asc' ? 1 : -1
  const key = keys[sort]
  return (a, b) => {
    const [left, right] = [key(a), key(b)]
    if (left !== right) return left < right ? -sign : sign
    return a.workUnitId < b.workUnitId ? -1 : a.workUnitId > b.workUnitId ? 1 : 0
  }
}

const inState: Record<CoverageState, (row: UnitCoverage) => boolean> = {
  all: () => true,
  none: ({ state }) => state === 'none',
  open: ({ state }) => state === 'open',
  closed: ({ state }) => state === 'closed',
  short: (row) => row.state !== 'none' && row.quota > 0 && row.volunteers < row.quota,
  empty: (row) => row.state !== 'none' && row.quota > 0 && row.volunteers === 0,
}

/** Every row that matches, in the order asked for. */
export function coverageRows(
  all: readonly UnitCoverage[],
  tree: UnitTree,
  query: CoverageQuery,
): UnitCoverage[] {
  const words = query.words.trim().toLowerCase()
  const matches = (row: UnitCoverage) => {
    const unit = tree.byId(row.workUnitId)
    if (query.level !== 'all' && unit?.level !== query.level) return false
    if (query.base !== '' && !row.bases.includes(query.base)) return false
    return words === '' || `${unit?.name} ${unit?.shortName} ${unit?.code}`.toLowerCase().includes(words)
  }
  return all.filter((row) => inState[query.state](row) && matches(row)).toSorted(orderOf(query))
}

/**
 * One page of them, found by the last unit seen rather than by counting: rows that come or go meanwhile neither hide
 * nor repeat others.
 */
export function coveragePage(
  all: readonly UnitCoverage[],
  tree: UnitTree,
  query: CoverageQuery,
): CoveragePage {
  const rows = coverageRows(all, tree, query)
  const order = orderOf(query)
  const mark = all.find(({ workUnitId }) => workUnitId === (query.after || query.before))
  let start = 0
  if (mark && query.after) {
    const at = rows.findIndex((row) => order(row, mark) > 0)
    start = at < 0 ? rows.length : at
  } else if (mark) {
    const at = rows.findIndex((row) => order(row, mark) >= 0)
    start = Math.max(0, (at < 0 ? rows.length : at) - rowsOnPage)
  }
  const shown = rows.slice(start, start + rowsOnPage)
  return {
    rows: shown,
    count: rows.length,
    first: start + 1,
    next: start + shown.length < rows.length ? (shown.at(-1)?.workUnitId ?? null) : null,
    previous: start > 0 ? (rows[start]?.workUnitId ?? rows.at(-1)?.workUnitId ?? null) : null,
  }
}
