import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { cell, presetTable } from '../../../platform/preset.ts'
import type { Services } from '../../../platform/services.ts'
import { divisionsOf, positionsOf } from '../divisions-read-model.ts'
import { todayIn } from '../today.ts'
import { type Unit, unitTree } from '../unit-tree.ts'
import { withinScopes } from '../within-scopes.ts'
import type { PackedWorld } from './roster-task.ts'
import type { RosterWord, WordKind } from './roster-words.ts'

/** How offices name columns, positions, divisions and genders: the preset's words and the names in the database. */
export async function rosterWords(db: Db): Promise<RosterWord[]> {
  const listed = presetTable('roster-words.csv').map((row) => ({
    kind: cell(row, 'kind') as WordKind,
    code: cell(row, 'code'),
    word: cell(row, 'word'),
  }))
  const named = (kind: WordKind, rows: readonly { code: string; nameId: string; nameEn: string }[]) =>
    rows.flatMap(({ code, nameId, nameEn }) => [nameId, nameEn].map((word) => ({ kind, code, word })))
  return [...listed, ...named('position', await positionsOf(db)), ...named('division', await divisionsOf(db))]
}

/**
 * People and appointments an import into `scope` may meet, as two JSON texts that are handed on unread: everybody with an
 * appointment in the scope, and everybody else who has a staff number, to be recognised by it. In a fixed order, so that
 * equal texts mean that nothing changed.
 */
export async function knownPeople(db: Db, scope: string): Promise<{ people: string; appointments: string }> {
  const within = withinScopes('appointment.work_unit_id', [scope])
  const { rows } = await sql<{ people: string; appointments: string }>`
    with within_scope as (select distinct person_id from appointment where ${within}),
    met as (
      select person.*, within_scope.person_id is not null as is_within
      from person left join within_scope on within_scope.person_id = person.id
      where person.erased_at is null and (within_scope.person_id is not null or person.staff_number is not null))
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'gender', gender, 'phone', phone,
        'email', email, 'staffNumber', staff_number, 'isWithin', is_within) order by id), '[]')::text
       from met) as people,
      (select coalesce(json_agg(json_build_object('id', appointment.id, 'personId', person_id,
        'unit', work_unit_id, 'position', position_code, 'division', division_code, 'from', from_on,
        'until', until_on, 'endReason', end_reason) order by appointment.id), '[]')::text
       from appointment where ${within} or person_id in (select id from met)) as appointments`.execute(db)
  return rows[0] ?? { people: '[]', appointments: '[]' }
}

/** Everything a check compares a roster for `unit` with. */
export async function rosterWorld(services: Services, unit: Unit): Promise<PackedWorld> {
  const { db } = services
  const { all } = await unitTree(services)
  const seats = await db
    .selectFrom('seat')
    .select(['work_unit_id as unit', 'position_code as position', 'seats'])
    .execute()
  return {
    scope: unit.id,
    today: todayIn(services, unit),
    units: all.map(({ id, code, name, shortName, level }) => ({ id, code, name, shortName, level })),
    words: await rosterWords(db),
    positions: await positionsOf(db),
    seats,
    ...(await knownPeople(db, unit.id)),
  }
}
