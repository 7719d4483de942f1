import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db/database.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeList, refuseField } from './change-list.ts'
import { fillPlaces } from './free-places.ts'
import { putQuota } from './participants-store.ts'
import { quotasOf } from './rules-read-model.ts'

/** No unit has ever sent more than a few dozen. */
const most = 500

export const quotaSides = ['commissioner', 'secretariat'] as const

/** How many of each side may come; null: no limit, or for one unit: no number of its own. */
export type TypedSeats = Record<(typeof quotaSides)[number], number | null>

/**
 * Sets how many of each side a unit may send: every unit, or one of them (`unitId`), whose own number goes before. Who is
 * invited already stays so: a lower number only makes those who are added later wait. A higher one of a unit's own lets
 * in those of it who wait. Refuses what is no whole number from 0 to 500, and a unit that there is not (null).
 */
export const setQuotas = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  seats: TypedSeats,
  unitId: string | null = '',
): Promise<Result<null>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    if (unitId === null) return refuseField('unit', 'participants.refusal.unit')
    const quotas = await quotasOf(tx, meeting)
    for (const side of quotaSides) {
      const number = seats[side]
      if (number !== null && !(Number.isInteger(number) && number >= 0 && number <= most))
        return refuseField(side, 'participants.refusal.quota', { most })
      await putQuota(tx, meeting, { side, unitId }, number)
    }
    if (unitId !== '') await letIn(tx, actor, meeting, { unitId, at })
    await audit(
      tx,
      actor,
      {
        action: 'participants.set-quotas',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        before: unitId === '' ? quotas.every : { unitId, ...quotas.own.get(unitId) },
        after: unitId === '' ? seats : { unitId, ...seats },
      },
      at,
    )
    return ok(null)
  })

/** Invites those of one unit who wait and for whom there is a place now. */
async function letIn(
  tx: Tx,
  actor: Actor,
  meeting: MeetingKey,
  { unitId, at }: { unitId: string; at: Date },
): Promise<void> {
  for (const side of quotaSides) await fillPlaces(tx, actor, meeting, { place: { unitId, side }, at })
}
