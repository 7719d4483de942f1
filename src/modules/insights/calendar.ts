const dayLength = 86_400_000

const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)

/** The Monday of the week a day lies in (YYYY-MM-DD). ISO 8601: weeks begin on Monday. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return plus(day, -weekday)
}

/** Every Monday of the weeks that touch the days from `from` until `until`, both included. */
export function weeksBetween(from: string, until: string): string[] {
  const weeks: string[] = []
  for (let monday = mondayOf(from); monday <= until; monday = plus(monday, 7)) weeks.push(monday)
  return weeks
}

/** Every day from `from` until `until`, both included. */
export function daysFrom(from: string, until: string): string[] {
  const days: string[] = []
  for (let day = from; day <= until; day = plus(day, 1)) days.push(day)
  return days
}

/** How many weeks a drawing holds. */
const mostWeeks = 26

/**
 * The days to draw: all with a hit, or where they reach over more than 26 weeks (a link opened years later) the 26
 * weeks up to `end`, the day the election was over, if there were hits by then. Totals are not cut.
 */
export function drawnPeriod(
  from: string,
  until: string,
  end: string | null,
): { from: string; until: string } {
  const first = mondayOf(plus(until, -7 * (mostWeeks - 1)))
  if (from >= first) return { from, until }
  const last = end !== null && end >= from && end < until ? end : until
  const start = mondayOf(plus(last, -7 * (mostWeeks - 1)))
  return { from: from > start ? from : start, until: last }
}
