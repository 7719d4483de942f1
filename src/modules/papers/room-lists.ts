import { formats } from '../../platform/i18n/formats.ts'
import type { Result } from '../../platform/result.ts'
import { drawList } from './list-sheets.ts'
import { footOf, printedFor } from './order.ts'
import type { Hotel, Order, Paper } from './records.ts'

/** A list of rooms for each hotel, in the order given: who sleeps where, from when until when. */
export function roomLists(order: Order, hotels: readonly Hotel[]): Result<Paper> {
  const { t } = order
  const format = formats(t.locale)
  const used = hotels.filter(({ rooms }) => rooms.some(({ guests }) => guests.length > 0))
  return printedFor(order, t('papers.rooms.title'), used, function* (press) {
    for (const { name, address, rooms } of used) {
      const guests = rooms.reduce((sum, room) => sum + room.guests.length, 0)
      const list = {
        title: t('papers.rooms.of', { hotel: name }),
        location: null,
        facts: [...(address ? [address] : []), t('papers.rooms.count', { rooms: rooms.length, guests })],
        table: {
          columns: [
            { label: t('papers.column.room'), width: 30 },
            { label: t('papers.column.name') },
            { label: t('papers.column.arrives'), width: 26 },
            { label: t('papers.column.leaves'), width: 26 },
            { label: t('papers.column.key'), width: 14 },
          ],
          rows: rooms.flatMap((room) =>
            room.guests.map((guest, at) => [
              at === 0 ? { text: room.number, below: room.note ?? '' } : '',
              { text: guest.name, below: guest.unit },
              format.day(guest.arrivesOn, 'short'),
              format.day(guest.leavesOn, 'short'),
              { tick: true } as const,
            ]),
          ),
        },
      }
      yield* drawList(press, list, footOf(order))
    }
  })
}
