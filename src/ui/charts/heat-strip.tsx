// biome-ignore-all lint/a11y/noRedundantRoles: as cards on a phone the parts lose their table display, and with it their roles
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { ChartFrame, cellWords } from './chart-frame.tsx'
import { heatClass, mostOf } from './heat.ts'

export interface HeatCell {
  label: string
  value: number | null
  shown?: string
  suppressed?: boolean
}

export interface HeatRow {
  label: string
  cells: readonly HeatCell[]
  /** Of the whole row, formatted. Not the sum of its cells where these are people. */
  total?: string
  /** The row the page is about. */
  emphasised?: boolean
}

/** Whether a word is too long for a sixth of a phone's width. */
const hasLongWord = (words: string) => words.split(' ').some((word) => word.length > 6)

/**
 * Two dimensions at a glance: rows by columns, darker is more. A table, so that each cell is read with its row and
 * column; on a phone each row wraps its cells beneath its name, every cell with its own column's name: six a line, or
 * four where words are long.
 */
export function HeatStrip({
  t,
  title,
  rows,
  columnLabels,
  unit,
  scaleMax,
  totalLabel,
}: {
  t: Translator
  title: string
  rows: readonly HeatRow[]
  columnLabels: readonly string[]
  unit: string
  /** The value of the darkest step; the largest cell when absent. */
  scaleMax?: number
  /** Head of the last column, where `total` stands. */
  totalLabel?: string
}) {
  const cells = rows.flatMap((row) => row.cells)
  const most = scaleMax ?? mostOf(cells)
  const isLong = [...columnLabels, ...cells.map(({ shown = '' }) => shown)].some(hasLongWord)
  const hasTotals = rows.some((row) => row.total !== undefined)
  return (
    <ChartFrame t={t} title={title} unit={unit} kind="heat" withheld={cells.some((cell) => cell.suppressed)}>
      <table class={isLong ? 'heat heat-long' : 'heat'} role="table" aria-label={title}>
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            {columnLabels.map((label) => (
              <th scope="col" role="columnheader">
                {label}
              </th>
            ))}
            {hasTotals && (
              <th scope="col" role="columnheader" class="end">
                {totalLabel ?? t('ui.chart.total')}
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" class={row.emphasised ? 'emphasised' : undefined}>
              <th scope="row" role="rowheader">
                {row.label}
              </th>
              {row.cells.map((cell) => (
                <td role="cell" class={`heat-cell ${heatClass(cell, most)}`}>
                  <span class="heat-label" aria-hidden="true">
                    {cell.label}
                  </span>
                  <span class="heat-value">{cellWords(t, cell)}</span>
                </td>
              ))}
              {hasTotals && (
                <td role="cell" class="heat-total">
                  {row.total}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ChartFrame>
  )
}
