import { type ExpressionBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { capitalDay } from './days.ts'

export interface HeldRole {
  role: string
  scope: string
}

/** closed: may not come in; invited: has a link but never came; active: has been here; idle: neither. */
export type AccountState = 'closed' | 'invited' | 'active' | 'idle'

export interface AccountRow {
  id: string
  name: string
  signInName: string
  scope: string
  example: boolean
  roles: HeldRole[]
  state: AccountState
  lastSeenAt: Date | null
}

export interface AccountFilter {
  /** Only accounts of units in these scopes. */
  scopes: readonly string[]
  /** Part of the name or the sign-in name. */
  text?: string
  role?: string
  scope?: string
  /** Key of the last row of the page before. */
  after?: string
  limit: number
}

/** Rows whose `scope` lies in one of these; nothing when there are none. */
export const inScopes = (column: 'account.scope' | 'audit_entry.scope', scopes: readonly string[]) =>
  scopes.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        scopes.map((scope) => sql`${sql.ref(column)} = ${scope} or ${sql.ref(column)} like ${`${scope}.%`}`),
        sql` or `,
      )})`

const heldRoles = (day: string) => sql<HeldRole[]>`(
  select coalesce(json_agg(json_build_object('role', g.role, 'scope', g.scope) order by g.id), '[]'::json)
  from account_grant g where g.account_id = account.id and g.revoked_at is null
    and g.from_on <= ${day}::date and (g.until_on is null or g.until_on >= ${day}::date))`

const hasOpenInvitation = (now: Date) => sql<boolean>`exists (
  select from account_invitation i where i.account_id = account.id and i.used_at is null
    and i.revoked_at is null and i.expires_at > ${now})`

const lastSeen = sql<Date | null>`(
  select max(s.updated_at) from account_session s where s.account_id = account.id)`

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** One page of accounts by name; one row more than `limit` when there are more. */
export async function accountsPage(db: Db, filter: AccountFilter, now: Date): Promise<AccountRow[]> {
  const day = capitalDay(now)
  let query = db
    .selectFrom('account')
    .select(['account.id', 'account.name', 'account.sign_in_name', 'account.scope', 'account.example'])
    .select(['account.disabled_at', heldRoles(day).as('held'), lastSeen.as('last_seen')])
    .select(hasOpenInvitation(now).as('invited'))
    .where(inScopes('account.scope', filter.scopes))
  if (filter.scope !== undefined) query = query.where(inScopes('account.scope', [filter.scope]))
  if (filter.text) {
    const like = `%${escapeLike(filter.text)}%`
    query = query.where((or) => or.or([or('account.name', 'ilike', like), or('sign_in_name', 'ilike', like)]))
  }
  const { role } = filter
  if (role) query = query.where((where) => holds(where, role, day))
  const after = readKey(filter.after)
  if (after) query = query.where(sql<boolean>`(account.name, account.id) > (${after.name}, ${after.id})`)
  const rows = await query
    .orderBy('account.name')
    .orderBy('account.id')
    .limit(filter.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    signInName: row.sign_in_name,
    scope: row.scope,
    example: row.example,
    roles: row.held,
    state: row.disabled_at ? 'closed' : row.last_seen ? 'active' : row.invited ? 'invited' : 'idle',
    lastSeenAt: row.last_seen,
  }))
}

const holds = (where: ExpressionBuilder<Schema, 'account'>, role: string, day: string) =>
  where.exists(
    where
      .selectFrom('account_grant')
      .select('account_grant.id')
      .whereRef('account_grant.account_id', '=', 'account.id')
      .where('account_grant.role', '=', role)
      .where('revoked_at', 'is', null)
      .where('from_on', '<=', day)
      .where((or) => or.or([or('until_on', 'is', null), or('until_on', '>=', day)])),
  )

/** The key of a row for the page after it. */
export const keyOfRow = ({ name, id }: { name: string; id: string }) => `${id} ${name}`

function readKey(text: string | undefined): { id: string; name: string } | null {
  const at = text?.indexOf(' ') ?? -1
  return text === undefined || at < 0 ? null : { id: text.slice(0, at), name: text.slice(at + 1) }
}

/** The unit an account belongs to: what a request about it is judged by. */
export const scopeOfAccount = async (db: Db, accountId: string): Promise<string | undefined> =>
  (await db.selectFrom('account').select('scope').where('id', '=', accountId).executeTakeFirst())?.scope

/** Everything the page of one account shows. */
export async function accountDetail(db: Db, accountId: string, now: Date) {
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'sign_in_name', 'scope', 'example', 'disabled_at', 'created_at'])
    .select([lastSeen.as('last_seen'), heldRoles(capitalDay(now)).as('held')])
    .select((one) =>
      one
        .selectFrom('account_passkey')
        .select(one.fn.countAll<number>().as('count'))
        .whereRef('account_passkey.account_id', '=', 'account.id')
        .as('passkeys'),
    )
    .select((one) =>
      one
        .selectFrom('account_totp')
        .select('confirmed_at')
        .whereRef('account_totp.account_id', '=', 'account.id')
        .as('totp_at'),
    )
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) return null
  const grants = await db
    .selectFrom('account_grant')
    .select(['id', 'role', 'scope', 'from_on', 'until_on', 'revoked_at'])
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return { ...account, grants }
}

/** Names of accounts, for entries that name them by id. */
export async function namesOfAccounts(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
