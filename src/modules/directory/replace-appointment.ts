import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Appointee, settleAppointee } from './appoint-person.ts'
import { termEnd } from './appointment-rules.ts'
import { type AppointmentRecord, appointmentById, replacementOf } from './appointments-read-model.ts'
import { type NewAppointment, setAppointmentEnd } from './appointments-store.ts'
import { addDays, isDay } from './days.ts'
import { positionsOf } from './divisions-read-model.ts'
import { type EndReason, endReasons } from './end-reasons.ts'
import { placePerson } from './place-person.ts'
import { dayParam, forbidden, missing, refuseField } from './refusals.ts'
import { todayIn } from './today.ts'
import { unitTree } from './unit-tree.ts'

export interface ReplaceInput {
  unitId: string
  /** The appointment that is taken over. */
  appointmentId: string
  appointee: Appointee
  /** First day of the new appointment; the replaced one ends the day before at the latest. */
  from: string
  /** Left out: the last day of the term that is taken over. */
  until?: string | null
  /** Why the other one goes; not asked again when that has been said already. */
  reason?: EndReason
}

/**
 * Early replacement: a new appointment to the same position and division that names the one it replaces, for the
 * rest of its term. Refuses to replace somebody twice, or somebody whose term came to its regular end.
 */
export async function replaceAppointment(
  services: Services,
  actor: Actor,
  input: ReplaceInput,
): Promise<Result<NewAppointment>> {
  if (!may(actor, 'directory.change', input.unitId)) return forbidden
  if (!isDay(input.from)) return refuseField('from', 'directory.refusal.day')
  const tree = await unitTree(services)
  const unit = tree.byId(input.unitId)
  if (!unit) return missing
  return transact(services.db, async (tx) => {
    const replaced = await appointmentById(tx, unit.id, input.appointmentId)
    if (!replaced) return missing
    const ended = await endReplaced(tx, replaced, input)
    if (!ended.ok) return ended
    const person = await settleAppointee(tx, tree, actor, input.appointee, todayIn(services, unit))
    if (!person.ok) return person
    const placed = await placePerson(tx, tree, {
      unit,
      personId: person.value,
      position: replaced.position,
      division: replaced.division,
      from: input.from,
      until: input.until ?? (await endOfTerm(tx, replaced)),
      replacesId: replaced.id,
    })
    if (!placed.ok) return placed
    await audit(
      tx,
      actor,
      {
        action: 'directory.replace',
        subject: `appointment ${replaced.id}`,
        scope: unit.id,
        before: { until: replaced.until, reason: replaced.endReason },
        after: { ...ended.value, replacement: placed.value },
      },
      services.clock.now(),
    )
    return placed
  })
}

/** Makes sure that the replaced appointment is over before the new one begins. */
async function endReplaced(
  tx: Tx,
  replaced: AppointmentRecord,
  { from, reason }: ReplaceInput,
): Promise<Result<{ until: string | null; reason: string | null }>> {
  if (await replacementOf(tx, replaced)) return refuseField('from', 'directory.refusal.replacedAlready')
  if (from <= replaced.from)
    return refuseField('from', 'directory.refusal.replacesBefore', { from: dayParam(replaced.from) })
  const isOver = replaced.until !== null && replaced.until < from
  if (isOver && replaced.endReason === null) return refuseField('from', 'directory.refusal.regularEnd')
  if (isOver) return ok({ until: replaced.until, reason: replaced.endReason })
  const because = reason ?? replaced.endReason
  if (because === null || !endReasons.some((known) => known === because))
    return refuseField('reason', 'directory.refusal.reason')
  const until = addDays(from, -1)
  await setAppointmentEnd(tx, { unitId: replaced.unitId, id: replaced.id, until, reason: because })
  return ok({ until, reason: because })
}

/** The last day of the term an appointment belongs to, even where the appointment itself ended before. */
export async function endOfTerm(db: Db, appointment: AppointmentRecord): Promise<string | null> {
  if (appointment.endReason === null) return appointment.until
  let first = appointment
  while (first.replacesId !== null) {
    const before = await appointmentById(db, first.unitId, first.replacesId)
    if (!before) break
    first = before
  }
  const position = (await positionsOf(db)).find(({ code }) => code === appointment.position)
  return termEnd(first.from, position?.termYears ?? null)
}
