import { type Kysely, sql } from 'kysely'

/** A material without a class is one of the whole meeting, and goes with it. */
export async function up(db: Kysely<unknown>) {
  await sql`
    alter table meeting_material
      alter column class_id drop not null,
      add foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade`.execute(
    db,
  )
}
