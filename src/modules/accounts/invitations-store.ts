import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'

export interface NewInvitation {
  accountId: string
  codeHash: string
  sealedCode: string
  issuedBy: { id: string; name: string }
  expiresAt: Date
}

/** Writes an invitation; returns its id. */
export async function insertInvitation(tx: Tx, invitation: NewInvitation, now: Date): Promise<string> {
  const id = newId(now.getTime())
  await tx
    .insertInto('account_invitation')
    .values({
      id,
      account_id: invitation.accountId,
      code_hash: invitation.codeHash,
      sealed_code: invitation.sealedCode,
      issued_by: invitation.issuedBy.id,
      issued_by_name: invitation.issuedBy.name,
      created_at: now,
      expires_at: invitation.expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  return id
}

/**
 * Uses an invitation: one statement, so that of two people with the same paper one comes in. Null when it was used,
 * taken back, has expired or never was.
 */
export const useInvitation = (tx: Tx, codeHash: string, now: Date) =>
  tx
    .updateTable('account_invitation')
    .set({ used_at: now, sealed_code: null })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'account_id'])
    .executeTakeFirst()

/** Takes back every invitation of an account that still holds; returns how many. */
export async function revokeInvitations(tx: Tx, accountId: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('account_invitation')
    .set({ revoked_at: now, sealed_code: null })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Whom a code invites, used or not; null for a code that never was. Reading changes nothing. */
export const invitationByHash = (db: Db, codeHash: string) =>
  db
    .selectFrom('account_invitation')
    .innerJoin('account', 'account.id', 'account_invitation.account_id')
    .select(['account_invitation.id', 'account_invitation.expires_at', 'account_invitation.used_at'])
    .select(['account_invitation.revoked_at', 'account_invitation.issued_by_name'])
    .select(['account.id as account_id', 'account.name', 'account.scope', 'account.disabled_at'])
    .where('account_invitation.code_hash', '=', codeHash)
    .executeTakeFirst()

/** The open invitation of each account with its sealed code, or else its newest. */
export async function newestInvitations(db: Db, accountIds: readonly string[]) {
  if (accountIds.length === 0) return []
  return (
    db
      .selectFrom('account_invitation')
      .distinctOn('account_id')
      .select(['id', 'account_id', 'sealed_code', 'issued_by', 'issued_by_name', 'created_at'])
      .select(['expires_at', 'used_at', 'revoked_at'])
      .where('account_id', 'in', [...accountIds])
      .orderBy('account_id')
      // At most one is neither used nor taken back: laying down a new one takes back the others.
      .orderBy(sql`used_at is null and revoked_at is null`, 'desc')
      .orderBy('id', 'desc')
      .execute()
  )
}
