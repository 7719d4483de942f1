import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Side } from './tables.ts'

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
 * Active appointments by unit and position on a day, as a table expression. Seats are not counted into it: a
 * position without a fixed number of seats is never vacant.
 */
export const activeByPosition = (day: string) => sql<{
  work_unit_id: string
  position_code: string
  active: number
}>`(
  select work_unit_id, position_code, count(*)::int as active from appointment
  where from_on <= ${day} and (until_on is null or until_on >= ${day})
  group by work_unit_id, position_code)`

/** Seats, active appointments and vacancies of every unit in `scope` on a day, by unit and rank of the position. */
export async function seatCounts(db: Db, scope: string, day: string): Promise<SeatCount[]> {
  return db
    .selectFrom('seat')
    .innerJoin('position', 'position.code', 'seat.position_code')
    .leftJoin(activeByPosition(day).as('held'), (join) =>
      join
        .onRef('held.work_unit_id', '=', 'seat.work_unit_id')
        .onRef('held.position_code', '=', 'seat.position_code'),
    )
    .select(['seat.work_unit_id as unitId', 'seat.position_code as position', 'position.side'])
    .select(['position.name_id as positionId', 'position.name_en as positionEn', 'seat.seats'])
    .select(sql<number>`coalesce(held.active, 0)`.as('active'))
    .select(sql<number>`greatest(seat.seats - coalesce(held.active, 0), 0)`.as('vacant'))
    .where((where) =>
      where.or([where('seat.work_unit_id', '=', scope), where('seat.work_unit_id', 'like', `${scope}.%`)]),
    )
    .orderBy('seat.work_unit_id')
    .orderBy('position.rank')
    .execute()
}

/** The positions with a vacancy in every unit in `scope` on a day. */
export const vacancies = async (db: Db, scope: string, day: string): Promise<SeatCount[]> =>
  (await seatCounts(db, scope, day)).filter(({ vacant }) => vacant > 0)
