import type { Result } from '../../platform/result.ts'
import { sitting } from './dates.ts'
import { drawList } from './list-sheets.ts'
import { a4, margin, mm } from './measures.ts'
import { footOf, printedFor } from './order.ts'
import type { Order, Paper, PrintedSession } from './records.ts'
import { drawSigner, signerHeight } from './signer-block.ts'
import type { Cell } from './table.ts'

/** A list to sign for each sitting of a class, in the order given; beneath it who answers for the list. */
export function signatureLists(order: Order, sessions: readonly PrintedSession[]): Result<Paper> {
  const { t, meeting } = order
  const used = sessions.filter(({ attendees }) => attendees.length > 0)
  return printedFor(order, t('papers.signatures.title'), used, function* (press) {
    for (const session of used) {
      const { attendees, signer } = session
      const list = {
        title: `${t('papers.signatures.title')}: ${session.title}`,
        location: attendees.every(({ location }) => location?.letter === attendees[0]?.location?.letter)
          ? (attendees[0]?.location?.letter ?? null)
          : null,
        facts: [
          `${session.className}, ${session.place}`,
          sitting(t.locale, session.from, session.until, meeting.zone),
          t('papers.count', { count: attendees.length }),
        ],
        table: {
          row: 9,
          columns: [
            { label: t('papers.column.line'), width: 9 },
            { label: t('papers.column.name') },
            { label: t('papers.column.unit'), width: 42 },
            { label: t('papers.column.signature'), width: 70 },
          ],
          rows: attendees.map((attendee, at): Cell[] => [
            `${at + 1}`,
            { text: attendee.name, below: attendee.position },
            attendee.unit,
            { signature: at + 1 },
          ]),
        },
        closing: {
          height: signerHeight + mm(6),
          draw: (to: typeof press, y: number) =>
            drawSigner(to, {
              x: a4.width - margin - mm(62),
              y: y + mm(6),
              width: mm(62),
              above: t('papers.signatures.seen'),
              signer,
            }),
        },
      }
      yield* drawList(press, list, footOf(order))
    }
  })
}
