import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { appointmentById } from './appointments-read-model.ts'
import { setAppointmentEnd } from './appointments-store.ts'
import { isDay } from './days.ts'
import { type EndReason, endReasons } from './end-reasons.ts'
import { dayParam, forbidden, missing, refuseField } from './refusals.ts'

export interface EndInput {
  unitId: string
  appointmentId: string
  /** The last day in office. */
  on: string
  /** Left out: refused at the field. */
  reason?: EndReason
}

/**
 * Ends an appointment before its term is up. Refuses a day before it began and a day after it ends anyhow, and an
 * end without a reason.
 */
export async function endAppointment(
  services: Services,
  actor: Actor,
  input: EndInput,
): Promise<Result<EndInput>> {
  if (!may(actor, 'directory.change', input.unitId)) return forbidden
  if (!isDay(input.on)) return refuseField('on', 'directory.refusal.day')
  const { reason } = input
  if (!reason || !endReasons.includes(reason)) return refuseField('reason', 'directory.refusal.reason')
  return transact(services.db, async (tx) => {
    const before = await appointmentById(tx, input.unitId, input.appointmentId)
    if (!before) return missing
    if (input.on < before.from)
      return refuseField('on', 'directory.refusal.endBeforeFrom', { from: dayParam(before.from) })
    if (before.until !== null && input.on > before.until)
      return refuseField('on', 'directory.refusal.endAfterUntil', { until: dayParam(before.until) })
    const end = { until: input.on, reason }
    await setAppointmentEnd(tx, { unitId: input.unitId, id: before.id, ...end })
    await audit(
      tx,
      actor,
      {
        action: 'directory.end',
        subject: `appointment ${before.id}`,
        scope: input.unitId,
        before: { until: before.until, reason: before.endReason },
        after: end,
      },
      services.clock.now(),
    )
    return ok(input)
  })
}
