import type { Result } from '../../platform/result.ts'
import { fitted } from './fit-text.ts'
import { drawSign } from './location-sign.ts'
import { a4, colours, mm } from './measures.ts'
import { printedFor } from './order.ts'
import { lineHeight, type Press, type Style } from './press.ts'
import type { Attendee, Order, Paper } from './records.ts'

const half = a4.height / 2
const inset = mm(16)
const width = a4.width - 2 * inset

/** Signs to stand on a table: A4 folded once across, the name on both sides, upright to whoever looks at it. */
export function tableSigns(order: Order, attendees: readonly Attendee[]): Result<Paper> {
  return printedFor(order, order.t('papers.tableSigns.title'), attendees, function* (press) {
    for (const attendee of attendees) {
      press.page()
      press.decorated(() => foldMarks(press))
      // The same words again, upside down above the fold: to be seen, not to be read out twice.
      press.decorated(() => {
        press.document.save().rotate(180, { origin: [a4.width / 2, half / 2] })
        drawFace(press, attendee, 0)
        press.document.restore()
      })
      drawFace(press, attendee, half)
      yield
    }
  })
}

function foldMarks({ document }: Press): void {
  document
    .moveTo(0, half)
    .lineTo(mm(9), half)
    .moveTo(a4.width - mm(9), half)
    .lineTo(a4.width, half)
    .lineWidth(0.4)
    .dash(3, { space: 2 })
    .strokeColor('#000000')
    .stroke()
    .undash()
}

/** One side: the name as large as it can be, position and office beneath, all in the middle. */
function drawFace(press: Press, { name, position, unit, location }: Attendee, top: number): void {
  const filling = (text: string, most: number, style: Style) =>
    fitted(press, text, { width, most, height: mm(74), style: { ...style, align: 'centre' }, smallest: 18 })
  const parts = [
    { as: 'H1', ...filling(name, 3, { size: 72, bold: true, leading: 1.15 }) },
    { as: 'P', ...filling(position, 1, { size: 20, bold: true, colour: colours.ink }) },
    { as: 'P', ...filling(unit, 1, { size: 20 }) },
  ]
  const gap = mm(5)
  const height = parts.reduce((sum, { lines, style }) => sum + lines.length * lineHeight(style), gap)
  let y = top + (half - height) / 2
  for (const [at, { as, lines, style }] of parts.entries()) {
    press.tagged(as, () => {
      y = press.lines(lines, a4.width / 2, y, style) + (at === 0 ? gap : 0)
    })
  }
  if (location)
    drawSign(press, location.letter, a4.width - inset - mm(16), top + half - inset - mm(16), mm(16))
}
