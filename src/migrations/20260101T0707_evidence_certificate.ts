import { type Kysely, sql } from 'kysely'

/** What a committee adds to what doors saw, the papers of units, and the certificates that follow from them. */
export async function up(db: Kysely<unknown>) {
  const ofMeeting = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade`
  await sql`
    create table attendance_correction (
      ${ofMeeting},
      participant_id uuid not null,
      session_id uuid not null,
      is_present boolean not null,
      reason text not null,
      corrected_at timestamptz not null,
      primary key (work_unit_id, meeting_id, participant_id, session_id),
      foreign key (work_unit_id, meeting_id, participant_id)
        references participant (work_unit_id, meeting_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, session_id)
        references meeting_session (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create table unit_document (
      ${ofMeeting},
      -- The office it is for or from; without reference, so that units can live on other nodes.
      unit_id text not null,
      kind text not null check (kind in ('invitation', 'mandate')),
      number text not null,
      dated_on date not null,
      primary key (work_unit_id, meeting_id, unit_id, kind)
    )`.execute(db)
  await sql`
    create table certificate_rule (
      ${ofMeeting},
      at_least int not null check (at_least >= 1),
      issued_in text not null,
      issued_on date not null,
      signer_name text not null,
      signer_position text not null,
      primary key (work_unit_id, meeting_id)
    )`.execute(db)
  // No cascade from the participant: who holds a certificate is not removed.
  await sql`
    create table certificate (
      ${ofMeeting},
      id uuid not null,
      participant_id uuid not null,
      code text not null unique,
      issued_at timestamptz not null,
      revoked_at timestamptz,
      revoked_reason text,
      primary key (work_unit_id, meeting_id, id),
      check ((revoked_at is null) = (revoked_reason is null)),
      foreign key (work_unit_id, meeting_id, participant_id) references participant (work_unit_id, meeting_id, id)
    )`.execute(db)
  // One that holds for each participant; a revoked one makes room for the next.
  await sql`
    create unique index certificate_once on certificate (work_unit_id, meeting_id, participant_id)
    where revoked_at is null`.execute(db)
}
