import type { Actor } from '../../../platform/access.ts'
import { audit } from '../../../platform/audit.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { insertAppointments, setAppointmentEnd } from '../appointments-store.ts'
import { insertPeople, updatePerson } from '../people-store.ts'
import { correctAppointment } from './imports-store.ts'
import type { RosterPlan } from './plan.ts'

/** How many rows one statement takes. */
const step = 2_000

/** How many things a plan writes. */
export const planSize = (plan: RosterPlan) =>
  plan.people.length +
  plan.appointments.length +
  plan.personChanges.length +
  plan.appointmentChanges.length +
  plan.ends.length

/** The units a plan touches. */
export const planUnits = (plan: RosterPlan) => [
  ...new Set([
    ...plan.appointments.map(({ unitId }) => unitId),
    ...[...plan.personChanges, ...plan.appointmentChanges, ...plan.ends].map(({ unit }) => unit),
  ]),
]

/**
 * Writes everything a plan holds in the caller's transaction. Corrections and ends leave an audit entry each, with
 * before and after; new people and appointments one for each unit, with their ids.
 */
export async function writePlan(
  tx: Tx,
  actor: Actor,
  {
    plan,
    subject,
    at,
    progress,
  }: { plan: RosterPlan; subject: string; at: Date; progress(done: number): void },
): Promise<void> {
  let done = 0
  const tell = (count: number) => {
    done += count
    progress(done)
  }
  for (let from = 0; from < plan.people.length; from += step) {
    const some = plan.people.slice(from, from + step)
    await insertPeople(tx, some)
    tell(some.length)
  }
  for (const { unit, id, before, until } of plan.ends) {
    await setAppointmentEnd(tx, { unitId: unit, id, until, reason: 'moved' })
    const change = { before: { until: before }, after: { until, reason: 'moved' } }
    await audit(
      tx,
      actor,
      { action: 'directory.end', subject: `appointment ${id}`, scope: unit, ...change },
      at,
    )
    tell(1)
  }
  for (let from = 0; from < plan.appointments.length; from += step) {
    const some = plan.appointments.slice(from, from + step)
    await insertAppointments(tx, some)
    tell(some.length)
  }
  for (const { id, unit, before, after } of plan.personChanges) {
    await updatePerson(tx, id, after)
    await audit(
      tx,
      actor,
      { action: 'directory.correct', subject: `person ${id}`, scope: unit, before, after },
      at,
    )
    tell(1)
  }
  for (const { id, unit, before, after } of plan.appointmentChanges) {
    await correctAppointment(tx, { unitId: unit, id }, after)
    const subject = `appointment ${id}`
    await audit(tx, actor, { action: 'directory.correct', subject, scope: unit, before, after }, at)
    tell(1)
  }
  for (const [unit, appointments] of Map.groupBy(plan.appointments, ({ unitId }) => unitId)) {
    const after = {
      appointments: appointments.map(({ id, personId, position }) => ({ id, personId, position })),
    }
    await audit(tx, actor, { action: 'directory.import-roster', subject, scope: unit, after }, at)
  }
}
