import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { sessionSeconds } from './session-length.ts'

/** How the person signed in without the sign-in library. */
export type SessionMethod = 'link' | 'totp'

export interface NewSession {
  accountId: string
  method: SessionMethod
  userAgent: string | undefined
  now: Date
}

/**
 * Opens a session in the transaction that consumed the link or code, so that neither exists without the other.
 * Returns the token for the cookie. The address the person came from is not kept.
 */
export async function openSession(tx: Tx, session: NewSession): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await tx
    .insertInto('account_session')
    .values({
      id: newId(),
      account_id: session.accountId,
      token,
      method: session.method,
      user_agent: session.userAgent?.slice(0, 300) ?? null,
      ip_address: null,
      expires_at: new Date(session.now.getTime() + sessionSeconds * 1000),
      created_at: session.now,
      updated_at: session.now,
    })
    .execute()
  return token
}

/** Moves the end of a session in use; returns whether it still exists. */
export async function prolongSession(db: Db, token: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account_session')
    .set({ updated_at: now, expires_at: new Date(now.getTime() + sessionSeconds * 1000) })
    .where('token', '=', token)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends sessions of one account: one of them, all but one, or all. Returns how many ended. */
export async function endSessions(
  tx: Db,
  accountId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  let query = tx.deleteFrom('account_session').where('account_id', '=', accountId)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.except !== undefined) query = query.where('token', '!=', which.except)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

/** Ends the session behind a cookie, if there is one. */
export const endSessionOf = (tx: Db, token: string) =>
  tx.deleteFrom('account_session').where('token', '=', token).execute()

/** The sessions of an account that still hold, last used first. */
export const sessionsOf = (db: Db, accountId: string, now: Date) =>
  db
    .selectFrom('account_session')
    .select(['id', 'token', 'method', 'user_agent', 'created_at', 'updated_at'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .limit(100)
    .execute()

/** Writes down how a session was opened that the sign-in library opened. */
export const nameMethod = (tx: Db, token: string, method: string) =>
  tx.updateTable('account_session').set({ method }).where('token', '=', token).execute()
