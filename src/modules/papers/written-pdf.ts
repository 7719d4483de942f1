import type { Result } from '../../platform/result.ts'
import { daysFromTo } from './dates.ts'
import { writeFitted } from './fit-text.ts'
import { drawFoot } from './list-sheets.ts'
import { a4, colours, margin, mm } from './measures.ts'
import { footOf, printedFor } from './order.ts'
import { lineHeight, type Press, type Style } from './press.ts'
import type { Order, Paper } from './records.ts'
import type { Block, ReportTable } from './report-blocks.ts'
import { drawRows, layTable, rowsIn } from './table.ts'
import type { Written } from './written.ts'

const width = a4.width - 2 * margin
const bottom = a4.height - margin - mm(6)
const text: Style = { size: 10, leading: 1.5 }
const small: Style = { size: 8, colour: colours.muted }
const headings: Record<1 | 2, Style> = {
  1: { size: 14, bold: true, colour: colours.ink, leading: 1.25 },
  2: { size: 11, bold: true, leading: 1.25 },
}

/** Where the pen is: on which page, and how far down it. */
interface Pen {
  page: number
  y: number
}

/** A written paper as PDF; it has at least one block. */
export const writtenPdf = (order: Order, { title, blocks }: Written): Result<Paper> =>
  printedFor(order, title, blocks, function* (press) {
    const pen: Pen = { page: 1, y: margin }
    press.page()
    drawTitle(press, order, title, pen)
    for (const [at, block] of blocks.entries()) yield* drawBlock(press, order, pen, block, blocks[at + 1])
    endPage(press, order, pen)
    yield
  })

function endPage(press: Press, order: Order, pen: Pen): void {
  drawFoot(press, footOf(order), press.t('papers.report.pageOnly', { page: pen.page }))
}

function* newPage(press: Press, order: Order, pen: Pen): Generator<void> {
  endPage(press, order, pen)
  yield
  press.page()
  Object.assign(pen, { page: pen.page + 1, y: margin })
}

function drawTitle(press: Press, { t, meeting }: Order, kind: string, pen: Pen): void {
  const place = { x: margin, width, smallest: 8 }
  const organiser: Style = { size: 10, bold: true, colour: colours.muted }
  pen.y = writeFitted(press, meeting.organiser, { ...place, y: pen.y, most: 1, style: organiser }) + mm(3)
  const style: Style = { size: 22, bold: true, colour: colours.ink, leading: 1.2 }
  const words = `${kind}: ${meeting.name}`
  pen.y = writeFitted(press, words, { ...place, y: pen.y, style, as: 'H1' }) + mm(2)
  const when = `${daysFromTo(t.locale, meeting.from, meeting.until)}, ${meeting.place}`
  pen.y = writeFitted(press, when, { ...place, y: pen.y, most: 1, style: text }) + mm(4)
}

/** Draws a block, on the next page where it has no room; a heading goes with what follows it. */
function* drawBlock(
  press: Press,
  order: Order,
  pen: Pen,
  block: Block,
  next: Block | undefined,
): Generator<void> {
  if (block.kind === 'table') return yield* drawTable(press, order, pen, block.table)
  if (block.kind === 'heading') {
    const needs = next?.kind === 'table' || next?.kind === 'heading' ? mm(42) : mm(26)
    if (pen.y + needs > bottom) yield* newPage(press, order, pen)
    const above = pen.y > margin ? mm(block.level === 1 ? 6 : 3) : 0
    const style = headings[block.level]
    pen.y = press.paragraph(block.text, margin, pen.y + above, width, style, `H${block.level + 1}`) + mm(1.5)
    return
  }
  const inset = block.kind === 'item' ? mm(5) : 0
  const lines = press.broken(block.text, width - inset, text)
  // A paragraph longer than what is left goes on overleaf, line by line.
  while (lines.length > 0) {
    const room = Math.floor((bottom - pen.y) / lineHeight(text))
    if (room < 1) {
      yield* newPage(press, order, pen)
      continue
    }
    const some = lines.splice(0, room)
    const y = pen.y
    press.tagged('P', () => {
      pen.y = press.lines(some, margin + inset, y, text)
    })
    if (inset > 0) press.decorated(() => press.line('–', margin, y + text.size, text))
  }
  pen.y += mm(block.kind === 'item' ? 1 : 2.5)
}

function* drawTable(press: Press, order: Order, pen: Pen, given: ReportTable): Generator<void> {
  const shares = given.columns.reduce((sum, { share }) => sum + share, 0)
  const columns = given.columns.map(({ label, share, isNumber }) => ({
    label,
    isNumber,
    width: ((share / shares) * width * 25.4) / 72,
  }))
  const table = { columns, rows: given.rows }
  const laid = layTable(press, table, width)
  if (pen.y + laid.headHeight + (laid.heights[0] ?? 0) > bottom) yield* newPage(press, order, pen)
  const close = press.open('Table')
  for (let first = 0; first < table.rows.length; ) {
    const end = first + rowsIn(laid, first, bottom - pen.y)
    pen.y = drawRows(press, table, laid, { x: margin, y: pen.y, width, first, end })
    first = end
    if (first < table.rows.length) yield* newPage(press, order, pen)
  }
  close()
  if (given.note) {
    if (pen.y + mm(10) > bottom) yield* newPage(press, order, pen)
    pen.y = press.paragraph(given.note, margin, pen.y + mm(1.5), width, small)
  }
  pen.y += mm(3)
}
