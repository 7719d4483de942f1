import { dayIn } from '../../platform/clock.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'

const milliseconds = 86_400_000

/** Days from one calendar day to another (YYYY-MM-DD). */
export const daysUntil = (from: string, until: string) =>
  Math.round((Date.parse(until) - Date.parse(from)) / milliseconds)

/** The instant at which the day after `now` begins in a time zone: when a page that counts days is out of date. */
export function nextMidnight(zone: string, now: Date): Date {
  const wall = new Date(
    `${new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(now).replace(' ', 'T')}Z`,
  )
  const offset = wall.getTime() - Math.floor(now.getTime() / 1000) * 1000
  return new Date(Date.parse(dayIn(zone, now)) + milliseconds - offset)
}

const tags = { id: 'id-ID', en: 'en-GB' } as const
const part = (day: string, locale: Locale, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** 17 April */
export const dayAndMonth = (day: string, locale: Locale) =>
  part(day, locale, { day: 'numeric', month: 'long' })

/** Rabu */
export const weekday = (day: string, locale: Locale) => part(day, locale, { weekday: 'long' })

/** 14 – 16 April 2019; one day alone when they are the same. */
export function dayRange(from: string, until: string, locale: Locale): string {
  const whole = (day: string) => part(day, locale, { day: 'numeric', month: 'long', year: 'numeric' })
  if (from === until) return whole(from)
  if (from.slice(0, 7) === until.slice(0, 7))
    return `${part(from, locale, { day: 'numeric' })} – ${whole(until)}`
  if (from.slice(0, 4) === until.slice(0, 4)) return `${dayAndMonth(from, locale)} – ${whole(until)}`
  return `${whole(from)} – ${whole(until)}`
}
