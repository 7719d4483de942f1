import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>) {
  await sql`
    create table audit_entry (
      scope text not null,
      id uuid not null,
      at timestamptz not null,
      actor_kind text not null,
      actor_id text not null,
      actor_name text not null,
      action text not null,
      subject text not null,
      before jsonb,
      after jsonb,
      primary key (scope, id)
    )`.execute(db)
  await sql`create index audit_entry_by_time on audit_entry (id desc)`.execute(db)
}
