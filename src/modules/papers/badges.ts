import { type Result, refuse } from '../../platform/result.ts'
import { daysFromTo } from './dates.ts'
import { writeFitted } from './fit-text.ts'
import { drawSign, signOf } from './location-sign.ts'
import { a4, colours, mm } from './measures.ts'
import { printedFor } from './order.ts'
import { badgeModule, codeIn, drawCode, withTooLongCode } from './paper-qr.ts'
import type { Press, Style } from './press.ts'
import type { Attendee, Order, Paper } from './records.ts'

/** A6 upright, four on a sheet of A4: two cuts, no waste, and a size that holders are sold for. */
const badge = { width: a4.width / 2, height: a4.height / 2 }
const inset = mm(9)
const inner = badge.width - 2 * inset
/** version 3 (29 modules and 8 of quiet zone) at 1.1 mm a module. */
const code = { side: 41, module: badgeModule }

/**
 * Badges, four a sheet with cut marks, in the order given; one alone is a reprint. The name is as large as it can be
 * and never cut. Refuses when there is nobody, and a code too long to be read from 20 cm (see `badgeModule`).
 */
export function badges(order: Order, attendees: readonly Attendee[]): Result<Paper> {
  const tooLong = withTooLongCode(attendees, (attendee) => attendee.code, code)
  if (tooLong)
    return refuse({ kind: 'invalid', key: 'papers.refusal.codeTooLong', params: { number: tooLong.number } })
  const { t, meeting } = order
  const top = {
    meeting: meeting.name,
    when: `${daysFromTo(t.locale, meeting.from, meeting.until)}, ${meeting.place}${meeting.example ? ` · ${t('papers.example')}` : ''}`,
  }
  return printedFor(order, t('papers.badges.title'), attendees, function* (press) {
    for (let first = 0; first < attendees.length; first += 4) {
      press.page()
      press.decorated(() => cutMarks(press))
      for (const [at, attendee] of attendees.slice(first, first + 4).entries())
        drawBadge(press, top, attendee, (at % 2) * badge.width, at < 2 ? 0 : badge.height)
      yield
    }
  })
}

interface Head {
  meeting: string
  /** Days and place. */
  when: string
}

/** Where to cut: at the ends of both cuts and where they cross. */
function cutMarks({ document }: Press): void {
  const [x, y, length] = [badge.width, badge.height, mm(5)]
  document
    .moveTo(x, 0)
    .lineTo(x, mm(9))
    .moveTo(x, a4.height - mm(9))
    .lineTo(x, a4.height)
    .moveTo(0, y)
    .lineTo(mm(9), y)
    .moveTo(a4.width - mm(9), y)
    .lineTo(a4.width, y)
    .moveTo(x - length / 2, y)
    .lineTo(x + length / 2, y)
    .moveTo(x, y - length / 2)
    .lineTo(x, y + length / 2)
    .lineWidth(0.4)
    .strokeColor('#000000')
    .stroke()
}

function drawBadge(press: Press, head: Head, attendee: Attendee, left: number, top: number): void {
  const x = left + inset
  const close = press.open('Sect')
  drawHead(press, head, attendee, x, top)
  drawPerson(press, attendee, x, top + mm(42))
  drawFoot(press, attendee, x, top + badge.height - inset - mm(code.side))
  close()
}

/** Meeting and, at the right, the sign of the location; beneath them the side. */
function drawHead(
  press: Press,
  { meeting, when }: Head,
  { location, side }: Attendee,
  x: number,
  top: number,
): void {
  const sign = mm(18)
  const width = inner - (location ? sign + mm(4) : 0)
  const y = writeFitted(press, meeting, {
    x,
    y: top + inset,
    width,
    height: mm(14),
    style: { size: 9.5, bold: true, colour: colours.ink },
    smallest: 6,
  })
  const small = { size: 7.5, colour: colours.muted }
  writeFitted(press, when, { x, y: y + 1, width, most: 1, style: small, smallest: 5 })
  if (location) drawSign(press, location.letter, x + inner - sign, top + inset, sign)
  drawSide(press, side, x, top + mm(31))
}

/** Ink for commissioners, white with an edge for the secretariat: told apart in grey as well, and by the word. */
function drawSide(press: Press, side: Attendee['side'], x: number, y: number): void {
  const isCommissioner = side === 'commissioner'
  const height = mm(7)
  press.decorated(() => {
    const bar = press.document.roundedRect(x, y, inner, height, 3).lineWidth(0.9)
    if (isCommissioner) bar.fillAndStroke(colours.ink, colours.ink)
    else bar.strokeColor(colours.ink).stroke()
  })
  const colour = isCommissioner ? colours.white : colours.ink
  const style = { size: 9.5, bold: true, colour, align: 'centre' as const }
  press.tagged('P', () =>
    press.line(press.t(`papers.side.${side}`), x + inner / 2, y + height / 2 + 3.4, style),
  )
}

/** Name, position, office and division, above the code. */
function drawPerson(press: Press, attendee: Attendee, x: number, top: number): void {
  let y = writeFitted(press, attendee.name, {
    x,
    y: top,
    width: inner,
    most: 3,
    height: mm(30),
    style: { size: 34, bold: true, leading: 1.16 },
    smallest: 11,
    as: 'H1',
  })
  y += 8
  const field = (text: string, style: Style) => {
    y = writeFitted(press, text, { x, y, width: inner, most: 1, style, smallest: 7 }) + 0.5
  }
  field(attendee.position, { size: 11, bold: true, colour: colours.ink })
  field(attendee.unit, { size: 11 })
  if (attendee.division) field(attendee.division, { size: 9, colour: colours.muted })
}

/** The code at the left; beside it the number, the location's name and the classes. */
function drawFoot(
  press: Press,
  { code: text, number, location, classes }: Attendee,
  left: number,
  top: number,
): void {
  const made = codeIn(text, code)
  // The quiet zone is as white as the badge, so that the dark part may stand flush with the text above it.
  const quiet = (mm(code.side) / made.size) * 4
  drawCode(press, made, {
    x: left - quiet,
    y: top + quiet,
    side: code.side,
    alt: press.t('papers.badges.code'),
  })
  const x = left + mm(code.side) - quiet
  const width = inner - (x - left)
  const bottom = top + mm(code.side)
  let y = top + 2 * quiet - 2
  const field = (texts: string | readonly string[], style: Style, height: number) => {
    y = writeFitted(press, texts, { x, y, width, height, style, smallest: 6.5 }) + 2
  }
  field(number, { size: 13, bold: true, figures: true }, mm(7))
  if (location)
    field(location.name, { size: 9.5, bold: true, colour: signOf(location.letter).colour }, mm(10))
  if (classes.length > 0) field(classes, { size: 8 }, bottom - y)
}
