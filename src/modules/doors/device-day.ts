import { dayAfter, instantIn } from '../../platform/clock.ts'

/** The end of a phone's day where the meeting is: from then on it holds nobody's data. */
export const endOfDay = (timeZone: string, day: string) => instantIn(timeZone, dayAfter(day, 1), '00:00')

/** How many days after its own a phone may still hand in what it scanned without a line. */
export const lateDays = 3

export const lastUpload = (timeZone: string, day: string) =>
  instantIn(timeZone, dayAfter(day, 1 + lateDays), '00:00')
