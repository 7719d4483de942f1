import type { Db, Tx } from '../../platform/db/database.ts'

/** The sealed secret of an account's authenticator app, confirmed or not. */
export const totpOf = (db: Db, accountId: string) =>
  db
    .selectFrom('account_totp')
    .select(['secret', 'confirmed_at', 'last_step', 'created_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()

/** Lays down a secret that is not confirmed yet; one that is confirmed stays. */
export const offerTotp = (tx: Tx, accountId: string, sealedSecret: string, now: Date) =>
  tx
    .insertInto('account_totp')
    .values({ account_id: accountId, secret: sealedSecret, confirmed_at: null, created_at: now })
    .onConflict((conflict) =>
      conflict
        .column('account_id')
        .doUpdateSet({ secret: sealedSecret, created_at: now, last_step: 0 })
        .where('account_totp.confirmed_at', 'is', null),
    )
    .execute()

/**
 * Takes the code of a step; false when that step or a later one was taken already, so that of two requests with the
 * same code one wins. `confirmed_at` is set by the first code taken.
 */
export async function takeStep(tx: Tx, accountId: string, step: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('account_totp')
    .set((expression) => ({
      last_step: step,
      confirmed_at: expression.fn.coalesce('confirmed_at', expression.val(now)),
    }))
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Takes the authenticator app away; true when a confirmed one was there. */
export async function deleteTotp(tx: Tx, accountId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('account_totp')
    .where('account_id', '=', accountId)
    .returning('confirmed_at')
    .executeTakeFirst()
  return row?.confirmed_at != null
}
