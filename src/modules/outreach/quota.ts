import { z } from 'zod'
import { presetJson } from '../../platform/preset.ts'

const shape = z.object({
  volunteersPerDistrict: z.object({ value: z.number().int().positive(), source: z.string() }),
})

let known: number | undefined

/** Volunteers a district may have in all, unless it says why it needs more (55 in 2019: eleven bases of five). */
export function volunteerCeiling(): number {
  known ??= shape.parse(presetJson('outreach.json')).volunteersPerDistrict.value
  return known
}

export interface Strength {
  /** Volunteers to be added. */
  adding: number
  /** Active ones of the base, and what the base may have. */
  inBase: number
  quota: number
  /** Active ones of the whole programme, and what a district may have without giving a reason. */
  inAll: number
  ceiling: number
  /** Whether the unit has said why it needs more than the ceiling. */
  hasReason: boolean
}

export type QuotaRefusal =
  | { kind: 'base-full'; room: number; quota: number }
  | { kind: 'ceiling'; room: number; ceiling: number }

/**
 * Why so many volunteers cannot be added, or null. A base's quota is never exceeded: it is changed, locally and
 * visibly. The ceiling of the whole unit is exceeded only with a reason.
 */
export function quotaRefusal(strength: Strength): QuotaRefusal | null {
  const { adding, inBase, quota, inAll, ceiling, hasReason } = strength
  const inUnit = hasReason ? Number.POSITIVE_INFINITY : Math.max(0, ceiling - inAll)
  // What may be added now, whichever of the two ends first: somebody told a number must not be refused it.
  const room = Math.min(Math.max(0, quota - inBase), inUnit)
  if (inBase + adding > quota) return { kind: 'base-full', room, quota }
  return adding > inUnit ? { kind: 'ceiling', room, ceiling } : null
}
