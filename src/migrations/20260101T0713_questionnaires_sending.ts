import { type Kysely, sql } from 'kysely'

/** Answers that waited on a phone: received after the closing, or a second time. */
export async function up(db: Kysely<unknown>) {
  // Until when a closed moment still receives what was given before it was closed; null: nothing more.
  await sql`alter table questionnaire_moment add column late_until timestamptz`.execute(db)
  // How many came so without a name; which ones is kept nowhere.
  await sql`
    alter table questionnaire_moment add column late_count int not null default 0 check (late_count >= 0)`.execute(
    db,
  )
  await sql`alter table named_answer add column is_late boolean not null default false`.execute(db)
  // What the secret makes of the sending that used the token: the same sending once more is known, another refused.
  await sql`alter table anonymous_token add column receipt text`.execute(db)
}
