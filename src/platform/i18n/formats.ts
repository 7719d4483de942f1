import type { Locale } from './catalogue.ts'

const tags = { id: 'id-ID', en: 'en-GB' } as const
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  let found = cache.get(key)
  if (!found) {
    found = make()
    cache.set(key, found)
  }
  return found as T
}

/** Numbers, dates and time zones in one language, by Intl. */
export function formats(locale: Locale) {
  const tag = tags[locale]
  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    cached(`n${tag}${JSON.stringify(options)}`, () => new Intl.NumberFormat(tag, options)).format(value)
  const dateTime = (value: Date, options: Intl.DateTimeFormatOptions) =>
    cached(`d${tag}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(tag, options)).format(value)
  const range = (from: Date, until: Date, options: Intl.DateTimeFormatOptions) =>
    cached(`d${tag}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(tag, options)).formatRange(
      from,
      until,
    )
  return {
    number,
    /** A share between 0 and 1 as per cent with `digits` decimals. */
    percent: (share: number, digits = 1) =>
      number(share, { style: 'percent', maximumFractionDigits: digits }),
    /** A share that keeps its meaning when it is small: 57 %, 5,7 %, 0,57 %, 0,057 %. */
    share: (share: number) => {
      const digits = share === 0 || share >= 0.1 ? 0 : share >= 0.01 ? 1 : share >= 0.001 ? 2 : 3
      return number(share, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
    },
    /** A calendar day (YYYY-MM-DD): 17 April 2019. */
    day: (day: string, month: 'long' | 'short' = 'long') =>
      dateTime(new Date(`${day}T00:00:00Z`), { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }),
    /** Days from one to another, both included, saying once what they share: 10–20 Apr 2019. No day is broken over lines. */
    days: (from: string, until: string, month: 'long' | 'short' = 'long') =>
      range(new Date(`${from}T00:00:00Z`), new Date(`${until}T00:00:00Z`), {
        day: 'numeric',
        month,
        year: 'numeric',
        timeZone: 'UTC',
      }).replaceAll(' ', '\u00a0'),
    /** With the day of the week: Rabu, 17 April 2019. */
    weekday: (day: string) => dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'full', timeZone: 'UTC' }),
    /** An instant in the unit's own zone, which is named: 17 Apr 2019, 07.00 WIB. */
    instant: (at: Date, zone: string) =>
      `${dateTime(at, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })} ${zoneName(zone)}`,
  }
}

export type Formats = ReturnType<typeof formats>

const zones: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}

/** The short name people use for a zone; others keep their IANA name. */
export const zoneName = (zone: string) => zones[zone] ?? zone
