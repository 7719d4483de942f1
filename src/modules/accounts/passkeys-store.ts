import type { Db, Tx } from '../../platform/db/database.ts'

/** The passkeys of an account, oldest first. */
export const passkeysOf = (db: Db, accountId: string) =>
  db
    .selectFrom('account_passkey')
    .select(['id', 'name', 'aaguid', 'backed_up', 'created_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()

/** Removes a passkey of this account; its name, or null when the account has no such passkey. */
export async function deletePasskey(tx: Tx, accountId: string, passkeyId: string) {
  return tx
    .deleteFrom('account_passkey')
    .where('id', '=', passkeyId)
    .where('account_id', '=', accountId)
    .returning('name')
    .executeTakeFirst()
}
