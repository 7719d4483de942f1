import { type Kysely, sql } from 'kysely'

/**
 * Which figures of hits are held back: all hits of a cell together, and those of a whole unit by their kind. Nothing was
 * judged of them before, so that every election is judged anew before it is asked about.
 */
export async function up(db: Kysely<unknown>) {
  await sql`
    alter table reach_held
      add hits boolean not null default false,
      add kinds boolean not null default false`.execute(db)
  await sql`delete from reach_release`.execute(db)
}
