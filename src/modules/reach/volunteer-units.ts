import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'
import type { UnitTree } from '../directory/index.ts'
import { none } from './origin.ts'

/** A unit whose volunteers' links had hits, and how many volunteers that were. */
export interface VolunteerUnit {
  workUnitId: string
  volunteers: number
}

/** Units within one whose volunteers' links had hits; by id, after `after`. */
export function unitsWithVolunteers(
  { db }: Pick<Services, 'db'>,
  { tree, scope, electionId }: { tree: UnitTree; scope: string; electionId: string },
  { after, limit }: { after: string; limit: number },
): Promise<VolunteerUnit[]> {
  const ids = tree
    .within(scope)
    .map(({ id }) => id)
    .filter((id) => id > after)
  return db
    .selectFrom('reach_link')
    .select(['work_unit_id as workUnitId', sql<number>`count(distinct person_id)::int`.as('volunteers')])
    .where('election_id', '=', electionId)
    .where('person_id', '<>', none)
    .where(sql<boolean>`work_unit_id = any(${sql.val(ids)}::text[])`)
    .groupBy('work_unit_id')
    .orderBy(sql`work_unit_id collate "C"`)
    .limit(limit)
    .execute()
}
