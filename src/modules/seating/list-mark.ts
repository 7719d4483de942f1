import type { ListMark } from '../participants/index.ts'
import { placesOf } from './places-read-model.ts'
import { seatingNames } from './seating-names.ts'

/**
 * Who has a class or a room, for who changes the list: the places stay when somebody's unit, venue or invitation changes,
 * until a plan with the fewest moves is asked for, looked at and applied.
 */
export const listMark: ListMark = {
  async of(c, meeting) {
    const { t, services } = c.var
    const places = await placesOf(services.db, meeting)
    if (places.size === 0) return new Map()
    const names = await seatingNames(services, t, meeting, [])
    return new Map(
      [...places].map(([id, { classes, roomId }]) => [
        id,
        [
          ...(classes.length > 0
            ? [
                t('seating.mark.class', {
                  codes: classes.map((one) => names.classCode(one.classId)).join(', '),
                }),
              ]
            : []),
          ...(roomId ? [t('seating.mark.room', { room: names.room(roomId) })] : []),
        ].join(', '),
      ]),
    )
  },
  sentence: 'seating.mark.then',
  link: { label: 'seating.section', under: 'seating' },
}
