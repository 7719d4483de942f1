import { type Kysely, sql } from 'kysely'

/** Lists of stated figures are read along these, the newest days first; followers, which are few, along their own. */
export async function up(db: Kysely<unknown>) {
  const order = sql`election_id, from_on, work_unit_id collate "C", channel collate "C", account collate "C",
    subject collate "C", id`
  await sql`create index stated_figure_by_day on stated_figure (${order})`.execute(db)
  await sql`create index stated_figure_followers on stated_figure (${order}) where kind = 'followers'`.execute(
    db,
  )
}
