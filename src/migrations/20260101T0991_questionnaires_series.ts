import { type Kysely, sql } from 'kysely'

/** Questionnaires of several classes that ask the same, so that they are opened, closed and read together. */
export async function up(db: Kysely<unknown>) {
  await sql`alter table questionnaire add column series_id uuid`.execute(db)
}
