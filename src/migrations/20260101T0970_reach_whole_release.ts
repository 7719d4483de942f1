import { type Kysely, sql } from 'kysely'

/** Whether hits were being folded while it was judged what is held back: then it is judged again. */
export async function up(db: Kysely<unknown>) {
  await sql`alter table reach_release add is_whole boolean not null default true`.execute(db)
}
