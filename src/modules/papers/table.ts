import { drawSign } from './location-sign.ts'
import { colours, mm } from './measures.ts'
import { type CodeRoom, codeIn, drawCode } from './paper-qr.ts'
import { lineHeight, type Press, type Style } from './press.ts'

export interface Column {
  label: string
  /** What is heard of a column whose label is left out for want of room. */
  heard?: string
  /** Millimetres; what is left of the page's width goes to the column without. */
  width?: number
  /** Numbers stand at the end, in figures of one width. */
  isNumber?: boolean
}

/** Words, with smaller ones below; or something to look at, to tick or to sign. */
export type Cell =
  | string
  | { text: string; below: string }
  | { code: string; room: CodeRoom; alt: string }
  | { location: string }
  | { tick: true }
  | { signature: number }

export interface Table {
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
  /** Height of a row at least, in millimetres: room to write. */
  row?: number
}

const words: Style = { size: 9 }
const strong: Style = { size: 9.5, bold: true }
const below: Style = { size: 7.5, colour: colours.muted }
const head: Style = { size: 7.5, bold: true, colour: colours.muted }
const padding = mm(1.5)
const gutter = mm(3)

/** Widths in points of columns that share `width`. */
function widthsOf(columns: readonly Column[], width: number): number[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width ? mm(column.width) : 0), 0)
  const open = columns.filter((column) => !column.width).length
  return columns.map((column) => (column.width ? mm(column.width) : (width - fixed) / open))
}

const textLines = (press: Press, text: string, width: number, style: Style) =>
  press.broken(text, width - gutter, style)

function heightOf(press: Press, cell: Cell, width: number): number {
  if (typeof cell === 'string') return textLines(press, cell, width, words).length * lineHeight(words)
  if ('text' in cell)
    return (
      textLines(press, cell.text, width, strong).length * lineHeight(strong) +
      textLines(press, cell.below, width, below).length * lineHeight(below)
    )
  if ('code' in cell) return mm(cell.room.side)
  if ('location' in cell) return mm(6)
  return mm(4)
}

/** A table laid out for a width: every row with its height, none cut by the end of a page. */
export interface Laid {
  headHeight: number
  heights: number[]
}

export function layTable(press: Press, table: Table, width: number): Laid {
  const widths = widthsOf(table.columns, width)
  const tallest = (heights: number[]) => Math.max(mm(table.row ?? 0), ...heights) + 2 * padding
  return {
    headHeight:
      Math.max(
        ...table.columns.map(
          ({ label }, at) => textLines(press, label, widths[at] ?? 0, head).length * lineHeight(head),
        ),
      ) +
      2 * padding,
    heights: table.rows.map((row) => tallest(row.map((cell, at) => heightOf(press, cell, widths[at] ?? 0)))),
  }
}

/** How many rows, from `first`, stand in `room` under a head; one at least, so that every table comes to its end. */
export function rowsIn({ headHeight, heights }: Laid, first: number, room: number): number {
  let left = room - headHeight
  let count = 0
  for (const height of heights.slice(first)) {
    if (height > left && count > 0) break
    left -= height
    count += 1
  }
  // A last row does not stand alone overleaf.
  return count > 1 && first + count === heights.length - 1 ? count - 1 : count
}

/** Draws rows `first` up to `end` under the head; returns where the next may begin. */
export function drawRows(
  press: Press,
  table: Table,
  laid: Laid,
  { x, y, width, first, end }: { x: number; y: number; width: number; first: number; end: number },
): number {
  const widths = widthsOf(table.columns, width)
  const starts = widths.map((_, at) => x + widths.slice(0, at).reduce((sum, each) => sum + each, 0))
  // On later pages the head is there for the eye; who hears the table has heard it.
  if (first === 0) {
    const close = press.open('TR')
    for (const [at, column] of table.columns.entries()) {
      const scope = 'Column' as const
      if (column.label === '') press.empty('TH', { heard: column.heard, scope })
      else press.tagged('TH', () => drawLabel(press, column, starts[at] ?? 0, y, widths[at] ?? 0), { scope })
    }
    close()
  } else
    press.decorated(() => {
      for (const [at, column] of table.columns.entries())
        drawLabel(press, column, starts[at] ?? 0, y, widths[at] ?? 0)
    })
  let top = y + laid.headHeight
  press.decorated(() => press.rule(x, top, width, colours.ink, 1))
  for (let at = first; at < end; at += 1) {
    const height = laid.heights[at] ?? 0
    const close = press.open('TR')
    for (const [column, cell] of (table.rows[at] ?? []).entries()) {
      const place = { x: starts[column] ?? 0, y: top, width: widths[column] ?? 0, height }
      drawCell(press, cell, table.columns[column], place)
    }
    close()
    top += height
    const edge = top
    press.decorated(() => press.rule(x, edge, width))
  }
  return top
}

function drawLabel(press: Press, { label, isNumber }: Column, x: number, y: number, width: number): void {
  const style: Style = isNumber ? { ...head, align: 'end' } : head
  press.lines(textLines(press, label, width, head), isNumber ? x + width - gutter : x, y + padding, style)
}

interface Place {
  x: number
  y: number
  width: number
  height: number
}

function drawCell(
  press: Press,
  cell: Cell,
  column: Column | undefined,
  { x, y, width, height }: Place,
): void {
  if (cell === '') {
    press.empty('TD')
    return
  }
  if (typeof cell === 'string') {
    const style: Style = column?.isNumber ? { ...words, align: 'end', figures: true } : words
    const lines = textLines(press, cell, width, words)
    press.tagged('TD', () =>
      press.lines(lines, column?.isNumber ? x + width - gutter : x, y + padding, style),
    )
    return
  }
  if ('text' in cell) {
    press.tagged('TD', () => {
      const next = press.lines(textLines(press, `${cell.text} `, width, strong), x, y + padding, strong)
      press.lines(textLines(press, cell.below, width, below), x, next, below)
    })
    return
  }
  const close = press.open('TD')
  if ('code' in cell) {
    drawCode(press, codeIn(cell.code, cell.room), { x, y: y + padding, side: cell.room.side, alt: cell.alt })
  } else if ('location' in cell) drawSign(press, cell.location, x, y + padding, mm(6))
  else if ('tick' in cell) {
    press.decorated(() =>
      press.document
        .rect(x, y + padding, mm(4), mm(4))
        .lineWidth(0.8)
        .strokeColor(colours.muted)
        .stroke(),
    )
  } else drawSignature(press, cell.signature, { x, y, width, height })
  close()
}

/** A numbered line to sign on; every other one begins further in, so that large signatures have room. */
function drawSignature(press: Press, number: number, { x, y, width, height }: Place): void {
  const from = x + (number % 2 === 0 ? width / 2 - mm(2) : 0)
  const style: Style = { size: 7.5, colour: colours.muted, figures: true }
  press.tagged('Span', () => press.line(`${number}`, from, y + height - padding - 1, style))
  press.decorated(() => press.rule(from + mm(5), y + height - padding, width / 2 - mm(4), colours.muted))
}
