import { dayAfter, instantIn } from '../../platform/clock.ts'

/** A hit is committed within half a minute of its coming even at full load; what came longer after is late. */
const settledWithin = 10 * 60_000

/**
 * Whether a day or week still changed after it was over on every clock it was counted by: its newest hit was committed
 * more than ten minutes after. Tells of hits that came late and of figures that were restored, not of what they were.
 *
 * @param row the day, or the Monday of the week, YYYY-MM-DD
 * @param zones time zones of the units it is about; the day ends last in the westernmost
 */
export function isLate(
  { row, asOf }: { row: string; asOf: Date | null },
  kind: 'day' | 'week',
  zones: Iterable<string>,
): boolean {
  if (asOf === null) return false
  const next = dayAfter(row, kind === 'week' ? 7 : 1)
  const ends = [...zones].map((zone) => instantIn(zone, next, '00:00').getTime())
  return ends.length > 0 && asOf.getTime() > Math.max(...ends) + settledWithin
}
