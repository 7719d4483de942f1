import { type Kysely, sql } from 'kysely'

/**
 * Figures that others state: files of platforms on their way in, what was kept of them or typed in, and the pictures
 * that typed ones rest on. They touch no table of reach.
 */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table stated_import (
      work_unit_id text not null references work_unit (id),
      id uuid not null,
      election_id text not null,
      base text,
      publication_id uuid,
      stated_on date not null,
      file_name text not null,
      file_hash text not null,
      state text not null check (state in ('draft', 'kept', 'undone')),
      sheet bytea,
      choices jsonb not null,
      counts jsonb,
      account_id text not null,
      account_name text not null,
      created_at timestamptz not null,
      kept_at timestamptz,
      undone_at timestamptz,
      undone_by text,
      example boolean not null default false,
      primary key (work_unit_id, id)
    )`.execute(db)
  // The same file counts once; after it was undone it may come again.
  await sql`
    create unique index stated_import_once on stated_import (work_unit_id, election_id, file_hash)
      where state = 'kept'`.execute(db)
  await sql`
    create table stated_figure (
      work_unit_id text not null references work_unit (id),
      id uuid not null,
      election_id text not null,
      kind text not null check (kind in ('impressions', 'people', 'interactions', 'followers')),
      value bigint not null check (value >= 0),
      channel text not null,
      account text not null,
      subject text not null,
      post_link text,
      post_title text,
      from_on date not null,
      until_on date not null check (until_on >= from_on),
      stated_on date not null check (stated_on >= until_on),
      base text,
      publication_id uuid,
      source text not null,
      import_id uuid,
      row_number integer,
      evidence_hash text,
      account_id text not null,
      account_name text not null,
      created_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, id),
      foreign key (work_unit_id, import_id) references stated_import (work_unit_id, id)
    )`.execute(db)
  await sql`
    create index stated_figure_about on stated_figure (election_id, work_unit_id, kind, channel, account, subject,
      (case when kind = 'followers' or subject <> '' then null else from_on end),
      (case when kind = 'followers' or subject <> '' then null else until_on end),
      stated_on desc, id desc)`.execute(db)
  await sql`create index stated_figure_by_import on stated_figure (work_unit_id, import_id)`.execute(db)
  await sql`
    create table stated_evidence (
      work_unit_id text not null references work_unit (id),
      hash text not null,
      content_type text not null,
      width integer not null,
      height integer not null,
      bytes bytea not null,
      added_at timestamptz not null,
      primary key (work_unit_id, hash)
    )`.execute(db)
}
