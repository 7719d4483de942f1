import type { Seat } from '../placement/index.ts'
import type { SeatingNames } from './seating-names.ts'

/** Provinces over the classes of one venue: how many of each sit where. */
export interface Heat {
  venueId: string
  /** Venues that have classes in the round. */
  venues: readonly string[]
  classes: readonly string[]
  provinces: readonly { id: string; before: readonly number[]; after: readonly number[] }[]
}

/** Counts of people by province and class, before and after, for the venue asked for or the first. */
export function heatOf(
  names: SeatingNames,
  {
    venueId,
    round,
    before,
    after,
  }: { venueId: string; round: number; before: readonly Seat[]; after: readonly Seat[] },
): Heat {
  const inRound = [...names.classes.values()].filter((one) => one.round === round)
  const venues = names.venues
    .filter(({ id }) => inRound.some((one) => one.venueId === id))
    .map(({ id }) => id)
  const venue = venues.includes(venueId) ? venueId : (venues[0] ?? '')
  const classes = inRound.filter((one) => one.venueId === venue).map(({ id }) => id)
  const count = (seats: readonly Seat[]) => {
    const rows = new Map<string, number[]>()
    for (const { person, class: seat } of seats) {
      const at = seat === null ? -1 : classes.indexOf(seat)
      const one = names.people.get(person)
      if (at < 0 || !one) continue
      const province = one.provinceId ?? one.unitId
      const row = rows.get(province) ?? classes.map(() => 0)
      row[at] = (row[at] ?? 0) + 1
      rows.set(province, row)
    }
    return rows
  }
  const [was, is] = [count(before), count(after)]
  const none = classes.map(() => 0)
  return {
    venueId: venue,
    venues,
    classes,
    provinces: [...new Set([...was.keys(), ...is.keys()])]
      .toSorted()
      .map((id) => ({ id, before: was.get(id) ?? none, after: is.get(id) ?? none })),
  }
}
