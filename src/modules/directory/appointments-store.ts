import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'

/** Days are YYYY-MM-DD, first and last day in office, both included. */
export interface NewAppointment {
  id: string
  unitId: string
  personId: string
  position: string
  division: string | null
  from: string
  until: string | null
  /** The appointment of the same unit that this one takes over before its term was up. */
  replacesId: string | null
  endReason?: string | null
  example?: boolean
}

/** Adds appointments, any number in one statement. */
export async function insertAppointments(tx: Tx, appointments: readonly NewAppointment[]): Promise<void> {
  const rows = appointments.map((appointment) => ({
    work_unit_id: appointment.unitId,
    id: appointment.id,
    person_id: appointment.personId,
    position_code: appointment.position,
    division_code: appointment.division,
    from_on: appointment.from,
    until_on: appointment.until,
    replaces_id: appointment.replacesId,
    end_reason: appointment.endReason ?? null,
    example: appointment.example ?? false,
  }))
  await sql`
    insert into appointment (work_unit_id, id, person_id, position_code, division_code, from_on, until_on,
      replaces_id, end_reason, example)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as appointment
      (work_unit_id text, id uuid, person_id uuid, position_code text, division_code text, from_on date,
       until_on date, replaces_id uuid, end_reason text, example boolean)`.execute(tx)
}

/** Sets the last day of an appointment, and why it came before the term was up. */
export async function setAppointmentEnd(
  tx: Tx,
  { unitId, id, until, reason }: { unitId: string; id: string; until: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('appointment')
    .set({ until_on: until, end_reason: reason })
    .where('work_unit_id', '=', unitId)
    .where('id', '=', id)
    .execute()
}

/** Takes the examples out; a real appointment that replaced one of them stays and no longer names it. */
export async function deleteExampleAppointments(tx: Tx): Promise<void> {
  await sql`
    update appointment set replaces_id = null
    where (work_unit_id, replaces_id) in (select work_unit_id, id from appointment where example)`.execute(tx)
  await tx.deleteFrom('appointment').where('example', '=', true).execute()
}
