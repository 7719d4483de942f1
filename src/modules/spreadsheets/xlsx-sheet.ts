import { columnIndex, placeCell, type SheetCell, type SheetGrid, serialDay } from './grid.ts'
import type { XmlListener } from './xml.ts'

export interface XlsxContext {
  texts: string[]
  /** By style: whether a number in it is shown as a date. */
  dateStyles: boolean[]
  since1904: boolean
}

/** `_x000D_` in a text stands for the sign with that number. */
export const unescapeText = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

const place = (reference: string): [row: number, column: number] => {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? 'A'
  return [Number(reference.slice(letters.length)) - 1, columnIndex(letters)]
}

/** Reads one worksheet into `grid` (ECMA-376 part 1, 18.3.1.4). */
export function sheetReader(grid: SheetGrid, context: XlsxContext): XmlListener {
  let row = -1
  let column = -1
  let [type, style] = ['n', 0]
  let [value, formula, inline] = ['', '', '']
  let [isComputed, inPhonetic] = [false, false]
  let into: 'v' | 'f' | 't' | null = null

  function cell(): SheetCell {
    if (type === 'e') return { error: value || '#ERROR' }
    const raw = rawValue()
    if (!isComputed) return raw
    if (typeof raw !== 'string' && typeof raw !== 'number') return raw
    return { computed: raw, formula }
  }
  function rawValue(): string | number | { day: string } {
    if (type === 's') return context.texts[Number(value)] ?? ''
    if (type === 'inlineStr') return unescapeText(inline).trim()
    if (type === 'str') return unescapeText(value).trim()
    if (type === 'd') return { day: value.slice(0, 10) }
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (value === '') return ''
    const number = Number(value)
    if (!Number.isFinite(number)) return value
    const day = context.dateStyles[style] ? serialDay(number, context.since1904) : null
    return day === null ? number : { day }
  }

  return {
    open(name, a) {
      if (name === 'row') {
        row = a.r ? Number(a.r) - 1 : row + 1
        column = -1
      } else if (name === 'c') {
        if (a.r) [row, column] = place(a.r)
        else column += 1
        type = a.t ?? 'n'
        style = Number(a.s ?? 0)
        value = ''
        formula = ''
        inline = ''
        isComputed = false
      } else if (name === 'v') into = 'v'
      else if (name === 'f') {
        into = 'f'
        isComputed = true
      } else if (name === 'rPh') inPhonetic = true
      else if (name === 't' && !inPhonetic) into = 't'
      else if (name === 'mergeCell') {
        const [from, to] = (a.ref ?? '').split(':')
        if (!from || !to) return
        const [[top, left], [bottom, right]] = [place(from), place(to)]
        if (bottom > top) grid.merged.push({ top, bottom, left, right })
      }
    },
    close(name) {
      if (name === 'c') placeCell(grid, row, column, cell())
      else if (name === 'rPh') inPhonetic = false
      if (name === 'v' || name === 'f' || name === 't') into = null
    },
    text(part) {
      if (into === 'v') value += part
      else if (into === 'f') formula += part
      else if (into === 't') inline += part
    },
  }
}
