import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { isId } from '../../platform/ids.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>

/** The bases of the preset; one that is there takes the new words and numbers. */
export async function putBases(tx: Tx, rows: readonly Row<'voter_base'>[]): Promise<void> {
  for (const row of rows) {
    const { code: _, ...rest } = row
    await tx
      .insertInto('voter_base')
      .values(row)
      .onConflict((conflict) => conflict.column('code').doUpdateSet(rest))
      .execute()
  }
}

/** Adds rows by the thousand: one jsonb parameter a statement, whatever the number of columns. */
async function addMany<T extends keyof Schema>(
  tx: Tx,
  table: T,
  rows: readonly Row<T>[],
  size = 5000,
): Promise<void> {
  for (let at = 0; at < rows.length; at += size) {
    const some = JSON.stringify(rows.slice(at, at + size))
    await sql`
      insert into ${sql.table(table)}
      select * from jsonb_populate_recordset(null::${sql.table(table)}, ${some}::jsonb)`.execute(tx)
  }
}

/** Adds programmes with their bases, all columns given. */
export async function addProgrammes(
  tx: Tx,
  programmes: readonly Row<'programme'>[],
  bases: readonly Row<'programme_base'>[],
): Promise<void> {
  await addMany(tx, 'programme', programmes)
  await addMany(tx, 'programme_base', bases)
}

/** Adds volunteers, all columns given. */
export const addVolunteers = (tx: Tx, rows: readonly Row<'volunteer'>[]): Promise<void> =>
  addMany(tx, 'volunteer', rows)

/** Takes out everything that is an example; volunteers that people added to example programmes go with them. */
export async function deleteExamples(tx: Tx): Promise<void> {
  await sql`
    delete from volunteer v using programme p
    where p.example and v.work_unit_id = p.work_unit_id and v.programme_id = p.id`.execute(tx)
  await tx.deleteFrom('volunteer').where('example', '=', true).execute()
  await tx.deleteFrom('programme').where('example', '=', true).execute()
  await tx.deleteFrom('base_setting').where('example', '=', true).execute()
}

/** Adds a programme with its bases; false, adding nothing, when the unit already has one for the election. */
export async function addProgramme(
  tx: Tx,
  programme: Row<'programme'>,
  bases: readonly Row<'programme_base'>[],
): Promise<boolean> {
  const added = await tx
    .insertInto('programme')
    .values(programme)
    .onConflict((conflict) => conflict.columns(['work_unit_id', 'election_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return false
  await tx
    .insertInto('programme_base')
    .values([...bases])
    .execute()
  return true
}

/**
 * Keeps others from changing a programme until this transaction ends: two who add volunteers at once must not
 * exceed the quota together. False when there is no such programme.
 */
export async function lockProgramme(tx: Tx, workUnitId: string, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const row = await tx
    .selectFrom('programme')
    .select('id')
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export const changeProgramme = (
  tx: Tx,
  workUnitId: string,
  id: string,
  change: Updateable<Schema['programme']>,
) =>
  tx
    .updateTable('programme')
    .set(change)
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .execute()

/** Marks an active volunteer as released; false when there is no active one. */
export async function markReleased(tx: Tx, workUnitId: string, id: string, at: Date): Promise<boolean> {
  if (!isId(id)) return false
  const row = await tx
    .updateTable('volunteer')
    .set({ state: 'released', released_at: at })
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What a unit sets for a base in an election, over what stood there. */
export async function putSetting(tx: Tx, row: Row<'base_setting'>): Promise<void> {
  const { work_unit_id: _, election_id: __, base: ___, ...rest } = row
  await tx
    .insertInto('base_setting')
    .values(row)
    .onConflict((conflict) => conflict.columns(['work_unit_id', 'election_id', 'base']).doUpdateSet(rest))
    .execute()
}

/** Takes a unit's own setting away; false when it had none. */
export async function deleteSetting(
  tx: Tx,
  { workUnitId, electionId, base }: { workUnitId: string; electionId: string; base: string },
): Promise<boolean> {
  const row = await tx
    .deleteFrom('base_setting')
    .where('work_unit_id', '=', workUnitId)
    .where('election_id', '=', electionId)
    .where('base', '=', base)
    .returning('base')
    .executeTakeFirst()
  return row !== undefined
}
