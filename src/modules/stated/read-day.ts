import { isDay } from '../../platform/clock.ts'
import type { DayOrder } from './layouts.ts'

/** The months in English and Indonesian, by their first three letters; some are shortened in several ways. */
const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  mei: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  agu: 8,
  agt: 8,
  ags: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  nop: 11,
  dec: 12,
  des: 12,
}

const two = (number: number) => String(number).padStart(2, '0')

function dayOf(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return year >= 2000 && isDay(text) ? text : null
}

/** Of days that a file writes in numbers: which comes first, where the numbers themselves show it (a 17 is no month). */
export function orderIn(texts: readonly string[], otherwise: DayOrder): DayOrder {
  for (const text of texts) {
    const [, first, second] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}\b/.exec(text) ?? []
    if (Number(first) > 12) return 'dmy'
    if (Number(second) > 12) return 'mdy'
  }
  return otherwise
}

/**
 * The calendar day (YYYY-MM-DD) that a platform wrote, its time of day left out; null when it is none. Reads
 * 2026-06-13T00:00:00, 06/17/2026 00:45, Tue, Jul 14, 2026, 6 Jan 2024, and 10 Januari without a year, as TikTok
 * writes it: the last such day up to `until`, the day the file was made.
 */
export function readDay(text: string, order: DayOrder, until: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ,]|$)/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,T]|$)/.exec(text)
  if (numbers) {
    const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])]
    return order === 'mdy' ? dayOf(year, first, second) : dayOf(year, second, first)
  }
  const word = /\p{L}{3,}/gu
  const month = [...text.matchAll(word)].map(([name]) => months[name.slice(0, 3).toLowerCase()]).find(Boolean)
  const day = /(?<!\d)(\d{1,2})(?![\d:.])/.exec(text)?.[1]
  if (month === undefined || day === undefined) return null
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1]
  if (year !== undefined) return dayOf(Number(year), month, Number(day))
  const lastYear = Number(until.slice(0, 4))
  return (
    [lastYear, lastYear - 1, lastYear - 2, lastYear - 3, lastYear - 4]
      .map((one) => dayOf(one, month, Number(day)))
      .find((one) => one !== null && one <= until) ?? null
  )
}
