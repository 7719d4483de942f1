/** How strong a cell is against the strongest of its row, between 0 and 1; null stays null. */
export function strengths(row: readonly (number | null)[]): (number | null)[] {
  const most = row.reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0)
  return row.map((value) => (value === null ? null : most === 0 ? 0 : value / most))
}
