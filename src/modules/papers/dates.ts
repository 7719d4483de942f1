import type { Locale } from '../../platform/i18n/catalogue.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import type { Day } from './records.ts'

const tags = { id: 'id-ID', en: 'en-GB' } as const
const noon = (day: Day) => new Date(`${day}T12:00:00Z`)

/** Days from one to another: 21–24 September 2019; one day alone when they are the same. */
export const daysFromTo = (locale: Locale, from: Day, until: Day) =>
  new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone: 'UTC' }).formatRange(
    noon(from),
    noon(until),
  )

/** A sitting: Sabtu, 21 September 2019, 09.00–12.00 WIB. Over midnight both ends carry their day. */
export function sitting(locale: Locale, from: Date, until: Date, timeZone: string): string {
  const day = new Intl.DateTimeFormat(tags[locale], { dateStyle: 'full', timeZone })
  const time = new Intl.DateTimeFormat(tags[locale], { timeStyle: 'short', timeZone })
  const [start, end] = [day.format(from), day.format(until)]
  const span =
    start === end
      ? `${start}, ${time.format(from)}–${time.format(until)}`
      : `${start}, ${time.format(from)} – ${end}, ${time.format(until)}`
  return `${span} ${zoneName(timeZone)}`
}
