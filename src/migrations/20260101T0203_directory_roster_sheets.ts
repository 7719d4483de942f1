import { type Kysely, sql } from 'kysely'

/** A roster's file may have several sheets: their names, and the file as long as another may be chosen. */
export async function up(db: Kysely<unknown>) {
  await sql`
    alter table roster_import
      add column sheet_names jsonb not null default '[]',
      add column file bytea`.execute(db)
}
