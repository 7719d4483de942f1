import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeList, refuseField } from './change-list.ts'
import { putQuota } from './participants-store.ts'
import { type Quotas, quotasOf } from './rules-read-model.ts'

/** No unit has ever sent more than a few dozen. */
const most = 500

/**
 * Sets how many of each side one unit may send; null: no limit. Who is invited already stays so: a lower number only
 * makes those who are added later wait.
 */
export const setQuotas = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  seats: { commissioner: number | null; secretariat: number | null },
): Promise<Result<null>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const before: Quotas = await quotasOf(tx, meeting)
    for (const side of ['commissioner', 'secretariat'] as const) {
      const number = seats[side]
      if (number !== null && !(Number.isInteger(number) && number >= 0 && number <= most))
        return refuseField(side, 'participants.refusal.quota', { most })
      await putQuota(tx, meeting, side, number)
    }
    await audit(
      tx,
      actor,
      {
        action: 'participants.set-quotas',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        before,
        after: seats,
      },
      at,
    )
    return ok(null)
  })
