import { type Result, refuse } from '../../platform/result.ts'
import { daysFromTo } from './dates.ts'
import { writeFitted } from './fit-text.ts'
import { a4, colours, mm } from './measures.ts'
import { printedFor } from './order.ts'
import { codeIn, drawCode, withTooLongCode } from './paper-qr.ts'
import type { Press, Style } from './press.ts'
import type { Certificate, Certificates, Order, Paper } from './records.ts'
import { drawSigner } from './signer-block.ts'

const sheet = { width: a4.height, height: a4.width }
const left = mm(34)
const width = sheet.width - left - mm(24)
/** Read off a paper or a screen, as near as one likes. */
const code = { side: 36, module: 0.55 }

/** Certificates, a page each, in the order given; each with its code, and where to verify it. */
export function certificates(order: Order, issue: Certificates): Result<Paper> {
  const tooLong = withTooLongCode(issue.certificates, ({ qr }) => qr, code)
  if (tooLong)
    return refuse({
      kind: 'invalid',
      key: 'papers.refusal.certificateCode',
      params: { number: tooLong.code },
    })
  return printedFor(order, order.t('papers.certificates.file'), issue.certificates, function* (press) {
    for (const certificate of issue.certificates) {
      press.page(sheet)
      const close = press.open('Sect')
      press.decorated(() =>
        press.document.rect(mm(14), mm(14), mm(4), sheet.height - mm(28)).fill(colours.ink),
      )
      drawWords(press, order, certificate)
      const { issuedIn, issuedOn, signer } = issue
      const above = `${issuedIn}, ${press.format.day(issuedOn)}`
      drawSigner(press, { x: left, y: mm(150), width: mm(80), above, signer })
      drawProof(press, order, issue, certificate)
      close()
      yield
    }
  })
}

function drawWords(
  press: Press,
  { t, meeting }: Order,
  { name, position, unit, classes, sessions }: Certificate,
): void {
  const field = (text: string | string[], y: number, height: number, style: Style, as = 'P') =>
    writeFitted(press, text, { x: left, y, width, height, style, smallest: 7, as })
  field(meeting.organiser, mm(20), mm(8), { size: 11, bold: true, colour: colours.ink })
  field(
    t('papers.certificates.title'),
    mm(31),
    mm(16),
    { size: 30, bold: true, colour: colours.ink, leading: 1.2 },
    'H1',
  )
  field(t('papers.certificates.for'), mm(47), mm(7), { size: 11, colour: colours.muted })
  let y = field(name, mm(55), mm(32), { size: 38, bold: true, leading: 1.15 }, 'H2')
  y = field(`${position}, ${unit}`, y + mm(2.5), mm(8), { size: 12 })
  const days = daysFromTo(t.locale, meeting.from, meeting.until)
  const took = t('papers.certificates.took', { meeting: meeting.name, place: meeting.place, days })
  y = field(took, y + mm(4), mm(14), { size: 12, leading: 1.45 })
  if (sessions) y = field(t('papers.certificates.sessions', sessions), y + mm(1), mm(6), { size: 10.5 })
  if (classes.length === 0) return
  const titles = classes.map(({ title, hours }) =>
    hours === null ? title : t('papers.certificates.hours', { title, hours }),
  )
  field(titles, y + mm(3), mm(143) - y, { size: 10.5, bold: true, colour: colours.ink, leading: 1.5 }, 'P')
}

/** The code, and beside it the same to type. */
function drawProof(press: Press, { t }: Order, { verifyAt }: Certificates, certificate: Certificate): void {
  const made = codeIn(certificate.qr, code)
  const quiet = (mm(code.side) / made.size) * 4
  const x = left + width - mm(code.side) + quiet
  const y = sheet.height - mm(20) - mm(code.side)
  drawCode(press, made, { x, y: y + quiet, side: code.side, alt: t('papers.certificates.code') })
  const room = mm(62)
  const place = { x: x + quiet - room - mm(4), width: room, most: 1, smallest: 6 }
  const quietly: Style = { size: 8.5, colour: colours.muted, align: 'end' }
  let next = writeFitted(press, t('papers.certificates.verify'), { ...place, y: y + mm(19), style: quietly })
  const strong: Style = { size: 10, bold: true, align: 'end' }
  next = writeFitted(press, verifyAt, { ...place, y: next, style: strong })
  writeFitted(press, certificate.code, { ...place, y: next, style: { ...strong, size: 13, figures: true } })
}
