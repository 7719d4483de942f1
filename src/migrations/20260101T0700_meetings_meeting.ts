import { type Kysely, sql } from 'kysely'

/** A coordination meeting and its parts. All of it belongs to the unit that hosts it. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table meeting (
      work_unit_id text not null,
      id uuid not null,
      slug text not null unique,
      state text not null check (state in ('draft', 'open', 'closed')),
      name_id text not null,
      name_en text,
      purpose_id text not null,
      purpose_en text,
      city text not null,
      time_zone text not null,
      starts_on date not null,
      ends_on date not null,
      -- The day on which appointments are read: who holds the position then is invited.
      roster_on date not null,
      answer_until date,
      evaluates_election_id text,
      prepares_election_id text,
      cloned_from uuid,
      source text,
      version int not null default 1,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, id),
      check (ends_on >= starts_on)
    )`.execute(db)
  const part = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade`
  await sql`
    create table venue (
      ${part},
      id uuid not null,
      rank int not null check (rank > 0),
      name text not null,
      address text,
      capacity int check (capacity > 0),
      primary key (work_unit_id, meeting_id, id),
      unique (work_unit_id, meeting_id, rank)
    )`.execute(db)
  // Who goes where: a venue takes the people of a side and a division; '' takes those of every division not named.
  await sql`
    create table venue_audience (
      ${part},
      venue_id uuid not null,
      side text not null check (side in ('commissioner', 'secretariat', 'guest')),
      division_code text not null,
      primary key (work_unit_id, meeting_id, side, division_code),
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create table hotel (
      ${part},
      id uuid not null,
      venue_id uuid not null,
      name text not null,
      address text,
      primary key (work_unit_id, meeting_id, id),
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create table hotel_room (
      ${part},
      id uuid not null,
      hotel_id uuid not null,
      number text not null,
      beds int not null check (beds > 0),
      accessible boolean not null default false,
      primary key (work_unit_id, meeting_id, id),
      unique (work_unit_id, meeting_id, hotel_id, number),
      foreign key (work_unit_id, meeting_id, hotel_id) references hotel (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  // Everybody has one class a round: groups of the same round share the people, those of different rounds follow
  // each other.
  await sql`
    create table class_group (
      ${part},
      code text not null,
      rank int not null,
      round int not null check (round > 0),
      name_id text not null,
      name_en text,
      primary key (work_unit_id, meeting_id, code)
    )`.execute(db)
  await sql`
    create table meeting_class (
      ${part},
      id uuid not null,
      venue_id uuid not null,
      group_code text not null,
      code text not null,
      topic_id text not null,
      topic_en text,
      room text,
      capacity int not null check (capacity > 0),
      minimum int not null default 0 check (minimum >= 0 and minimum <= capacity),
      speakers text,
      primary key (work_unit_id, meeting_id, id),
      unique (work_unit_id, meeting_id, code),
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, group_code)
        references class_group (work_unit_id, meeting_id, code) on delete cascade
    )`.execute(db)
  // Without a class a session is for the whole venue, without a venue for the whole meeting.
  await sql`
    create table meeting_session (
      ${part},
      id uuid not null,
      venue_id uuid,
      class_id uuid,
      title_id text not null,
      title_en text,
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      primary key (work_unit_id, meeting_id, id),
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, class_id)
        references meeting_class (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  // Whom a meeting is delegated to, for one venue or (no venue) for all of it.
  await sql`
    create table meeting_delegate (
      ${part},
      id uuid not null,
      account_id uuid not null,
      task text not null check (task in ('committee', 'steward', 'scribe')),
      venue_id uuid,
      given_at timestamptz not null,
      primary key (work_unit_id, meeting_id, id),
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`create index meeting_delegate_by_account on meeting_delegate (account_id)`.execute(db)
}
