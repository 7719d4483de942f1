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
