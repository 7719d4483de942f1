import { addDays, addYears } from './days.ts'

/** The days of an appointment: first and last in office, both included; null while no end is set. */
export interface Span {
  from: string
  until: string | null
}

/** What an appointment is on a day; derived, never stored. Its seat is vacant when nobody's is active. */
export type AppointmentState = 'upcoming' | 'active' | 'expired'

export function stateOn({ from, until }: Span, day: string): AppointmentState {
  if (from > day) return 'upcoming'
  return until !== null && until < day ? 'expired' : 'active'
}

export const isActive = (span: Span, day: string) => stateOn(span, day) === 'active'

/** Whether two appointments share a day. */
export const overlap = (a: Span, b: Span) =>
  (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)

/** The most of `spans` that are active on one day of `within`. */
export function mostAtOnce(spans: readonly Span[], within: Span): number {
  const sharing = spans.filter((span) => overlap(span, within))
  // The number only rises where one begins, so the first days are all that need be looked at.
  const days = [within.from, ...sharing.map(({ from }) => from).filter((from) => from > within.from)]
  return Math.max(...days.map((day) => sharing.filter((span) => isActive(span, day)).length))
}

/** Seats nobody holds: never below zero, where an older roster put in too many. */
export const vacantSeats = (seats: number, active: number) => Math.max(0, seats - active)

/** The last day of a term of `years` that begins on `from`; null without a fixed term. */
export const termEnd = (from: string, years: number | null) =>
  years === null ? null : addDays(addYears(from, years), -1)

/** An appointment with why it ended early, as far as counting terms needs it. */
export interface Served extends Span {
  endReason: string | null
}

/**
 * How many terms the appointments of one person on one level make up. Each is a term, a replacement's too, except
 * where somebody moved to another position the day after (a member made chair): that goes on with the same term.
 * Source: UU 7/2017 on terms of five years, once more on the same level.
 */
export function termsServed(served: readonly Served[]): number {
  const inOrder = served.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return inOrder.filter((appointment, at) => {
    const before = inOrder[at - 1]
    const goesOn =
      before?.endReason === 'moved' && before.until !== null && addDays(before.until, 1) === appointment.from
    return !goesOn
  }).length
}
