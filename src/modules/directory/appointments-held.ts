import type { Db } from '../../platform/db/database.ts'
import type { Level, Side } from './tables.ts'
import { withinScopes } from './within-scopes.ts'

/** Somebody in office on a day. */
export interface HeldAppointment {
  id: string
  personId: string
  name: string
  gender: 'f' | 'm' | null
  unitId: string
  position: string
  /** Of the position: the chair's is the lowest. */
  rank: number
  side: Side
  division: string | null
  example: boolean
}

export interface HeldQuery {
  /** YYYY-MM-DD. */
  day: string
  /** A unit and everything under it. */
  scope: string
  /** Null, and an empty list below: whichever. */
  side: Side | null
  positions: readonly string[]
  /** Codes; who leads no division is in none. */
  divisions: readonly string[]
  levels: readonly Level[]
}

/** Who holds which position on a day, of one side, of some positions, divisions and levels; by unit and position. */
export function appointmentsHeld(db: Db, query: HeldQuery): Promise<HeldAppointment[]> {
  const { day, scope, side, positions, divisions, levels } = query
  let held = db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .innerJoin('position', 'position.code', 'appointment.position_code')
    .innerJoin('work_unit', 'work_unit.id', 'appointment.work_unit_id')
    .select(['appointment.id', 'appointment.person_id as personId', 'person.name', 'person.gender'])
    .select(['appointment.work_unit_id as unitId', 'position.code as position', 'position.rank'])
    .select(['position.side', 'appointment.division_code as division', 'person.example'])
    .where('person.erased_at', 'is', null)
    .where('appointment.from_on', '<=', day)
    .where((where) =>
      where.or([where('appointment.until_on', 'is', null), where('appointment.until_on', '>=', day)]),
    )
    .where(withinScopes('appointment.work_unit_id', [scope]))
  if (side !== null) held = held.where('position.side', '=', side)
  if (positions.length > 0) held = held.where('position.code', 'in', [...positions])
  if (divisions.length > 0) held = held.where('appointment.division_code', 'in', [...divisions])
  if (levels.length > 0) held = held.where('work_unit.level', 'in', [...levels])
  return held
    .orderBy('appointment.work_unit_id')
    .orderBy('position.rank')
    .orderBy('person.search_words')
    .orderBy('appointment.id')
    .execute()
}
