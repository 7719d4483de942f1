import { type Kysely, sql } from 'kysely'

/** What the overview reads, besides the rollups of hits. */
const watched = [
  'work_unit',
  'voter_base',
  'base_setting',
  'programme',
  'programme_base',
  'volunteer',
  'registered_voters',
  'link_channel',
  'reach_release',
  'reach_held',
]

const everyWrite = sql.raw('after insert or update or delete or truncate')

export async function up(db: Kysely<unknown>) {
  for (const table of watched) {
    await sql`
      create trigger raise_change_mark ${everyWrite} on ${sql.table(table)}
      for each statement execute function subject_changed(${sql.lit(table)})`.execute(db)
  }
  // Hits are folded by hundreds of statements a batch, each of which notes in reach_folding how far the batch has come.
  // They change the rollups once, at the end of the batch; whatever else writes rollups changes them at once.
  await sql`
    create function rollups_changed() returns trigger language plpgsql as $$
    begin
      if not exists (
        select from reach_folding where cardinality(journal_ids) > 0 and xmin = pg_current_xact_id()::xid
      ) then
        perform raise_change_mark('reach_rollup');
      end if;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger raise_change_mark ${everyWrite} on reach_rollup
    for each statement execute function rollups_changed()`.execute(db)
  await sql`
    create trigger raise_change_mark after update on reach_folding
    for each row when (cardinality(old.journal_ids) > 0 and cardinality(new.journal_ids) = 0)
    execute function subject_changed('reach_rollup')`.execute(db)
}
