import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Role } from './roles.ts'

export interface NewAccount {
  name: string
  signInName: string
  scope: string
  personId: string | null
  example: boolean
}

/** Writes a new account; returns its id. The sign-in name must be free. */
export async function insertAccount(tx: Tx, account: NewAccount, now: Date): Promise<string> {
  const id = newId(now.getTime())
  await tx
    .insertInto('account')
    .values({
      id,
      name: account.name,
      sign_in_name: account.signInName,
      // The sign-in library wants an address; this top-level domain never exists (RFC 2606).
      email: `${id}@jangkau.invalid`,
      image: null,
      person_id: account.personId,
      scope: account.scope,
      disabled_at: null,
      example: account.example,
      created_at: now,
      updated_at: now,
    })
    .execute()
  return id
}

/** Says whose the example account of a role is: the person or volunteer whose own things it may see. */
export async function nameExampleOwner(
  tx: Tx,
  { role, scope, personId }: { role: Role; scope: string; personId: string },
): Promise<void> {
  await tx
    .updateTable('account')
    .set({ person_id: personId })
    .where('example', '=', true)
    .where('id', 'in', (query) =>
      query
        .selectFrom('account_grant')
        .select('account_id')
        .where('role', '=', role)
        .where('scope', '=', scope)
        .where('example', '=', true),
    )
    .execute()
}

/** An account with what is needed to decide about it; locked until the transaction ends. */
export const lockAccount = (tx: Tx, accountId: string) =>
  tx
    .selectFrom('account')
    .select(['id', 'name', 'sign_in_name', 'scope', 'disabled_at', 'example'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()

/** Lets one transaction at a time choose sign-in names, so that none meets a name taken a moment ago. */
export const lockSignInNames = (tx: Tx) => sql`select pg_advisory_xact_lock(726179)`.execute(tx)

/** Which of these sign-in names stand already. */
export async function takenSignInNames(db: Db, names: readonly string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await db
    .selectFrom('account')
    .select('sign_in_name')
    .where('sign_in_name', 'in', [...names])
    .execute()
  return new Set(rows.map((row) => row.sign_in_name))
}

/** Sign-in names that begin so, for finding one that is free. */
export async function signInNamesLike(db: Db, beginning: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('account')
    .select('sign_in_name')
    .where('sign_in_name', '>=', beginning)
    .where('sign_in_name', '<', `${beginning}\uffff`)
    .execute()
  return new Set(rows.map((row) => row.sign_in_name))
}

/** Closes an account (an instant) or opens it again (null). */
export const setDisabled = (tx: Tx, accountId: string, at: Date | null, now: Date) =>
  tx.updateTable('account').set({ disabled_at: at, updated_at: now }).where('id', '=', accountId).execute()

/** Deletes an account with its sessions, passkeys, codes, grants, invitations and tokens. */
export const deleteAccount = (tx: Tx, accountId: string) =>
  tx.deleteFrom('account').where('id', '=', accountId).execute()

/** Deletes all example accounts; returns how many. */
export async function deleteExampleAccounts(tx: Tx): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('account').where('example', '=', true).executeTakeFirst()
  return Number(numDeletedRows)
}
