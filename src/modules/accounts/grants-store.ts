import type { Db, Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'

export interface NewGrant {
  accountId: string
  role: string
  scope: string
  /** First and last day, inclusive; null: until it is taken. */
  fromOn: string
  untilOn: string | null
  grantedBy: string
  example: boolean
}

/** Writes a grant; returns its id. */
export async function insertGrant(tx: Tx, grant: NewGrant, now: Date): Promise<string> {
  const id = newId(now.getTime())
  await tx
    .insertInto('account_grant')
    .values({
      id,
      account_id: grant.accountId,
      role: grant.role,
      scope: grant.scope,
      from_on: grant.fromOn,
      until_on: grant.untilOn,
      granted_by: grant.grantedBy,
      granted_at: now,
      revoked_at: null,
      example: grant.example,
    })
    .execute()
  return id
}

/** Grants of an account that hold on `day` or will hold later. */
export const livingGrants = (db: Db, accountId: string, day: string) =>
  db
    .selectFrom('account_grant')
    .select(['id', 'role', 'scope', 'from_on', 'until_on'])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where((or) => or.or([or('until_on', 'is', null), or('until_on', '>=', day)]))
    .orderBy('id')
    .execute()

/** Takes a grant; true when it was there to be taken. */
export async function revokeGrantRow(tx: Tx, grantId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('account_grant')
    .set({ revoked_at: now })
    .where('id', '=', grantId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Accounts that are administrators of `scope` today without an end, locked so that two of them cannot take each
 * other's grant in the same moment.
 */
export async function lastingAdministrators(tx: Tx, scope: string, day: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('account_grant')
    .innerJoin('account', 'account.id', 'account_grant.account_id')
    .select('account_grant.account_id')
    .where('account_grant.role', '=', 'administrator')
    .where('account_grant.scope', '=', scope)
    .where('account_grant.revoked_at', 'is', null)
    .where('account_grant.until_on', 'is', null)
    .where('account_grant.from_on', '<=', day)
    .where('account.disabled_at', 'is', null)
    .orderBy('account_grant.id')
    .forUpdate()
    .execute()
  return [...new Set(rows.map((row) => row.account_id))]
}
