import { type Result, refuse } from '../../platform/result.ts'
import { daysFromTo } from './dates.ts'
import { writeFitted } from './fit-text.ts'
import { a4, colours, mm } from './measures.ts'
import { printedFor } from './order.ts'
import { codeIn, drawCode, withTooLongCode } from './paper-qr.ts'
import type { Press, Style } from './press.ts'
import type { Letter, Letters, Order, Paper } from './records.ts'
import { drawSigner } from './signer-block.ts'

const left = mm(25)
const width = a4.width - left - mm(22)
/** Room for version 11 (61 modules and 8 of quiet zone): any address that people could still type. */
const code = { side: 38, module: 0.55 }
const text: Style = { size: 10.5, leading: 1.5 }
const label: Style = { size: 9, colour: colours.muted }

/**
 * Invitations, a page each, in the order given: number, who is addressed, the meeting, what to bring, how to answer.
 * The code is read off a letter on a table, where the phone comes as near as it likes; half of `badgeModule` serves.
 */
export function invitationLetters(order: Order, letters: Letters): Result<Paper> {
  const { t } = order
  const tooLong = withTooLongCode(letters.letters, (letter) => letter.code, code)
  if (tooLong)
    return refuse({ kind: 'invalid', key: 'papers.refusal.letterCode', params: { number: tooLong.number } })
  return printedFor(order, t('papers.letters.title'), letters.letters, function* (press) {
    for (const letter of letters.letters) {
      press.page()
      const close = press.open('Sect')
      drawLetterhead(press, order, letters)
      drawAddress(press, order, letters, letter)
      drawBody(press, order, letters, letter)
      close()
      yield
    }
  })
}

function drawLetterhead(press: Press, { meeting }: Order, { organiserAddress }: Letters): void {
  const place = { x: left, width, most: 1, smallest: 6 }
  const name: Style = { size: 13, bold: true, colour: colours.ink }
  const y = writeFitted(press, meeting.organiser, { ...place, y: mm(18), style: name })
  if (organiserAddress) writeFitted(press, organiserAddress, { ...place, y, style: { ...label, size: 8.5 } })
  press.decorated(() => press.rule(left, mm(30), width, colours.ink, 1.2))
}

function drawAddress(
  press: Press,
  { t, meeting }: Order,
  letters: Letters,
  { number, name, position, unit }: Letter,
) {
  const half = width / 2
  const column = mm(18)
  const when = `${letters.writtenIn}, ${press.format.day(letters.writtenOn)}`
  const right = { x: left + half, y: mm(37), width: half, most: 1, smallest: 7 }
  writeFitted(press, when, { ...right, style: { ...text, align: 'end' } })
  const field = (y: number, title: string, value: string, most: number, room: number) => {
    press.tagged('Span', () => press.lines([title], left, y + 1, label))
    return writeFitted(press, value, { x: left + column, y, width: room, most, style: text, smallest: 7 })
  }
  const y = field(mm(37), t('papers.letters.number'), number, 1, half - column)
  field(
    y,
    t('papers.letters.about'),
    t('papers.letters.subject', { meeting: meeting.name }),
    2,
    width - column,
  )
  const to = { x: left, width, most: 1, smallest: 6 }
  press.tagged('P', () => press.lines([t('papers.letters.to')], left, mm(64), label))
  let next = writeFitted(press, name, { ...to, y: mm(69), style: { size: 12, bold: true }, as: 'H1' })
  for (const line of [position, unit]) next = writeFitted(press, line, { ...to, y: next, style: text })
}

function drawBody(press: Press, order: Order, letters: Letters, letter: Letter): void {
  const { t, meeting } = order
  const days = daysFromTo(t.locale, meeting.from, meeting.until)
  const invite = t('papers.letters.body', { meeting: meeting.name, place: meeting.place, days })
  const body = [invite, ...whereOf(order, letter)]
  let y =
    writeFitted(press, body, { x: left, y: mm(93), width, height: mm(34), style: text, smallest: 7 }) + mm(5)
  if (letters.bring.length > 0) {
    y = heading(press, t('papers.letters.bring'), y)
    const lines = letters.bring.map((line) => `– ${line}`)
    writeFitted(press, lines, { x: left, y, width, height: mm(172) - y, style: text, smallest: 7 })
  }
  drawAnswer(press, order, letters, letter, mm(176))
  drawSigner(press, { x: left, y: mm(228), width: mm(75), above: meeting.organiser, signer: letters.signer })
}

function whereOf({ t }: Order, { location }: Letter): string[] {
  if (!location) return []
  const { name, address } = location
  return address
    ? [t('papers.letters.where', { location: `${location.letter}, ${name}`, address })]
    : [t('papers.letters.whereName', { location: `${location.letter}, ${name}` })]
}

function heading(press: Press, words: string, y: number): number {
  return press.paragraph(words, left, y, width, { size: 11, bold: true, colour: colours.ink }, 'H2') + 2
}

function drawAnswer(press: Press, { t }: Order, { answerBy }: Letters, letter: Letter, top: number): void {
  const made = codeIn(letter.code, code)
  const quiet = (mm(code.side) / made.size) * 4
  press.decorated(() => press.document.roundedRect(left, top, width, mm(44), 6).fill(colours.ground))
  press.decorated(() =>
    press.document.roundedRect(left + mm(3), top + mm(3), mm(38), mm(38), 4).fill(colours.white),
  )
  drawCode(press, made, { x: left + mm(3), y: top + mm(3), side: code.side, alt: t('papers.letters.code') })
  const x = left + mm(41) + quiet
  const room = left + width - x - mm(5)
  let y = press.paragraph(
    t('papers.letters.answer'),
    x,
    top + mm(6),
    room,
    { size: 11, bold: true, colour: colours.ink },
    'H2',
  )
  const how = t('papers.letters.answerHow', { day: press.format.weekday(answerBy) })
  y =
    writeFitted(press, how, { x, y: y + 2, width: room, height: mm(20), style: { size: 9.5 }, smallest: 7 }) +
    4
  writeFitted(press, letter.link, {
    x,
    y,
    width: room,
    most: 2,
    style: { size: 12, bold: true },
    smallest: 7,
  })
}
