import { type Kysely, sql } from 'kysely'

/** Each time a plan of places was put into force, with everybody whose place it changed. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table plan_application (
      work_unit_id text not null,
      meeting_id uuid not null,
      id uuid not null,
      plan_id uuid not null,
      applied_by text not null,
      applied_at timestamptz not null,
      -- Compressed JSON, as in placement_plan: thousands of alike lines.
      changes bytea not null,
      primary key (work_unit_id, meeting_id, id),
      -- What a plan of rooms moved goes with the plan when needs are erased.
      foreign key (work_unit_id, meeting_id, plan_id)
        references placement_plan (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create index plan_application_by_plan
      on plan_application (work_unit_id, meeting_id, plan_id)`.execute(db)
}
