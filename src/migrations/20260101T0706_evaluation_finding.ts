import { type Kysely, sql } from 'kysely'

/** What is taken down in class: minutes line by line, and findings with where they come from. */
export async function up(db: Kysely<unknown>) {
  // No cascade from class: one of which something was taken down is not removed.
  const inClass = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      class_id uuid not null,
      session_id uuid,
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, class_id) references meeting_class (work_unit_id, meeting_id, id),
      foreign key (work_unit_id, meeting_id, session_id)
        references meeting_session (work_unit_id, meeting_id, id) on delete set null (session_id)`
  await sql`
    create table minutes_line (
      ${inClass},
      id uuid not null,
      point text not null,
      said text not null,
      decided text,
      -- Of two scribes who change a line, the second is shown what the first wrote.
      version int not null default 1,
      written_at timestamptz not null,
      changed_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id)
    )`.execute(db)
  await sql`
    create index minutes_line_by_class on minutes_line (work_unit_id, meeting_id, class_id, written_at)`.execute(
    db,
  )
  await sql`
    create table finding (
      ${inClass},
      id uuid not null,
      kind text not null check (kind in ('well', 'problem', 'idea')),
      words text not null,
      proposal text,
      -- Who raised it, and from which office; the office without reference, so that units can live on other nodes.
      participant_id uuid,
      unit_id text,
      division_code text,
      -- The part of an election it is about.
      election_id text,
      stage_id text,
      votes_for int check (votes_for >= 0),
      votes_against int check (votes_against >= 0),
      votes_abstained int check (votes_abstained >= 0),
      state text not null check (state in ('recorded')),
      version int not null default 1,
      recorded_at timestamptz not null,
      changed_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id),
      check (num_nulls(votes_for, votes_against, votes_abstained) in (0, 3)),
      check (num_nulls(election_id, stage_id) in (0, 2)),
      foreign key (work_unit_id, meeting_id, participant_id)
        references participant (work_unit_id, meeting_id, id) on delete set null (participant_id)
    )`.execute(db)
  await sql`create index finding_latest on finding (id)`.execute(db)
  await sql`create index finding_by_unit on finding (unit_id)`.execute(db)
}
