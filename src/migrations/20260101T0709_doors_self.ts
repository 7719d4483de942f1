import { type Kysely, sql } from 'kysely'

/** A door is found by its id alone where somebody comes with the code on its screen. */
export async function up(db: Kysely<unknown>) {
  await sql`create index door_by_id on door (id)`.execute(db)
}
