import type { SheetCell } from '../../spreadsheets/index.ts'
import type { ProblemKind } from './problems.ts'

export type TextReading = { text: string | null } | { problem: ProblemKind; mends: string[] }

/** Signs with which a spreadsheet begins to compute, and what offices put before figures to keep them as text. */
export const looksLikeFormula = (text: string) => /^[=+\-@\t\r]/.test(text)
const withoutApostrophe = (text: string) => text.replace(/^['’`]+/, '').trim()
const isNone = (text: string) => /^[-–—.]*$/.test(text)

/** The plain value of a cell for a field of text; a computed cell gives its last value. */
export function plainCell(cell: SheetCell): string {
  const value =
    typeof cell === 'object' ? ('computed' in cell ? cell.computed : 'day' in cell ? cell.day : '') : cell
  return typeof value === 'number' ? wholeNumber(value) : withoutApostrophe(value)
}

const wholeNumber = (value: number) =>
  Number.isInteger(value) ? value.toLocaleString('en-US', { useGrouping: false }) : String(value)

/**
 * A person's staff number: figures and letters, spaces left out. A number of more than fifteen figures that a
 * spreadsheet kept as a number has lost its last ones: that is a problem, not a value.
 */
export function readStaffNumber(cell: SheetCell): TextReading {
  const value = typeof cell === 'object' && 'computed' in cell ? cell.computed : cell
  const lost: TextReading = { problem: 'staffNumberLost', mends: [''] }
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return lost
  const text = plainCell(cell)
  if (isNone(text)) return { text: null }
  if (/^\d[.,]\d+e\+?\d+$/i.test(text)) return lost
  const plain = text.replace(/\s/g, '')
  return /^[0-9A-Za-z][0-9A-Za-z./-]{3,29}$/.test(plain)
    ? { text: plain }
    : { problem: 'staffNumberUnreadable', mends: [''] }
}

/**
 * A telephone number as figures with `+` or `0` in front: a leading zero that a spreadsheet ate is put back, `62` becomes
 * `+62`. Of several numbers in one cell the first is proposed.
 */
export function readPhone(cell: SheetCell): TextReading {
  const text = plainCell(cell)
  if (isNone(text)) return { text: null }
  const one = onePhone(text)
  if (one !== null) return { text: one }
  const first = onePhone(text.split(/[/;,]|\s{2,}|\bdan\b|\band\b/)[0] ?? '')
  return { problem: 'phoneUnreadable', mends: first === null ? [''] : [first, ''] }
}

function onePhone(text: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(text.trim())) return null
  const figures = text.replace(/[^\d+]/g, '')
  if (!/^\+?\d{7,15}$/.test(figures)) return null
  if (/^62\d{8,}$/.test(figures)) return `+${figures}`
  return /^8\d{8,11}$/.test(figures) ? `0${figures}` : figures
}

const address = /^[^\s@,;=+][^\s@,;]*@[^\s@,;]+\.[^\s@,;.]{2,}$/

/** An e-mail address; a comma for a dot and spaces inside are proposed mended. */
export function readEmail(cell: SheetCell): TextReading {
  const text = plainCell(cell)
  if (isNone(text)) return { text: null }
  if (address.test(text)) return { text }
  const mended = text
    .replace(/\s/g, '')
    .replace(/,/g, '.')
    .replace(/[;.]+$/, '')
  return { problem: 'emailUnreadable', mends: address.test(mended) ? [mended, ''] : [''] }
}

/** Longest name that is stored. */
const nameLength = 120

/**
 * A person's name, spaces made single. Refuses what a spreadsheet would compute when the list is opened again, numbers,
 * and what has no letters; a name that only stands behind such a sign is proposed without it.
 */
export function readName(cell: SheetCell): TextReading {
  if (typeof cell === 'number') return { problem: 'nameUnreadable', mends: [] }
  const isComputed = typeof cell === 'object' && 'computed' in cell
  const value = isComputed ? String(cell.computed) : typeof cell === 'object' ? '' : cell
  const text = withoutApostrophe(value).replace(/\s+/g, ' ')
  if (text === '') return { text: null }
  if (looksLikeFormula(text)) {
    const behind = text.replace(/^[=+\-@\s]+/, '')
    return { problem: 'nameFormula', mends: /^[\p{L}\s.,'’`-]+$/u.test(behind) ? [behind] : [] }
  }
  if (!/\p{L}{2}/u.test(text) || text.length > nameLength) return { problem: 'nameUnreadable', mends: [] }
  return isComputed ? { problem: 'nameComputed', mends: [text] } : { text }
}

const before = /^((prof|dr|drs|dra|ir|h|hj|kh|hi|ust|apt|ns|tgk|r|rr)\.?\s+)+/i

/** A name without titles and signs, by which one person is known again: `Dr. Siti Aminah, M.Si` is `siti aminah`. */
export const nameWithoutTitles = (name: string) =>
  (name.split(',')[0] ?? name).replace(/\./g, '. ').replace(before, '')
