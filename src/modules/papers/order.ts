import { formats } from '../../platform/i18n/formats.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import { type Press, printed } from './press.ts'
import type { Order, Paper } from './records.ts'

/** What the file is called and who it is by: the kind of paper and the meeting, no person. */
const headOf = ({ t, meeting, madeAt }: Order, kind: string) => ({
  t,
  title: `${kind} · ${meeting.name}`,
  author: meeting.organiser,
  madeAt,
  example: meeting.example,
})

/** The line at the foot of a list: meeting and instant of print, because lists change until the last evening. */
export const footOf = ({ t, meeting, madeAt }: Order) =>
  t('papers.foot', { meeting: meeting.name, at: formats(t.locale).instant(madeAt, meeting.zone) })

/**
 * A paper that has a page for each of `what`. Refuses when there are none: an empty file would be sent to the printer
 * and missed only at the door.
 */
export function printedFor<Each>(
  order: Order,
  kind: string,
  what: readonly Each[],
  draw: (press: Press) => Iterable<void>,
): Result<Paper> {
  if (what.length === 0) return refuse({ kind: 'invalid', key: 'papers.refusal.nobody' })
  return ok(printed(headOf(order, kind), draw))
}
