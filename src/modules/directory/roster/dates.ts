import { type SheetCell, serialDay } from '../../spreadsheets/index.ts'
import { distance } from '../edit-distance.ts'

const months: Record<string, number> = {}
const spellings = [
  'januari january jan',
  'februari february pebruari feb peb',
  'maret march mar',
  'april apr',
  'mei may',
  'juni june jun',
  'juli july jul',
  'agustus august agu aug agt ags',
  'september sep sept',
  'oktober october okt oct',
  'november nopember nov nop',
  'desember december des dec',
]
spellings.forEach((spelling, at) => {
  for (const word of spelling.split(' ')) months[word] = at + 1
})

/** A day that exists in the calendar, between 1900 and 2199; else null. Two digits of a year are of this century. */
function dayOf(year: number, month: number, day: number): string | null {
  const full = year < 100 ? 2000 + year : year
  if (full < 1900 || full > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return null
  const iso = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const real = new Date(`${iso}T00:00:00Z`)
  return real.getUTCDate() === day ? iso : null
}

export type DayReading = { day: string | null } | { unreadable: true; mends: string[] }

/**
 * A day as offices write it: `17 April 2019`, `Rabu, 17 April 2019`, `17/04/2019`, `17-4-19`, `2019-04-17`, a date cell
 * or its serial number. The day comes first, as in Indonesia; where only the American order gives a day that exists, it
 * is proposed, not taken. Empty cells and dashes are no day; `sekarang` neither.
 */
export function readDay(cell: SheetCell): DayReading {
  if (typeof cell === 'number') return orUnreadable(serialDay(cell))
  if (typeof cell === 'object') {
    if ('day' in cell)
      return /^\d{4}-\d\d-\d\d$/.test(cell.day) ? { day: cell.day } : { unreadable: true, mends: [] }
    if ('error' in cell) return { unreadable: true, mends: [] }
    return readDay(cell.computed)
  }
  const text = cell.replace(/^'/, '').trim().toLowerCase()
  if (text === '' || /^(-+|–|—|sekarang|kini|now|present|n\/a)$/.test(text)) return { day: null }
  if (/^\d{5}$/.test(text)) return orUnreadable(serialDay(Number(text)))
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?$/.exec(text)
  if (iso) return orUnreadable(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])))
  const figures = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?:\s.*)?$/.exec(text)
  if (figures) {
    const [first, second, year] = [Number(figures[1]), Number(figures[2]), Number(figures[3])]
    return orUnreadable(dayOf(year, second, first), dayOf(year, first, second))
  }
  const words = /^(?:\p{L}+['’]?\p{L}*,?\s+)?(\d{1,2})[\s\-/.]*(\p{L}+)\.?[\s\-/.,]*(\d{4}|\d{2})$/u.exec(
    text,
  )
  const month = words && months[words[2] ?? '']
  if (words && month) return orUnreadable(dayOf(Number(words[3]), month, Number(words[1])))
  const misspelt = words ? nearMonth(words[2] ?? '') : null
  if (words && misspelt) {
    const mend = dayOf(Number(words[3]), misspelt, Number(words[1]))
    return { unreadable: true, mends: mend ? [mend] : [] }
  }
  return { unreadable: true, mends: [] }
}

const orUnreadable = (day: string | null, mend: string | null = null): DayReading =>
  day === null ? { unreadable: true, mends: mend === null ? [] : [mend] } : { day }

/** The month whose name is one or two letters away: `Aprl`, `Septembr`. */
function nearMonth(word: string): number | null {
  const full = Object.keys(months).filter((name) => name.length > 3 && name[0] === word[0])
  const best = full.toSorted((a, b) => distance(word, a) - distance(word, b))[0]
  return best !== undefined && distance(word, best) <= 2 ? (months[best] ?? null) : null
}
