import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>) {
  // The preset's list of bases; the same for everybody until a unit says otherwise.
  await sql`
    create table voter_base (
      code text primary key,
      position int not null,
      name_id text not null,
      name_en text not null,
      is_target boolean not null,
      quota int not null check (quota >= 0),
      age_from int,
      age_until int,
      volunteer_age_until int,
      meaning_id text not null,
      meaning_en text not null,
      source text not null,
      confidence text not null
    )`.execute(db)
  // What a unit changed for one election; no row means that the value from above holds.
  await sql`
    create table base_setting (
      work_unit_id text not null,
      election_id text not null,
      base text not null references voter_base (code),
      is_used boolean not null,
      quota int not null check (quota >= 0),
      age_from int,
      age_until int,
      volunteer_age_until int,
      reason text,
      changed_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, election_id, base)
    )`.execute(db)
}
