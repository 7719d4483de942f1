import type { Db } from '../../platform/db/database.ts'
import type { VolunteerState } from './tables.ts'

export interface Volunteer {
  id: string
  name: string
  contact: string | null
  base: string
  state: VolunteerState
  example: boolean
}

/** Volunteers of a programme by base and name, released ones included; of one base where it is named. */
export const volunteersOf = (
  db: Db,
  { workUnitId, programmeId, base }: { workUnitId: string; programmeId: string; base?: string },
): Promise<Volunteer[]> =>
  db
    .selectFrom('volunteer')
    .innerJoin('voter_base', 'voter_base.code', 'volunteer.base')
    .select(['id', 'name', 'contact', 'base', 'state', 'example'])
    .where('work_unit_id', '=', workUnitId)
    .where('programme_id', '=', programmeId)
    .$if(base !== undefined, (query) => query.where('base', '=', base ?? ''))
    .orderBy('voter_base.position')
    .orderBy('name')
    .orderBy('id')
    .execute()
