import { type Kysely, sql } from 'kysely'

/** Units, divisions, positions and their seats: what the preset fills. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table work_unit (
      id text primary key,
      parent_id text references work_unit (id),
      level text not null check (level in ('national', 'province', 'district')),
      code text not null unique,
      slug text unique,
      name text not null,
      short_name text not null,
      time_zone text not null,
      search_words text not null,
      check ((parent_id is null) = (level = 'national'))
    )`.execute(db)
  await sql`create index work_unit_by_parent on work_unit (parent_id, id)`.execute(db)
  await sql`create index work_unit_by_word on work_unit using gin (to_tsvector('simple', search_words))`.execute(
    db,
  )
  await sql`
    create table division (
      code text primary key,
      rank integer not null,
      name_id text not null,
      name_en text not null,
      source text not null,
      conf text not null
    )`.execute(db)
  await sql`
    create table position (
      code text primary key,
      rank integer not null,
      name_id text not null,
      name_en text not null,
      side text not null check (side in ('commissioner', 'secretariat')),
      term_years integer,
      terms_at_most integer,
      source text not null,
      conf text not null
    )`.execute(db)
  await sql`
    create table seat (
      work_unit_id text not null references work_unit (id),
      position_code text not null references position (code),
      seats integer not null check (seats >= 0),
      primary key (work_unit_id, position_code)
    )`.execute(db)
  await sql`
    create table map_tile (
      unit_id text primary key references work_unit (id),
      abbreviation text not null,
      tile_column integer not null,
      tile_row integer not null,
      unique (tile_column, tile_row)
    )`.execute(db)
}
