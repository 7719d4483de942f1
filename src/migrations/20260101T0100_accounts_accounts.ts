import { type Kysely, sql } from 'kysely'

// Identifiers are text: the sign-in library compares them with whatever a request brings, and a uuid column would
// answer a bent identifier with an error instead of "not found".
export async function up(db: Kysely<unknown>) {
  await sql`
    create table account (
      id text primary key,
      name text not null,
      sign_in_name text not null unique,
      -- The sign-in library insists on an address; ours is made up and never written to (nobody needs e-mail).
      email text not null unique,
      email_verified boolean not null default false,
      image text,
      person_id uuid,
      scope text not null,
      disabled_at timestamptz,
      example boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index account_by_scope on account (scope text_pattern_ops, id)`.execute(db)
  await sql`create index account_by_person on account (person_id) where person_id is not null`.execute(db)

  await sql`
    create table account_session (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      token text not null unique,
      method text,
      user_agent text,
      ip_address text,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index account_session_by_account on account_session (account_id)`.execute(db)

  await sql`
    create table account_passkey (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      name text,
      public_key text not null,
      credential_id text not null unique,
      counter bigint not null,
      device_type text not null,
      backed_up boolean not null,
      transports text,
      aaguid text,
      created_at timestamptz default now()
    )`.execute(db)
  await sql`create index account_passkey_by_account on account_passkey (account_id)`.execute(db)

  // One row: this account is known to that identity provider under that name. Tokens are not kept.
  await sql`
    create table account_identity (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      provider_id text not null,
      subject text not null,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      password text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (provider_id, subject)
    )`.execute(db)
  await sql`create index account_identity_by_account on account_identity (account_id)`.execute(db)

  // Challenges of the sign-in library: passkey ceremonies, the state of an OIDC round trip.
  await sql`
    create table account_challenge (
      id text primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index account_challenge_by_identifier on account_challenge (identifier)`.execute(db)

  await sql`
    create table account_totp (
      account_id text primary key references account (id) on delete cascade,
      secret text not null,
      confirmed_at timestamptz,
      -- The 30-second step of the last code taken: a code seen over the shoulder is worth nothing afterwards.
      last_step bigint not null default 0,
      created_at timestamptz not null default now()
    )`.execute(db)

  await sql`
    create table account_grant (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      role text not null,
      scope text not null,
      from_on date not null,
      until_on date,
      granted_by text not null,
      granted_at timestamptz not null default now(),
      revoked_at timestamptz,
      example boolean not null default false
    )`.execute(db)
  await sql`create index account_grant_by_account on account_grant (account_id)`.execute(db)
  await sql`create index account_grant_by_scope on account_grant (scope text_pattern_ops)`.execute(db)

  await sql`
    create table account_invitation (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      code_hash text not null unique,
      -- The code itself, sealed with the installation's secret so that its issuer can print it again; emptied as
      -- soon as it is used or revoked.
      sealed_code text,
      issued_by text not null,
      issued_by_name text not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz,
      revoked_at timestamptz
    )`.execute(db)
  await sql`create index account_invitation_by_account on account_invitation (account_id)`.execute(db)

  await sql`
    create table account_token (
      id text primary key,
      account_id text not null references account (id) on delete cascade,
      name text not null,
      token_hash text not null unique,
      scope text not null,
      permissions jsonb not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      last_used_at timestamptz,
      revoked_at timestamptz
    )`.execute(db)
  await sql`create index account_token_by_account on account_token (account_id)`.execute(db)

  // Attempts per key (a hash of where from, or of the name tried) and quarter of an hour.
  await sql`
    create table account_attempt (
      key text not null,
      window_start timestamptz not null,
      count int not null,
      primary key (key, window_start)
    )`.execute(db)
}
