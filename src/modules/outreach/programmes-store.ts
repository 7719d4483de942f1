import { type Insertable, sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'

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
