import { sql } from 'kysely'
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

/** Active volunteers of an election in a unit and everything under it, with where they work; by unit, base and id. */
export const volunteersIn = (
  db: Db,
  { scope, electionId }: { scope: string; electionId: string },
): Promise<{ workUnitId: string; programmeId: string; id: string; base: string; example: boolean }[]> =>
  db
    .selectFrom('volunteer')
    .innerJoin('programme', (join) =>
      join
        .onRef('programme.work_unit_id', '=', 'volunteer.work_unit_id')
        .onRef('programme.id', '=', 'volunteer.programme_id'),
    )
    .select([
      'volunteer.work_unit_id as workUnitId',
      'volunteer.programme_id as programmeId',
      'volunteer.id',
      'volunteer.base',
      'volunteer.example',
    ])
    .where('programme.election_id', '=', electionId)
    .where('volunteer.state', '=', 'active')
    .where(
      sql<boolean>`(volunteer.work_unit_id = ${scope} or starts_with(volunteer.work_unit_id, ${`${scope}.`}))`,
    )
    .orderBy('volunteer.work_unit_id')
    .orderBy('volunteer.base')
    .orderBy('volunteer.id')
    .execute()

/** Names by id of volunteers who work in the given units; who is not there is left out. */
export async function volunteerNames(
  db: Db,
  { workUnitIds, ids }: { workUnitIds: readonly string[]; ids: readonly string[] },
): Promise<Map<string, string>> {
  if (workUnitIds.length === 0 || ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('volunteer')
    .select(['id', 'name'])
    .where('work_unit_id', 'in', [...new Set(workUnitIds)])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
