import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>) {
  await sql`
    create table link_channel (
      code text primary key,
      position int not null,
      name_id text not null,
      name_en text not null,
      kind text not null check (kind in ('online', 'paper', 'direct'))
    )`.execute(db)
  // target_path is kept with the link: following it must not look into another unit's publications.
  await sql`
    create table tracked_link (
      work_unit_id text not null,
      code text not null,
      programme_id uuid,
      election_id text not null,
      base text not null,
      channel text not null references link_channel (code),
      publication_id uuid,
      person_id uuid,
      target_path text not null,
      created_at timestamptz not null,
      revoked_at timestamptz,
      example boolean not null default false,
      primary key (work_unit_id, code)
    )`.execute(db)
  await sql`create unique index tracked_link_code on tracked_link (code)`.execute(db)
  // Minting again gives the same link: one living link for each unit x base x channel x person x target.
  await sql`
    create unique index tracked_link_once on tracked_link
      (work_unit_id, election_id, programme_id, base, channel, publication_id, person_id)
      nulls not distinct where revoked_at is null`.execute(db)
}
