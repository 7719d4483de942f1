import { type Kysely, sql } from 'kysely'

/** What is counted in every cell and rollup: hits by kind, requests left out by reason, two sketches. */
const counted = sql.raw(`
      views bigint not null,
      clicks bigint not null,
      scans bigint not null,
      shares bigint not null,
      previews bigint not null,
      prefetches bigint not null,
      bots bigint not null,
      heads bigint not null,
      repeats bigint not null,
      delivered bytea not null,
      engaged bytea not null,
      delivered_people double precision not null,
      engaged_people double precision not null,
      first_on date not null,
      last_on date not null,
      last_at timestamptz not null,
      example boolean not null`)

export async function up(db: Kysely<unknown>) {
  // '-' stands for none: a hit on a public page without a link has no base, channel, link or volunteer.
  await sql`
    create table reach_cell (
      work_unit_id text not null,
      election_id text not null,
      base text not null,
      channel text not null,
      publication_id text not null,
      link_code text not null,
      person_id text not null,
      day date not null,
      ${counted},
      primary key (work_unit_id, election_id, base, channel, publication_id, link_code, day)
    )`.execute(db)
  // A link over the whole season (and, with link_code '-', a publication without one).
  await sql`
    create table reach_link (
      work_unit_id text not null,
      election_id text not null,
      base text not null,
      channel text not null,
      publication_id text not null,
      link_code text not null,
      person_id text not null,
      ${counted},
      primary key (work_unit_id, election_id, base, channel, publication_id, link_code)
    )`.execute(db)
  // A unit with everything under it. period: 'season', 'week:MONDAY' or 'day:DAY'; base and channel '*': all of them.
  await sql`
    create table reach_rollup (
      work_unit_id text not null,
      election_id text not null,
      period text not null,
      base text not null,
      channel text not null,
      ${counted},
      primary key (work_unit_id, election_id, period, base, channel)
    )`.execute(db)
  // Sketches do not get smaller by compression; trying costs time.
  for (const table of ['reach_cell', 'reach_link', 'reach_rollup']) {
    for (const column of ['delivered', 'engaged']) {
      await sql`alter table ${sql.table(table)} alter column ${sql.ref(column)} set storage external`.execute(
        db,
      )
    }
  }
}
