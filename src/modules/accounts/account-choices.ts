import type { Db } from '../../platform/db/database.ts'
import { inScopes } from './accounts-read-model.ts'

/** An account as it is offered where one is to be chosen. */
export interface AccountChoice {
  id: string
  name: string
  signInName: string
  /** The unit it belongs to. */
  scope: string
}

/** Accounts in use of a unit and those under it whose name or sign-in name holds `text`, by name, `limit` at most. */
export function accountChoices(
  db: Db,
  { scope, text, limit }: { scope: string; text: string; limit: number },
): Promise<AccountChoice[]> {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return db
    .selectFrom('account')
    .select(['id', 'name', 'sign_in_name as signInName', 'scope'])
    .where(inScopes('account.scope', [scope]))
    .where('disabled_at', 'is', null)
    .where((where) => where.or([where('name', 'ilike', like), where('sign_in_name', 'ilike', like)]))
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute()
}
