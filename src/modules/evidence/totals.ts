import { type Evidence, reaches } from './evidence.ts'

/** A part of the meeting in numbers: a unit, a province, all. */
export interface Totals {
  /** On the list, the cancelled left out. */
  listed: number
  /** Come by their answer, or came whatever it was. */
  counted: number
  arrived: number
  /** Seats in sessions, and those of them that were filled. */
  seats: number
  filled: number
  travelTold: number
  reached: number
}

/** Counts some of the evidence; nobody reaches a rule that is not set. */
export function totalsOf(some: readonly Evidence[], atLeast: number | undefined): Totals {
  const count = (is: (one: Evidence) => boolean) => some.filter(is).length
  const seats = some.flatMap(({ sessions }) => sessions.filter(({ isExpected }) => isExpected))
  return {
    listed: some.length,
    counted: count(({ counts }) => counts),
    arrived: count(({ arrivedAt, attended }) => arrivedAt !== null || attended > 0),
    seats: seats.length,
    filled: seats.filter(({ isPresent }) => isPresent).length,
    travelTold: count(({ counts, travel }) => counts && travel !== null),
    reached: atLeast === undefined ? 0 : count((one) => reaches(one, atLeast)),
  }
}

/** The province somebody was sent from, or his or her office where that is none. */
export const regionOf = ({ provinceId, unitId }: Pick<Evidence, 'provinceId' | 'unitId'>) =>
  provinceId ?? unitId
