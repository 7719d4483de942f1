/** The time, injectable so that tests and jobs can say which day it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still, for tests. */
export const clockAt = (iso: string): Clock => ({ now: () => new Date(iso) })

/** The calendar day (YYYY-MM-DD) at an instant in a time zone, for example `Asia/Jakarta`. */
export const dayIn = (zone: string, instant: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant)

/** The hour (YYYY-MM-DDTHH) that clocks show at an instant in a time zone. */
export const hourIn = (zone: string, instant: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(instant)
    .slice(0, 13)
    .replace(' ', 'T')

/** Whether a text is a day of the calendar: YYYY-MM-DD, and there (no 30 February). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text
}

/** The calendar day `days` after `day` (YYYY-MM-DD), before it when negative. */
export const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The instant at which clocks of a zone show `time` (HH:MM) on `day` (YYYY-MM-DD). */
export function instantIn(zone: string, day: string, time: string): Date {
  const asUtc = new Date(`${day}T${time}:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  const offset = Date.parse(`${shown.format(asUtc).replace(' ', 'T')}Z`) - asUtc.getTime()
  return new Date(asUtc.getTime() - offset)
}
