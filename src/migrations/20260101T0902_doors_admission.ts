import { type Kysely, sql } from 'kysely'

/** Phones that a relay let in while it had no line, as it told of them afterwards; also those that we then shut out. */
export async function up(db: Kysely<unknown>) {
  await sql`
    create table door_admission (
      work_unit_id text not null,
      meeting_id uuid not null,
      device_id uuid not null,
      relay_id uuid not null,
      -- Of the secret the phone was given: another browser with the same code is another admission.
      secret_hash text not null,
      -- When the relay let it in, by our clock, and when we heard of it.
      at timestamptz not null,
      told_at timestamptz not null,
      outcome text not null check (outcome in ('taken', 'used', 'revoked', 'late')),
      example boolean not null default false,
      primary key (work_unit_id, meeting_id, device_id, relay_id, secret_hash),
      foreign key (work_unit_id, meeting_id, device_id)
        references door_device (work_unit_id, meeting_id, id) on delete cascade,
      foreign key (work_unit_id, meeting_id, relay_id)
        references door_relay (work_unit_id, meeting_id, id) on delete cascade
    )`.execute(db)
}
