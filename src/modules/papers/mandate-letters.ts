import type { Result } from '../../platform/result.ts'
import { daysFromTo } from './dates.ts'
import { drawList } from './list-sheets.ts'
import { a4, margin, mm } from './measures.ts'
import { footOf, printedFor } from './order.ts'
import type { Press } from './press.ts'
import type { Mandate, Order, Paper } from './records.ts'
import { drawSigner, signerHeight } from './signer-block.ts'

const blank = '............................'

/** A mandate for each unit: who goes in its name, to sign by whom it sends. What is not known is filled in by hand. */
export function mandateLetters(order: Order, mandates: readonly Mandate[]): Result<Paper> {
  const { t } = order
  const used = mandates.filter(({ people }) => people.length > 0)
  return printedFor(order, t('papers.mandates.title'), used, function* (press) {
    for (const mandate of used) {
      const { unit, number, signer, people } = mandate
      const list = {
        title: t('papers.mandates.title'),
        location: null,
        facts: [unit, t('papers.mandates.number', { number: number ?? blank })],
        lead: signer
          ? t('papers.mandates.signer', { name: signer.name, position: signer.position })
          : t('papers.mandates.blankSigner'),
        table: {
          row: 9,
          columns: [
            { label: t('papers.column.line'), width: 9 },
            { label: t('papers.column.name') },
            { label: t('papers.column.position'), width: 70 },
          ],
          rows: people.map(({ name, position }, at) => [`${at + 1}`, { text: name, below: unit }, position]),
        },
        closing: {
          height: mm(40) + signerHeight,
          draw: (to: Press, y: number) => drawClosing(to, order, mandate, y),
        },
      }
      yield* drawList(press, list, footOf(order))
    }
  })
}

function drawClosing(press: Press, { t, meeting }: Order, { unit, signer }: Mandate, y: number): void {
  const days = daysFromTo(t.locale, meeting.from, meeting.until)
  const task = t('papers.mandates.task', { meeting: meeting.name, place: meeting.place, days, unit })
  press.paragraph(task, margin, y + mm(6), a4.width - 2 * margin, { size: 10, leading: 1.5 })
  const width = mm(70)
  const above = `${t('papers.mandates.day')}: ${blank}`
  drawSigner(press, { x: a4.width - margin - width, y: y + mm(36), width, above, signer })
}
