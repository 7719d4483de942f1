import { type Kysely, sql } from 'kysely'

/** How long a meeting keeps what people told it for its days alone, and what is left of it afterwards. */
export async function up(db: Kysely<unknown>) {
  // Days of travel as accounted for, left when the times are erased.
  await sql`alter table participant add column travel_from date, add column travel_until date`.execute(db)
  await sql`
    create table participant_setting (
      work_unit_id text not null,
      meeting_id uuid not null,
      -- Days after the meeting's end until needs, travel and photographs are erased.
      keep_days int not null default 90 check (keep_days between 1 and 365),
      takes_photographs boolean not null default false,
      -- When something was last erased.
      erased_at timestamptz,
      primary key (work_unit_id, meeting_id),
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade
    )`.execute(db)
}
