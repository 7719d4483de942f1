import { type Result, refuse } from '../../platform/result.ts'
import { drawList } from './list-sheets.ts'
import { footOf, printedFor } from './order.ts'
import { withTooLongCode } from './paper-qr.ts'
import type { Door, Order, Paper } from './records.ts'
import type { Cell } from './table.ts'

/** A code in a list is held up close, to a scanner that a steward steadies: half the module of a badge. */
const room = { side: 20, module: 0.5 }

/**
 * Lists for stewards at the doors, one for each location, by name as the language sorts, with a box to tick. `mark`
 * says whether the number of the badge or its code stands beside each name; a code lets a steward check in somebody
 * whose badge is lost. Refuses a code too long for its place.
 */
export function doorLists(order: Order, doors: readonly Door[], mark: 'number' | 'code'): Result<Paper> {
  const { t } = order
  const used = doors.filter(({ attendees }) => attendees.length > 0)
  if (mark === 'code') {
    const all = used.flatMap(({ attendees }) => attendees)
    const tooLong = withTooLongCode(all, (attendee) => attendee.code, room)
    if (tooLong)
      return refuse({
        kind: 'invalid',
        key: 'papers.refusal.codeTooLong',
        params: { number: tooLong.number },
      })
  }
  const collator = new Intl.Collator(t.locale, { numeric: true })
  return printedFor(order, t('papers.doors.title'), used, function* (press) {
    for (const { location, attendees } of used) {
      const sorted = attendees.toSorted(
        (a, b) => collator.compare(a.name, b.name) || collator.compare(a.number, b.number),
      )
      const list = {
        title: t('papers.doors.of', { location: location.name }),
        location: location.letter,
        facts: [...(location.address ? [location.address] : []), t('papers.count', { count: sorted.length })],
        table: {
          columns: [
            { label: '', heard: t('papers.column.tick'), width: 8 },
            { label: t(`papers.column.${mark}`), width: 26 },
            { label: t('papers.column.name') },
            { label: t('papers.column.classes'), width: 62 },
          ],
          rows: sorted.map((attendee): Cell[] => [
            { tick: true },
            mark === 'code' ? { code: attendee.code, room, alt: attendee.number } : attendee.number,
            { text: attendee.name, below: `${attendee.position}, ${attendee.unit}` },
            attendee.classes.join('; '),
          ]),
        },
      }
      yield* drawList(press, list, footOf(order))
    }
  })
}
