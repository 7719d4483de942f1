import { type Kysely, sql } from 'kysely'

/** Which figures are held back so that a small one beside them is not told, decided over all cells at once. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table reach_release (
      election_id text primary key,
      min_cell int not null,
      cells int not null,
      as_of timestamptz,
      decided_at timestamptz not null
    )`.execute(db)
  // Cells of enough people that are held back for another's sake; smaller ones are told by their own number.
  await sql`
    create table reach_held (
      work_unit_id text not null,
      election_id text not null,
      period text not null,
      base text not null,
      channel text not null,
      delivered boolean not null,
      engaged boolean not null,
      primary key (work_unit_id, election_id, period, base, channel)
    )`.execute(db)
}
