import { type Kysely, sql } from 'kysely'

/**
 * Elections whose rollups are to be made anew once, because they were counted before weeks were kept by base and channel
 * together and days by one of them (`rebuild-job.ts`).
 */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table reach_rebuild (
      election_id text primary key,
      seen_at timestamptz
    )`.execute(db)
  await sql`insert into reach_rebuild (election_id) select distinct election_id from reach_cell`.execute(db)
}
