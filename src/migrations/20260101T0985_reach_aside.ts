import { type Kysely, sql } from 'kysely'

/** Since when a committed group is set aside because this program cannot read it; others do not wait for it. */
export async function up(db: Kysely<unknown>) {
  await sql`alter table reach_journal add aside_at timestamptz`.execute(db)
}
