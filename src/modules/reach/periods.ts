/** The Monday (YYYY-MM-DD) of a day's week, ISO 8601. */
export function mondayOf(day: string): string {
  const instant = Date.parse(`${day}T00:00:00Z`)
  const sinceMonday = (new Date(instant).getUTCDay() + 6) % 7
  return new Date(instant - sinceMonday * 86_400_000).toISOString().slice(0, 10)
}

/** The day `days` after a day. */
export const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Names of the periods a rollup is kept for. */
export const season = 'season'
export const weekPeriod = (day: string) => `week:${mondayOf(day)}`
export const dayPeriod = (day: string) => `day:${day}`

/** @param hour YYYY-MM-DDTHH as the unit's clock shows it */
export const hourPeriod = (hour: string) => `hour:${hour}`

/** The period that a period is a part of: an hour of its day, a day of its week, a week of the season. */
export function periodAbove(period: string): string | null {
  const [kind, at = ''] = period.split(':')
  if (kind === 'hour') return dayPeriod(at.slice(0, 10))
  if (kind === 'day') return weekPeriod(at)
  return kind === 'week' ? season : null
}

/** A unit and those above it, from the root down: `id.33.73` gives `id`, `id.33`, `id.33.73`. */
export function scopesAbove(workUnitId: string): string[] {
  const parts = workUnitId.split('.')
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'))
}
