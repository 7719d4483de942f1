import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'

/** Notes that a token was used, at most once a minute: a busy program must not write on every read. */
export async function noteTokenUse(
  db: Db,
  token: { id: string; lastUsedAt: Date | null },
  now: Date,
): Promise<void> {
  if (token.lastUsedAt && now.getTime() - token.lastUsedAt.getTime() < 60_000) return
  await db.updateTable('account_token').set({ last_used_at: now }).where('id', '=', token.id).execute()
}

export interface NewToken {
  accountId: string
  name: string
  hash: string
  scope: string
  permissions: readonly string[]
  expiresAt: Date
}

/** Writes a token (its hash only); returns its id. */
export async function insertToken(tx: Tx, token: NewToken, now: Date): Promise<string> {
  const id = newId(now.getTime())
  await tx
    .insertInto('account_token')
    .values({
      id,
      account_id: token.accountId,
      name: token.name,
      token_hash: token.hash,
      scope: token.scope,
      permissions: JSON.stringify(token.permissions),
      created_at: now,
      expires_at: token.expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
  return id
}

/** Ends a token of this account; its name, or undefined when there is none that still holds. */
export const revokeTokenRow = (tx: Tx, accountId: string, tokenId: string, now: Date) =>
  tx
    .updateTable('account_token')
    .set({ revoked_at: now })
    .where('id', '=', tokenId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .returning(['name', 'scope'])
    .executeTakeFirst()

/** The tokens of an account that were not taken back, newest first. */
export const tokensOf = (db: Db, accountId: string) =>
  db
    .selectFrom('account_token')
    .select(['id', 'name', 'scope', 'created_at', 'expires_at', 'last_used_at'])
    .select(sql<string[]>`permissions`.as('permissions'))
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
