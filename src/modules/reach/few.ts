import type { PlaceNames } from './hit-names.ts'
import type { CellName } from './lattice.ts'
import { season } from './periods.ts'
import { all } from './rollups.ts'

/** A set of people of a unit: of a base or channel or both, on some days. Numbers as in `PlaceNames`. */
export interface Few {
  unit: number
  base?: number | undefined
  channel?: number | undefined
  /** Every day of the season where absent. */
  days?: readonly number[] | undefined
}

/** A cell as a set of places; undefined for hours, and for what no place is known of. */
export function fewOf({ workUnitId, period, base, channel }: CellName, names: PlaceNames): Few | undefined {
  const unit = names.at('unit', workUnitId)
  if (unit === undefined) return undefined
  const few: Few = { unit }
  if (base !== all) few.base = names.at('base', base)
  if (channel !== all) few.channel = names.at('channel', channel)
  if ((base !== all && few.base === undefined) || (channel !== all && few.channel === undefined))
    return undefined
  if (period === season) return few
  const day = names.at('day', period)
  if (day !== undefined) return { ...few, days: [day] }
  const week = names.at('week', period)
  if (week === undefined) return undefined
  return { ...few, days: names.weekOf.flatMap((of, day) => (of === week ? day : [])) }
}
