import { type Kysely, sql } from 'kysely'

/**
 * Sums of a unit and everything under it are kept by publication too, over the season: `*` stands for all of them, as it
 * does of bases and channels. Elections counted before have theirs made once of what is kept of links and days
 * (`rebuild-job.ts`).
 */
export async function up(db: Kysely<unknown>) {
  for (const table of ['reach_rollup', 'reach_held']) {
    await sql`
      alter table ${sql.table(table)}
        add publication text not null default '*',
        drop constraint ${sql.ref(`${table}_pkey`)},
        add primary key (work_unit_id, election_id, period, base, channel, publication)`.execute(db)
    await sql`alter table ${sql.table(table)} alter publication drop default`.execute(db)
  }
  await sql`
    insert into reach_rebuild (election_id) select distinct election_id from reach_cell
    on conflict (election_id) do update set seen_at = null`.execute(db)
  await sql`delete from reach_release`.execute(db)
}
