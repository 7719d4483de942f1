import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>) {
  await sql`
    create table publication (
      work_unit_id text not null,
      id uuid not null,
      slug text not null,
      state text not null check (state in ('draft', 'published', 'corrected', 'withdrawn')),
      election_id text,
      title_id text not null,
      title_en text,
      body_id text not null,
      body_en text,
      image_hash text,
      image_alt_id text,
      image_alt_en text,
      valid_from date,
      valid_until date,
      source text,
      version int not null default 1,
      correction_note text,
      withdrawal_reason text,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      published_at timestamptz,
      corrected_at timestamptz,
      withdrawn_at timestamptz,
      example boolean not null default false,
      primary key (work_unit_id, id),
      unique (work_unit_id, slug),
      check (valid_until is null or valid_from is null or valid_until >= valid_from),
      check (image_hash is null or image_alt_id is not null),
      check (state <> 'withdrawn' or withdrawal_reason is not null)
    )`.execute(db)
  await sql`create index publication_by_change on publication (changed_at desc, id)`.execute(db)
  // Pictures live in the database so that one backup carries everything.
  await sql`
    create table publication_image (
      work_unit_id text not null,
      hash text not null,
      variant text not null check (variant in ('page', 'share')),
      content_type text not null,
      width int not null,
      height int not null,
      bytes bytea not null,
      primary key (work_unit_id, hash, variant)
    )`.execute(db)
}
