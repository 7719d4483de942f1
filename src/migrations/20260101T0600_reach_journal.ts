import { type Kysely, sql } from 'kysely'

/** Where hits are committed before they are answered, and what remembers how far they have been folded. */
export async function up(db: Kysely<unknown>) {
  // Visitors are hashed with it during one election; when it is thrown away nobody can be recognised again.
  await sql`
    create table reach_season_key (
      election_id text primary key,
      key bytea check (length(key) = 32),
      created_at timestamptz not null,
      destroyed_at timestamptz,
      check ((key is null) = (destroyed_at is not null))
    )`.execute(db)
  // One row a committed group: a few milliseconds of hits, already counted together. Short-lived.
  await sql`
    create table reach_journal (
      id bigint generated always as identity primary key,
      written_at timestamptz not null,
      size int not null,
      content text not null
    )`.execute(db)
  await sql`alter table reach_journal alter column content set storage external`.execute(db)
  // The batch of journal rows being folded, and which parts of it are done: so that a batch can be taken into the
  // cells in several short transactions and each part exactly once, whatever is killed in between.
  await sql`
    create table reach_folding (
      id int primary key check (id = 1),
      version bigint not null,
      journal_ids bigint[] not null,
      done text[] not null
    )`.execute(db)
  await sql`insert into reach_folding values (1, 0, '{}', '{}')`.execute(db)
  // Keys of beacons, so that one that was sent again counts once; forgotten after two days.
  await sql`
    create table reach_beacon_key (
      work_unit_id text not null,
      key text not null,
      journal_id bigint not null,
      written_at timestamptz not null,
      primary key (work_unit_id, key)
    )`.execute(db)
  await sql`create index reach_beacon_key_by_age on reach_beacon_key (written_at)`.execute(db)
}
