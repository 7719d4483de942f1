import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Side } from './tables.ts'
import { withinScopes } from './within-scopes.ts'

/** The seats of one position in one unit on a day. */
export interface SeatCount {
  unitId: string
  position: string
  positionId: string
  positionEn: string
  side: Side
  seats: number
  active: number
  /** Seats nobody holds. */
  vacant: number
}

/**
 * How many appointments to the position of a row of `seat` are active on a day. A probe of one unit's few rows each
 * time: cheap for one unit as for all, since appointments are kept by unit.
 */
export const activeInSeat = (day: string) => sql<number>`(
  select count(*)::int from appointment
  where appointment.work_unit_id = seat.work_unit_id and appointment.position_code = seat.position_code
    and appointment.from_on <= ${day} and (appointment.until_on is null or appointment.until_on >= ${day}))`

/** Positions whose number of seats nobody has fixed are not among them: they are never vacant. */
const counted = (db: Db, day: string, within: RawBuilder<boolean>) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('seat')
        .innerJoin('position', 'position.code', 'seat.position_code')
        .select(['seat.work_unit_id as unitId', 'seat.position_code as position', 'position.side'])
        .select(['position.name_id as positionId', 'position.name_en as positionEn', 'position.rank'])
        .select(['seat.seats', activeInSeat(day).as('active')])
        .where(within)
        .as('counted'),
    )
    .select(['unitId', 'position', 'positionId', 'positionEn', 'side', 'seats', 'active'])
    .select(sql<number>`greatest(seats - active, 0)`.as('vacant'))
    .orderBy('unitId')
    .orderBy('rank')

/** Seats, active appointments and vacancies of one unit on a day, by rank of the position. */
export const seatCounts = (db: Db, unitId: string, day: string): Promise<SeatCount[]> =>
  counted(db, day, sql<boolean>`seat.work_unit_id = ${unitId}`).execute()

/** The positions with a vacancy in every unit in `scope` on a day, by unit. */
export const vacancies = (db: Db, scope: string, day: string): Promise<SeatCount[]> =>
  counted(db, day, withinScopes('seat.work_unit_id', [scope]))
    .where(sql<boolean>`seats > active`)
    .execute()
