import { type Kysely, sql } from 'kysely'

/** A small picture by which somebody is recognised at the door, where the meeting asks for one and the person gave it. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table participant_photograph (
      work_unit_id text not null,
      meeting_id uuid not null,
      participant_id uuid not null,
      content_type text not null,
      bytes bytea not null,
      added_at timestamptz not null,
      primary key (work_unit_id, meeting_id, participant_id),
      foreign key (work_unit_id, meeting_id, participant_id)
        references participant (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
}
