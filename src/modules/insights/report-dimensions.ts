import { isAnswered, type ReachCell, reachMatrix } from '../reach/index.ts'
import type { ReadServices } from './overview-read-model.ts'

export const reportDimensions = ['base', 'region', 'channel', 'week', 'day', 'unit'] as const
export type ReportDimension = (typeof reportDimensions)[number]

/** How many cuts a report may have: a matrix has two, a third and fourth are taken by filters. */
const filtered: readonly ReportDimension[] = ['channel', 'base']

/**
 * Why a list of dimensions makes no report, or null: one of place and one of time at most besides base and channel,
 * none twice, and days not by base and channel together; what is chosen counts as much as what is cut by.
 */
export function dimensionProblem(
  by: readonly ReportDimension[],
  chosen: { base?: unknown; channel?: unknown } = {},
): 'twice' | 'tooMany' | 'none' | null {
  if (by.length === 0) return 'none'
  if (new Set(by).size < by.length) return 'twice'
  const [rows = 'region', columns, ...more] = by.filter((dimension) => !filtered.includes(dimension))
  const asked = (dimension: 'base' | 'channel') =>
    chosen[dimension] || by.includes(dimension) ? { [dimension]: '' } : {}
  return more.length === 0 && isAnswered({ rows, columns, ...asked('base'), ...asked('channel') })
    ? null
    : 'tooMany'
}

/** `base,region` as dimensions; undefined where a word is none. */
export function dimensionsOf(text: string): ReportDimension[] | undefined {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
  const known = words.filter((word): word is ReportDimension => reportDimensions.some((one) => one === word))
  return known.length === words.length ? known : undefined
}

export type Keys = Partial<Record<ReportDimension, string>>
/** One cell of a report with where it lies in each dimension. */
export interface Cut {
  keys: Keys
  cell: ReachCell
}

/**
 * All cells of the product of the dimensions, and what is left for the matrix after base and channel were fixed by
 * filters. The order of the rows is the order of the dimensions.
 */
export async function cutsOf(
  services: ReadServices,
  query: { scope: string; electionId: string; base?: string; channel?: string },
  by: readonly ReportDimension[],
): Promise<Cut[]> {
  if (by.length <= 2) {
    const [rows, columns] = by
    const { cells } = await reachMatrix(services, { ...query, rows: rows ?? 'region', columns })
    return cells.flatMap((cell) => {
      if (columns === undefined) return { keys: { [rows ?? 'region']: cell.row }, cell }
      return cell.column === null
        ? []
        : { keys: { [rows ?? 'region']: cell.row, [columns]: cell.column }, cell }
    })
  }
  const fixed = filtered.find((dimension) => by.includes(dimension)) ?? 'channel'
  const rest = by.filter((dimension) => dimension !== fixed)
  const { cells } = await reachMatrix(services, { ...query, rows: fixed })
  const cuts: Cut[] = []
  for (const { row } of cells) {
    const within = await cutsOf(services, { ...query, [fixed]: row }, rest)
    cuts.push(...within.map(({ keys, cell }) => ({ keys: { ...keys, [fixed]: row }, cell })))
  }
  return cuts
}
