import { type Kysely, sql } from 'kysely'

/** Relays that stand in for the server at a venue, and scans that people make of themselves at a door's screen. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table door_relay (
      work_unit_id text not null,
      meeting_id uuid not null,
      id uuid not null,
      venue_id uuid not null,
      label text not null,
      -- Where the phones of its venue reach it, without a slash at the end.
      address text not null,
      made_at timestamptz not null,
      enrolled_at timestamptz,
      -- Of the secret it made for itself.
      secret_hash text,
      last_contact_at timestamptz,
      offset_ms bigint,
      -- Scans it held at its last contact and had not handed in.
      waiting int not null default 0,
      signed_out_at timestamptz,
      revoked_at timestamptz,
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, id),
      foreign key (work_unit_id, meeting_id) references meeting (work_unit_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, venue_id) references venue (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
  await sql`create index door_relay_by_id on door_relay (id)`.execute(db)
  await sql`
    alter table scan
      add column relay_id uuid,
      -- When the relay took it, by our clock; received_at is when it came here.
      add column relayed_at timestamptz,
      alter column device_id drop not null,
      drop constraint scan_via_check,
      add constraint scan_via_check check (via in ('camera', 'wedge', 'typed', 'name', 'self')),
      -- What no phone read, somebody recorded of themselves.
      add constraint scan_device_check check (device_id is not null or via = 'self')`.execute(db)
  await sql`alter table door add column self_check_in boolean not null default false`.execute(db)
}
