import type { Base } from '../outreach/index.ts'
import type { Channel } from '../publications/index.ts'
import { nobody, type ReachCell } from '../reach/index.ts'
import type { BaseRow, ChannelRow } from './overview.ts'

/**
 * A matrix of base x week as rows in the order of the preset, hits without a link last. Bases without any
 * hit stay in, so that an empty row is seen.
 */
export function baseRows(
  cells: readonly ReachCell[],
  bases: readonly Base[],
  columns: readonly string[],
): BaseRow[] {
  const byRow = Map.groupBy(cells, ({ row }) => row)
  const known = new Map(bases.map((base) => [base.code, base]))
  const others = [...byRow.keys()].filter((code) => !known.has(code)).sort()
  return [...known.keys(), ...others].map((code) => {
    const own = byRow.get(code) ?? []
    const at = new Map(own.map((cell) => [cell.column, cell]))
    return {
      base: known.get(code) ?? null,
      code,
      total: at.get(null) ?? nobody(code),
      cells: columns.map((column) => at.get(column) ?? null),
    }
  })
}

/** Channels in the order of the preset, those with hits only; hits without a link last. */
export function channelRows(cells: readonly ReachCell[], channels: readonly Channel[]): ChannelRow[] {
  const own = new Map(cells.filter(({ column }) => column === null).map((cell) => [cell.row, cell]))
  const known = new Map(channels.map((channel) => [channel.code, channel]))
  const others = [...own.keys()].filter((code) => !known.has(code)).sort()
  return [...known.keys(), ...others].flatMap((code) => {
    const cell = own.get(code)
    return cell ? { channel: known.get(code) ?? null, code, cell } : []
  })
}

/** One cell a day; null without a hit. */
export function dayRow(cells: readonly ReachCell[], days: readonly string[]): (ReachCell | null)[] {
  const at = new Map(cells.map((cell) => [cell.row, cell]))
  return days.map((day) => at.get(day) ?? null)
}
