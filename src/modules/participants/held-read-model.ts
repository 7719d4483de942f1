import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'

/** How many participants a meeting keeps something of for its days alone. */
export interface Held {
  /** With any of what follows but a photograph. */
  people: number
  needs: number
  travel: number
  roomMates: number
  reasons: number
  photographs: number
}

/** Counts what `emptyNeeds` and `deletePhotographs` would erase. */
export async function heldOf(db: Db, { workUnitId, id }: MeetingKey): Promise<Held> {
  const { rows } = await sql<Held>`
    select count(*) filter (where needs or travel or mates or reasons)::int as people,
      count(*) filter (where needs)::int as needs, count(*) filter (where travel)::int as travel,
      count(*) filter (where mates)::int as "roomMates", count(*) filter (where reasons)::int as reasons,
      (select count(*)::int from participant_photograph
        where work_unit_id = ${workUnitId} and meeting_id = ${id}) as photographs
    from (
      select needs is not null or needs_accessible as needs,
        travel is not null or arrives_at is not null or leaves_at is not null as travel,
        shares_room_with is not null as mates, reason is not null as reasons
      from participant where work_unit_id = ${workUnitId} and meeting_id = ${id}) as told`.execute(db)
  return rows[0] ?? { people: 0, needs: 0, travel: 0, roomMates: 0, reasons: 0, photographs: 0 }
}
