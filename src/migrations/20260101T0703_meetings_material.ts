import { type Kysely, sql } from 'kysely'

/** What a class works with: a link, or a file kept here. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table meeting_material (
      work_unit_id text not null,
      meeting_id uuid not null,
      id uuid not null,
      class_id uuid not null,
      title text not null,
      url text,
      file_name text,
      content_type text,
      size int,
      bytes bytea,
      added_at timestamptz not null,
      primary key (work_unit_id, meeting_id, id),
      check ((url is null) <> (bytes is null)),
      foreign key (work_unit_id, meeting_id, class_id)
        references meeting_class (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
}
