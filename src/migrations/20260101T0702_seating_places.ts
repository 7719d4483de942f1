import { type Kysely, sql } from 'kysely'

/** Where the people of a meeting were placed, and the plans that say so. */
export async function up(db: Kysely<unknown>) {
  const part = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade`
  await sql`
    create table placement_plan (
      ${part},
      id uuid not null,
      kind text not null check (kind in ('classes', 'rooms')),
      -- 0 for rooms, which have no rounds.
      round int not null,
      state text not null check (state in ('running', 'found', 'impossible', 'stopped', 'failed', 'applied', 'replaced')),
      question jsonb not null,
      -- The instance as it was when asked, and the answer, each as compressed JSON: thousands of alike lines.
      sheet bytea not null,
      answer bytea,
      progress jsonb,
      asked_by text not null,
      asked_at timestamptz not null,
      -- When the process that reckons was last heard of; null: none has taken it up.
      seen_at timestamptz,
      tries int not null default 0,
      found_at timestamptz,
      applied_at timestamptz,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id)
    )`.execute(db)
  await sql`
    create index placement_plan_running on placement_plan (seen_at) where state = 'running'`.execute(db)
  await sql`
    create table class_place (
      ${part},
      participant_id uuid not null,
      round int not null,
      class_id uuid not null,
      is_locked boolean not null default false,
      plan_id uuid,
      placed_at timestamptz not null,
      primary key (work_unit_id, meeting_id, participant_id, round),
      foreign key (work_unit_id, meeting_id, participant_id)
        references participant (work_unit_id, meeting_id, id) on delete cascade,
      -- No cascade: a class with people in it is not removed.
      foreign key (work_unit_id, meeting_id, class_id)
        references meeting_class (work_unit_id, meeting_id, id)
    )`.execute(db)
  await sql`create index class_place_by_class on class_place (work_unit_id, meeting_id, class_id)`.execute(db)
  await sql`
    create table room_place (
      ${part},
      participant_id uuid not null,
      room_id uuid not null,
      is_locked boolean not null default false,
      plan_id uuid,
      placed_at timestamptz not null,
      primary key (work_unit_id, meeting_id, participant_id),
      foreign key (work_unit_id, meeting_id, participant_id)
        references participant (work_unit_id, meeting_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, room_id)
        references hotel_room (work_unit_id, meeting_id, id)
    )`.execute(db)
  await sql`create index room_place_by_room on room_place (work_unit_id, meeting_id, room_id)`.execute(db)
  // Two people who must share a class, or must not, and why.
  await sql`
    create table seating_pair (
      ${part},
      id uuid not null,
      kind text not null check (kind in ('together', 'apart')),
      one_id uuid not null,
      other_id uuid not null check (other_id > one_id),
      reason text not null,
      added_at timestamptz not null,
      primary key (work_unit_id, meeting_id, id),
      unique (work_unit_id, meeting_id, one_id, other_id),
      foreign key (work_unit_id, meeting_id, one_id)
        references participant (work_unit_id, meeting_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, other_id)
        references participant (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
}
