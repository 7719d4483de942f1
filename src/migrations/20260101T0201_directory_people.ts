import { type Kysely, sql } from 'kysely'

/** People and their dated appointments. Whether one is active, expired or vacant follows from the dates. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table person (
      id uuid primary key,
      name text not null,
      search_words text not null,
      gender text check (gender in ('f', 'm')),
      phone text,
      email text,
      staff_number text,
      example boolean not null default false,
      erased_at timestamptz
    )`.execute(db)
  await sql`create index person_by_word on person using gin (to_tsvector('simple', search_words))`.execute(db)
  await sql`create index person_by_name on person (search_words, id)`.execute(db)
  await sql`
    create table appointment (
      work_unit_id text not null references work_unit (id),
      id uuid not null,
      person_id uuid not null references person (id),
      position_code text not null references position (code),
      division_code text references division (code),
      from_on date not null,
      until_on date check (until_on >= from_on),
      replaces_id uuid,
      end_reason text,
      example boolean not null default false,
      primary key (work_unit_id, id),
      foreign key (work_unit_id, replaces_id) references appointment (work_unit_id, id)
    )`.execute(db)
  await sql`create index appointment_by_person on appointment (person_id)`.execute(db)
  await sql`create index appointment_by_division on appointment (division_code, work_unit_id)`.execute(db)
}
