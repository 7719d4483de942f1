import { type Kysely, sql } from 'kysely'

/** Who is invited to a meeting, and what they answered. */
export async function up(db: Kysely<unknown>) {
  const part = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade`
  await sql`
    create table invitation_rule (
      ${part},
      id uuid not null,
      rank int not null,
      effect text not null check (effect in ('invite', 'leave-out')),
      side text check (side in ('commissioner', 'secretariat')),
      position_codes text[] not null default '{}',
      division_codes text[] not null default '{}',
      levels text[] not null default '{}',
      scope text not null,
      primary key (work_unit_id, meeting_id, id)
    )`.execute(db)
  // At most so many of a side from one unit; who comes after them waits. No row: no limit.
  await sql`
    create table participant_quota (
      ${part},
      side text not null check (side in ('commissioner', 'secretariat', 'guest')),
      seats int not null check (seats >= 0),
      primary key (work_unit_id, meeting_id, side)
    )`.execute(db)
  await sql`
    create table participant (
      ${part},
      id uuid not null,
      -- Opaque, on the badge and in the personal link; tells nothing about the person.
      code text not null unique,
      person_id uuid,
      name text not null,
      search_words text not null,
      gender text check (gender in ('f', 'm')),
      -- The office sent from, and the province it lies in; no reference, so that units can live on other nodes.
      unit_id text not null,
      province_id text,
      side text not null check (side in ('commissioner', 'secretariat', 'guest')),
      position_code text,
      title text,
      division_code text,
      -- Other positions the same person holds among those invited: [{ position, unitId }].
      also_held jsonb not null default '[]',
      -- The rule that invited; it may be gone since.
      rule_id uuid,
      -- The committee keeps somebody whom no rule finds any more.
      kept boolean not null default false,
      origin text not null check (origin in ('rule', 'import', 'hand', 'walk-in')),
      state text not null check (state in ('invited', 'coming', 'represented', 'not-coming', 'waiting', 'cancelled')),
      reason text,
      -- Whose mandate this participant came with.
      represents_id uuid,
      venue_id uuid,
      arrives_at timestamptz,
      leaves_at timestamptz,
      travel text,
      needs text,
      needs_accessible boolean not null default false,
      shares_room_with uuid,
      wishes jsonb not null default '{}',
      answered_at timestamptz,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id),
      -- No cascade: a venue with people is not removed.
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id)
    )`.execute(db)
  // One person, one seat; somebody who must stand twice stands once more without a person and says why.
  await sql`
    create unique index participant_once on participant (work_unit_id, meeting_id, person_id)
      where person_id is not null and state <> 'cancelled'`.execute(db)
  await sql`create index participant_by_name on participant (work_unit_id, meeting_id, search_words, id)`.execute(
    db,
  )
  await sql`create index participant_by_person on participant (person_id) where person_id is not null`.execute(
    db,
  )
  await sql`create index participant_by_unit on participant (work_unit_id, meeting_id, unit_id)`.execute(db)
}
