import { fitted, writeFitted } from './fit-text.ts'
import { drawSign } from './location-sign.ts'
import { a4, colours, margin, mm } from './measures.ts'
import { lineHeight, type Press } from './press.ts'
import { drawRows, layTable, rowsIn, type Table } from './table.ts'

/** A list that begins on a page of its own and may fill several. */
export interface List {
  title: string
  /** Letter of the location whose sign stands beside the title. */
  location: string | null
  /** What one must know of the list: its place, its time, how many stand in it. */
  facts: readonly string[]
  /** A sentence that the rows go on with. */
  lead?: string
  table: Table
  /** Stands beneath the last row and is never parted from all rows. */
  closing?: { height: number; draw(press: Press, y: number): void }
}

const width = a4.width - 2 * margin
const bottom = a4.height - margin - mm(6)

/** Draws a list page by page; each says which of how many pages of the list it is. */
export function* drawList(press: Press, list: List, foot: string): Generator<void> {
  const { table, closing } = list
  const laid = layTable(press, table, width)
  const section = press.open('Sect')
  const breaks = pagesOf(press, list, laid)
  let part = () => {}
  for (const [at, [first, end]] of breaks.entries()) {
    press.page()
    let y = drawTop(press, list, at === 0)
    if (at === 0) part = press.open('Table')
    y = drawRows(press, table, laid, { x: margin, y, width, first, end })
    if (at === breaks.length - 1) {
      part()
      closing?.draw(press, y)
    }
    drawFoot(press, foot, press.t('papers.page', { page: at + 1, pages: breaks.length }))
    if (at === breaks.length - 1) section()
    yield
  }
}

/** First and last row of each page. A closing that does not fit takes the last row with it to a page of its own. */
function pagesOf(
  press: Press,
  list: List,
  laid: ReturnType<typeof layTable>,
): [first: number, end: number][] {
  const count = list.table.rows.length
  const pages: [number, number][] = []
  let first = 0
  do {
    const room = bottom - topHeight(press, list, pages.length === 0)
    const end = first + rowsIn(laid, first, room)
    const used = laid.headHeight + laid.heights.slice(first, end).reduce((sum, each) => sum + each, 0)
    const closes = end >= count && used + (list.closing?.height ?? 0) <= room
    const last = end >= count && !closes && end - first > 1 ? end - 1 : end
    pages.push([first, last])
    first = last
  } while (first < count)
  return pages
}

const titleStyle = { size: 17, bold: true, colour: colours.ink, leading: 1.2 }
const factStyle = { size: 9, colour: colours.muted }
const leadStyle = { size: 10, leading: 1.5 }
const signSize = mm(14)

function titleFrame({ location }: List) {
  return { width: width - (location ? signSize + mm(5) : 0), most: 2, style: titleStyle, smallest: 10 }
}

/** Where the rows begin: measured the way it is drawn. */
function topHeight(press: Press, list: List, isFirst: boolean): number {
  if (!isFirst) return margin + mm(8)
  const frame = titleFrame(list)
  const title = fitted(press, list.title, frame)
  const facts = list.facts.flatMap((fact) => press.broken(fact, frame.width, factStyle))
  const lead = list.lead
    ? mm(5) + press.broken(list.lead, width, leadStyle).length * lineHeight(leadStyle)
    : 0
  const height =
    title.lines.length * lineHeight(title.style) + 3 + facts.length * lineHeight(factStyle) + lead
  return margin + Math.max(height, list.location ? signSize : 0) + mm(5)
}

function drawTop(press: Press, list: List, isFirst: boolean): number {
  const top = topHeight(press, list, isFirst)
  if (!isFirst) {
    press.decorated(() =>
      press.line(list.title, margin, margin + 8, { size: 8.5, bold: true, colour: colours.ink }),
    )
    return top
  }
  const frame = titleFrame(list)
  let y = writeFitted(press, list.title, { x: margin, y: margin, as: 'H1', ...frame }) + 3
  for (const fact of list.facts) y = press.paragraph(fact, margin, y, frame.width, factStyle)
  if (list.lead) press.paragraph(list.lead, margin, y + mm(5), width, leadStyle)
  if (list.location) drawSign(press, list.location, a4.width - margin - signSize, margin, signSize)
  return top
}

/** Meeting and time of print at the left, page at the right, on every page. */
export function drawFoot(press: Press, foot: string, page: string): void {
  const style = { size: 7.5, colour: colours.muted }
  const y = a4.height - margin + mm(4)
  press.decorated(() => {
    press.line(page, a4.width - margin, y, { ...style, align: 'end', figures: true })
    const room = width - press.widthOf(page, style) - mm(6)
    const { lines, style: smaller } = fitted(press, foot, { width: room, most: 1, style, smallest: 5 })
    for (const line of lines) press.line(line, margin, y, smaller)
  })
}
