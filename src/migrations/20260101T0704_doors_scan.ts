import { type Kysely, sql } from 'kysely'

/** The doors of a meeting, the phones that stand at them, and what they scanned. */
export async function up(db: Kysely<unknown>) {
  const part = sql`
      work_unit_id text not null,
      meeting_id uuid not null,
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade`
  await sql`
    create table door (
      ${part},
      id uuid not null,
      venue_id uuid not null,
      name text not null,
      purpose text not null check (purpose in ('arrival', 'session', 'room')),
      made_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id),
      unique (work_unit_id, meeting_id, venue_id, name),
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create table door_device (
      ${part},
      id uuid not null,
      door_id uuid not null,
      -- What tells this phone from others: whose it is, or the number on its back.
      label text not null,
      day date not null,
      made_at timestamptz not null,
      enrolled_at timestamptz,
      -- Of the secret in the phone's cookie; the secret itself is nowhere else.
      secret_hash text,
      last_contact_at timestamptz,
      -- The highest number it has said it gave to a scan; what is missing up to it is a gap.
      told_number int not null default 0,
      offset_ms bigint,
      signed_out_at timestamptz,
      revoked_at timestamptz,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id),
      foreign key (work_unit_id, meeting_id, door_id) references door (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`create index door_device_by_id on door_device (id)`.execute(db)
  // What was read at a door, as it was read. Never changed, never refused; what a person makes of it stands beside it.
  await sql`
    create table scan (
      ${part},
      -- Made by the phone: the same upload twice is one scan.
      id uuid not null,
      device_id uuid not null,
      door_id uuid not null,
      venue_id uuid not null,
      kind text not null check (kind in ('arrival', 'entry', 'exit', 'move')),
      session_id uuid,
      participant_id uuid,
      text text not null,
      via text not null check (via in ('camera', 'wedge', 'typed', 'name')),
      number int not null,
      scanned_at timestamptz not null,
      -- To be added to what the phone's clock said, measured when it was uploaded.
      offset_ms bigint not null,
      received_at timestamptz not null,
      shown text not null,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id)
    )`.execute(db)
  await sql`create index scan_by_participant on scan (work_unit_id, meeting_id, participant_id)`.execute(db)
  await sql`create index scan_by_received on scan (work_unit_id, meeting_id, received_at)`.execute(db)
  await sql`create index scan_by_device on scan (work_unit_id, meeting_id, device_id)`.execute(db)
  await sql`
    create table scan_decision (
      ${part},
      scan_id uuid not null,
      decision text not null check (decision in ('same-person', 'other-person', 'participant', 'nobody')),
      participant_id uuid,
      note text,
      decided_by text not null,
      decided_at timestamptz not null,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, scan_id),
      foreign key (work_unit_id, meeting_id, scan_id) references scan (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
}
