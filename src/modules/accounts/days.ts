import { z } from 'zod'
import { dayIn } from '../../platform/clock.ts'
import { presetJson } from '../../platform/preset.ts'

const { root } = z
  .object({ root: z.object({ id: z.string(), time_zone: z.string() }) })
  .parse(presetJson('preset.json'))

/** The top of the tree, from the preset: where the first administrator stands. */
export const rootScope = root.id

/** Days of grants are days of the capital: one list of who holds what, the same in every zone. */
export const capitalZone = root.time_zone

export const capitalDay = (instant: Date) => dayIn(capitalZone, instant)
