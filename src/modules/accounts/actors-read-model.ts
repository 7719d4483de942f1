import { sql } from 'kysely'
import type { Actor, Grant } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { capitalDay } from './days.ts'
import { permissionsOf } from './roles.ts'

interface HeldGrant {
  role: string
  scope: string
}

/** The grants of an account that hold on a day, as one JSON column of the query around it. */
const heldGrants = (day: string) => sql<HeldGrant[]>`(
  select coalesce(json_agg(json_build_object('role', g.role, 'scope', g.scope) order by g.id), '[]'::json)
  from account_grant g
  where g.account_id = account.id and g.revoked_at is null
    and g.from_on <= ${day}::date and (g.until_on is null or g.until_on >= ${day}::date))`

const grantsOf = (held: readonly HeldGrant[]): Grant[] =>
  held.map(({ role, scope }) => ({ role, scope, permissions: permissionsOf(role) }))

export interface SignedIn {
  actor: Actor
  usedAt: Date
  expiresAt: Date
}

/** Who is behind a session token: one query. Null when it ended, or the account is closed. */
export async function signedInBy(db: Db, token: string, now: Date): Promise<SignedIn | null> {
  const row = await db
    .selectFrom('account_session')
    .innerJoin('account', 'account.id', 'account_session.account_id')
    .select(['account.id', 'account.name', 'account.person_id'])
    .select(['account_session.updated_at', 'account_session.expires_at'])
    .select(heldGrants(capitalDay(now)).as('held'))
    .where('account_session.token', '=', token)
    .where('account_session.expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    actor: {
      kind: 'person',
      id: row.id,
      name: row.name,
      personId: row.person_id,
      grants: grantsOf(row.held),
    },
    usedAt: row.updated_at,
    expiresAt: row.expires_at,
  }
}

/** The grants an account holds now. */
export async function actorOfAccount(db: Db, accountId: string, now: Date): Promise<Actor | null> {
  const row = await db
    .selectFrom('account')
    .select(['account.id', 'account.name', 'account.person_id'])
    .select(heldGrants(capitalDay(now)).as('held'))
    .where('account.id', '=', accountId)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
  return (
    (row && {
      kind: 'person',
      id: row.id,
      name: row.name,
      personId: row.person_id,
      grants: grantsOf(row.held),
    }) ??
    null
  )
}

export interface TokenOwner {
  id: string
  name: string
  ownerName: string
  personId: string | null
  scope: string
  permissions: readonly string[]
  lastUsedAt: Date | null
  owned: Grant[]
}

/** The token behind a hash, if it still holds, with what its owner holds now. */
export async function tokenBy(db: Db, hash: string, now: Date): Promise<TokenOwner | null> {
  const row = await db
    .selectFrom('account_token')
    .innerJoin('account', 'account.id', 'account_token.account_id')
    .select(['account_token.id', 'account_token.name', 'account_token.scope', 'account_token.last_used_at'])
    .select(['account.name as owner_name', 'account.person_id'])
    .select(sql<string[]>`account_token.permissions`.as('permissions'))
    .select(heldGrants(capitalDay(now)).as('held'))
    .where('account_token.token_hash', '=', hash)
    .where('account_token.revoked_at', 'is', null)
    .where('account_token.expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    name: row.name,
    ownerName: row.owner_name,
    personId: row.person_id,
    scope: row.scope,
    permissions: row.permissions,
    lastUsedAt: row.last_used_at,
    owned: grantsOf(row.held),
  }
}

/** The unit of an account that is known to exist. */
export async function scopeOfOwn(db: Db, accountId: string): Promise<string> {
  const { scope } = await db
    .selectFrom('account')
    .select('scope')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return scope
}
