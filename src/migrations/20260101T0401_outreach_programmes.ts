import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>) {
  await sql`
    create table programme (
      work_unit_id text not null,
      id uuid not null,
      election_id text not null,
      state text not null check (state in ('open', 'closed')),
      starts_on date not null,
      ends_on date not null check (ends_on >= starts_on),
      target_people int check (target_people > 0),
      note text,
      quota_reason text,
      created_at timestamptz not null,
      opened_at timestamptz,
      closed_at timestamptz,
      example boolean not null default false,
      primary key (work_unit_id, id)
    )`.execute(db)
  // A unit has one programme an election: two would share volunteers and count their reach twice. A closed one is
  // reopened.
  await sql`create unique index programme_once on programme (work_unit_id, election_id)`.execute(db)
  await sql`create index programme_by_election on programme (election_id, state)`.execute(db)
  await sql`
    create table programme_base (
      work_unit_id text not null,
      programme_id uuid not null,
      base text not null references voter_base (code),
      target_people int check (target_people > 0),
      primary key (work_unit_id, programme_id, base),
      foreign key (work_unit_id, programme_id) references programme (work_unit_id, id) on delete cascade
    )`.execute(db)
  // Slim until the issue on volunteers: enough to hand out links by person.
  await sql`
    create table volunteer (
      work_unit_id text not null,
      id uuid not null,
      programme_id uuid not null,
      base text not null references voter_base (code),
      name text not null,
      contact text,
      state text not null check (state in ('active', 'released')),
      added_at timestamptz not null,
      released_at timestamptz,
      example boolean not null default false,
      primary key (work_unit_id, id),
      foreign key (work_unit_id, programme_id) references programme (work_unit_id, id)
    )`.execute(db)
  await sql`create index volunteer_by_programme on volunteer (work_unit_id, programme_id, base)`.execute(db)
}
