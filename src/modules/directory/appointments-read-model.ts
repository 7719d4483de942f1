import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Side } from './tables.ts'

/** An appointment with the names of its person, position and division. */
export interface AppointmentRecord {
  id: string
  unitId: string
  personId: string
  /** Empty when the person's data has been erased. */
  personName: string
  gender: 'f' | 'm' | null
  position: string
  positionId: string
  positionEn: string
  side: Side
  division: string | null
  divisionId: string | null
  divisionEn: string | null
  /** First and last day in office, both included. */
  from: string
  until: string | null
  replacesId: string | null
  endReason: string | null
  example: boolean
}

const records = (db: Db) =>
  db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .innerJoin('position', 'position.code', 'appointment.position_code')
    .leftJoin('division', 'division.code', 'appointment.division_code')
    .select(['appointment.id', 'appointment.work_unit_id as unitId', 'appointment.person_id as personId'])
    .select(['person.name as personName', 'person.gender', 'position.code as position'])
    .select(['position.name_id as positionId', 'position.name_en as positionEn', 'position.side'])
    .select(['division.code as division', 'division.name_id as divisionId', 'division.name_en as divisionEn'])
    .select(['appointment.from_on as from', 'appointment.until_on as until'])
    .select(['appointment.replaces_id as replacesId', 'appointment.end_reason as endReason'])
    .select('appointment.example')

/** Who holds which position of a unit on a day: chair first, then by division and name. */
export const whoIsWho = (db: Db, unitId: string, day: string): Promise<AppointmentRecord[]> =>
  records(db)
    .where('appointment.work_unit_id', '=', unitId)
    .where('appointment.from_on', '<=', day)
    .where((where) =>
      where.or([where('appointment.until_on', 'is', null), where('appointment.until_on', '>=', day)]),
    )
    .orderBy('position.rank')
    .orderBy(sql`division.rank nulls last`)
    .orderBy('person.search_words')
    .orderBy('appointment.id')
    .execute()

/** The latest appointments of a unit that ended before `day`, at most `limit`. */
export const pastAppointments = (
  db: Db,
  unitId: string,
  day: string,
  limit: number,
): Promise<AppointmentRecord[]> =>
  records(db)
    .where('appointment.work_unit_id', '=', unitId)
    .where('appointment.until_on', '<', day)
    .orderBy('appointment.until_on', 'desc')
    .orderBy('position.rank')
    .orderBy('person.search_words')
    .limit(limit)
    .execute()

/** Appointments of a unit that begin after `day`, the next first. */
export const comingAppointments = (db: Db, unitId: string, day: string): Promise<AppointmentRecord[]> =>
  records(db)
    .where('appointment.work_unit_id', '=', unitId)
    .where('appointment.from_on', '>', day)
    .orderBy('appointment.from_on')
    .orderBy('position.rank')
    .execute()

/** Everything one person was appointed to, in every unit, the latest first. */
export const appointmentsOf = (db: Db, personId: string): Promise<AppointmentRecord[]> =>
  records(db)
    .where('appointment.person_id', '=', personId)
    .orderBy('appointment.from_on', 'desc')
    .orderBy('appointment.id')
    .execute()

/** Every appointment of a position in a unit, for the rule about seats. */
export const appointmentsTo = (
  db: Db,
  { unitId, position }: { unitId: string; position: string },
): Promise<AppointmentRecord[]> =>
  records(db)
    .where('appointment.work_unit_id', '=', unitId)
    .where('appointment.position_code', '=', position)
    .execute()

/** One appointment of a unit. */
export const appointmentById = (db: Db, unitId: string, id: string): Promise<AppointmentRecord | undefined> =>
  records(db)
    .where('appointment.work_unit_id', '=', unitId)
    .where('appointment.id', '=', id)
    .executeTakeFirst()

/** The appointment that took over another one before its term was up. */
export const replacementOf = (
  db: Db,
  { unitId, id }: { unitId: string; id: string },
): Promise<AppointmentRecord | undefined> =>
  records(db)
    .where('appointment.work_unit_id', '=', unitId)
    .where('appointment.replaces_id', '=', id)
    .executeTakeFirst()
