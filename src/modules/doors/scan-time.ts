import { dayAfter, instantIn } from '../../platform/clock.ts'
import type { Device } from './device.ts'
import { endOfDay } from './device-day.ts'

const hour = 3_600_000

/**
 * What is added to the time that a phone's clock gave a scan, in milliseconds: `offset`, what that clock was off when it
 * handed in, unless that cannot be. A phone whose clock was set in between, or that lost it with its battery, would put
 * people at the meeting in 1970 or next year. It scans on its own day, or tries the evening before, and nothing later
 * than it was taken; a time before that counts as the beginning of its day, one after as the moment of taking or the end
 * of the day. What the clock itself said is kept beside it.
 */
export function offsetOf(
  { scannedAt, offset }: { scannedAt: number; offset: number },
  { day, timeZone }: Pick<Device, 'day' | 'timeZone'>,
  takenAt: number,
): number {
  const at = scannedAt + offset
  if (at > takenAt) return Math.min(takenAt, endOfDay(timeZone, day).getTime() - 1) - scannedAt
  // From then on the day before has begun in every zone: nearly always, and without asking a calendar.
  if (at >= Date.parse(`${day}T00:00:00Z`) - 12 * hour) return offset
  if (at >= instantIn(timeZone, dayAfter(day, -1), '00:00').getTime()) return offset
  return instantIn(timeZone, day, '00:00').getTime() - scannedAt
}
