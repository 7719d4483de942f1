import { ok, type Result, refuse } from '../../platform/result.ts'
import { drawList } from './list-sheets.ts'
import { footOf, printedFor } from './order.ts'
import { type Code, codeFor } from './paper-qr.ts'
import type { Attendee, Door, Order, Paper } from './records.ts'
import type { Cell } from './table.ts'

/** A code in a list is held up close, to a scanner that a steward steadies: half the module of a badge. */
const code = { side: 20, module: 0.5 }

/**
 * Lists for stewards at the doors, one for each location, by name as the language sorts, with a box to tick. `mark`
 * says whether the number of the badge or its code stands beside each name; a code lets a steward check in somebody
 * whose badge is lost. Refuses a code too long for its place.
 */
export function doorLists(order: Order, doors: readonly Door[], mark: 'number' | 'code'): Result<Paper> {
  const { t } = order
  const used = doors.filter(({ attendees }) => attendees.length > 0)
  const codes = mark === 'code' ? codesOf(used) : ok(new Map<Attendee, Code>())
  if (!codes.ok) return codes
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
            { label: '', width: 8 },
            { label: t(`papers.column.${mark}`), width: 26 },
            { label: t('papers.column.name') },
            { label: t('papers.column.classes'), width: 62 },
          ],
          rows: sorted.map((attendee): Cell[] => {
            const drawn = codes.value.get(attendee)
            return [
              { tick: true },
              drawn ? { code: drawn, side: code.side, alt: attendee.number } : attendee.number,
              { text: attendee.name, below: `${attendee.position}, ${attendee.unit}` },
              attendee.classes.join('; '),
            ]
          }),
        },
      }
      yield* drawList(press, list, footOf(order))
    }
  })
}

function codesOf(doors: readonly Door[]): Result<Map<Attendee, Code>> {
  const codes = new Map<Attendee, Code>()
  for (const attendee of doors.flatMap(({ attendees }) => attendees)) {
    const made = codeFor(attendee.code, code.side, code.module)
    if (!made)
      return refuse({
        kind: 'invalid',
        key: 'papers.refusal.codeTooLong',
        params: { number: attendee.number },
      })
    codes.set(attendee, made)
  }
  return ok(codes)
}
