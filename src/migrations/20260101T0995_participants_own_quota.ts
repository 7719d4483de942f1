import { type Kysely, sql } from 'kysely'

/** A unit may have a quota of its own beside the one of every unit ('' as unit). */
export async function up(db: Kysely<unknown>) {
  await sql`
    alter table participant_quota
      add unit_id text not null default '',
      drop constraint participant_quota_pkey,
      add primary key (work_unit_id, meeting_id, side, unit_id)`.execute(db)
}
