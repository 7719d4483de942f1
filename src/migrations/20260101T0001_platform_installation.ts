import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>) {
  await sql`
    create table installation (
      name text primary key,
      value text not null,
      at timestamptz not null
    )`.execute(db)
}
