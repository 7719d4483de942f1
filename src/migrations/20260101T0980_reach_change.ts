import { type Kysely, sql } from 'kysely'

/**
 * When the figures of an election were changed otherwise than by hits, so that a page can say so: a few rows an
 * election. What was there before is not kept. And by which units a publication was shared, without reading their links.
 */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table reach_change (
      election_id text not null,
      at timestamptz not null,
      kind text not null check (kind in ('examples', 'rebuilt')),
      primary key (election_id, at, kind)
    )`.execute(db)
  await sql`
    create index reach_link_by_publication on reach_link (election_id, publication_id, work_unit_id)`.execute(
    db,
  )
}
