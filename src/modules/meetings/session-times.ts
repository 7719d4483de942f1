import { dayIn, instantIn } from '../../platform/clock.ts'
import type { MeetingClass, MeetingSession } from './classes-read-model.ts'

/** `08:00` of `8.00`, `08:00`, `8`; null where it is no time of a day. */
export function timeOf(typed: string): string | null {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[.:](\d{2}))?$/.exec(typed.trim()) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

/** The time of day (HH:MM) that clocks of a zone show. */
export const timeIn = (zone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)

/** Whether two spans share a moment; one may begin when the other ends. */
export const overlaps = (
  one: { startsAt: Date; endsAt: Date },
  other: { startsAt: Date; endsAt: Date },
): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt

/** The same time of day in another zone, or on the day that `dayOf` makes of its day. */
export const moved = (at: Date, from: string, to: string, dayOf = (day: string) => day): Date =>
  instantIn(to, dayOf(dayIn(from, at)), timeIn(from, at))

/** Sessions by time, those at the same time by the code of their class: A2 before A10, what is for all first. */
export function inOrder(
  sessions: readonly MeetingSession[],
  classes: readonly MeetingClass[],
): MeetingSession[] {
  const codes = new Map(classes.map(({ id, code }) => [id, code]))
  const codeOf = ({ classId }: MeetingSession) => codes.get(classId ?? '') ?? ''
  const { compare } = new Intl.Collator('id', { numeric: true })
  return sessions.toSorted(
    (one, other) => +one.startsAt - +other.startsAt || compare(codeOf(one), codeOf(other)),
  )
}
