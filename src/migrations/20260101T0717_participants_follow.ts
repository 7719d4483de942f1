import { type Kysely, sql } from 'kysely'

/** What following the directory needs to know of somebody on a list. */
export async function up(db: Kysely<unknown>) {
  // Taken off because no rule found the person any more: a rule that does again brings the same row back.
  await sql`alter table participant add column withdrawn boolean not null default false`.execute(db)
  // When the last invitation letter was made for the person.
  await sql`alter table participant add column letter_at timestamptz`.execute(db)
}
