/** Steps of the heat scale, 0 (least) to 5 (most). */
export const heatSteps = [0, 1, 2, 3, 4, 5] as const

/** The step of a value on a scale from 0 to `most`: six equal parts, the topmost closed. */
export const heatStep = (value: number, most: number) =>
  most > 0 ? Math.min(5, Math.max(0, Math.floor((6 * value) / most))) : 0

/** Class of a cell: its step, hatched when withheld, empty when nothing is known. */
export function heatClass(cell: { value: number | null; suppressed?: boolean }, most: number) {
  if (cell.suppressed) return 'heat-withheld'
  return cell.value === null ? 'heat-none' : `heat-${heatStep(cell.value, most)}`
}

/** The largest value that is shown; 0 when there is none. */
export const mostOf = (cells: readonly { value: number | null; suppressed?: boolean }[]) =>
  cells.reduce(
    (most, { value, suppressed }) => (suppressed || value === null ? most : Math.max(most, value)),
    0,
  )
