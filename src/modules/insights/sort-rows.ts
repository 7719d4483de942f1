export type Direction = 'asc' | 'desc'

/**
 * Rows in the order of a value; what is unknown comes last in both directions, equals stay as they were.
 * Words are compared as people of the language do.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  by: (row: Row) => number | string | null,
  direction: Direction,
  locale: string,
): Row[] {
  const words = new Intl.Collator(locale, { numeric: true })
  const sign = direction === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [left, right] = [by(a), by(b)]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right)
    return sign * words.compare(String(left), String(right))
  })
}
