import { type Kysely, sql } from 'kysely'

/** Elections, where they are held, what is voted on, and their calendar. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table election (
      id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      name_id text not null,
      name_en text not null,
      kind text not null check (kind in ('general', 'regional')),
      -- Null where the contests of one election were voted on different days.
      voting_on date,
      opens_at text check (opens_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
      source text not null,
      conf text not null,
      example boolean not null default false
    )`.execute(db)
  // The units whose voters take part, each with everything under it; none while it is not known.
  await sql`
    create table election_area (
      election_id text not null references election (id) on delete cascade,
      scope text not null,
      primary key (election_id, scope)
    )`.execute(db)
  await sql`
    create table contest (
      election_id text not null references election (id) on delete cascade,
      code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      position int not null,
      name_id text not null,
      name_en text not null,
      source text not null,
      conf text not null,
      primary key (election_id, code)
    )`.execute(db)
  await sql`
    create table stage (
      election_id text not null references election (id) on delete cascade,
      id text not null check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      scope text not null,
      kind text not null check (kind in
        ('campaign', 'silence', 'voting', 'volunteers', 'recapitulation', 'evaluation', 'registration', 'other')),
      name_id text not null,
      name_en text not null,
      from_on date not null,
      until_on date not null check (until_on >= from_on),
      source text not null,
      conf text not null,
      primary key (election_id, id)
    )`.execute(db)
  await sql`create index stage_by_day on stage (until_on, from_on)`.execute(db)
}
