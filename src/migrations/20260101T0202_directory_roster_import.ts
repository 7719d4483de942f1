import { type Kysely, sql } from 'kysely'

/**
 * Rosters on their way in: the sheet as it was read and what was chosen, then every row and problem as last checked.
 * Once an import is done or given up only its head stays, for the history; the people's data in it goes.
 */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table roster_import (
      work_unit_id text not null references work_unit (id),
      id uuid not null,
      account_id text not null,
      account_name text not null,
      file_name text not null,
      file_hash text not null,
      format text not null check (format in ('xlsx', 'ods', 'csv')),
      sheet_name text,
      state text not null check (state in ('columns', 'preview', 'confirming', 'done', 'cancelled', 'expired')),
      sheet bytea,
      layout jsonb,
      choices jsonb,
      counts jsonb,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      primary key (work_unit_id, id)
    )`.execute(db)
  await sql`create index roster_import_by_id on roster_import (id)`.execute(db)
  await sql`create index roster_import_by_expiry on roster_import (expires_at) where sheet is not null`.execute(
    db,
  )
  await sql`
    create table roster_import_row (
      work_unit_id text not null,
      import_id uuid not null,
      row_number integer not null,
      outcome text not null,
      detail jsonb not null,
      primary key (work_unit_id, import_id, row_number),
      foreign key (work_unit_id, import_id) references roster_import (work_unit_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create table roster_import_problem (
      work_unit_id text not null,
      import_id uuid not null,
      number integer not null,
      detail jsonb not null,
      primary key (work_unit_id, import_id, number),
      foreign key (work_unit_id, import_id) references roster_import (work_unit_id, id) on delete cascade
    )`.execute(db)
}
