import { dayIn } from '../../platform/clock.ts'

/** Days of grants are days of the capital: one list of who holds what, the same in every zone. */
export const capitalZone = 'Asia/Jakarta'

export const capitalDay = (instant: Date) => dayIn(capitalZone, instant)
