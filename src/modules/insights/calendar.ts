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
