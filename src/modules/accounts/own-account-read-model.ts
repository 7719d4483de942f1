import type { Db } from '../../platform/db/database.ts'
import { capitalDay } from './days.ts'
import { livingGrants } from './grants-store.ts'
import { passkeysOf } from './passkeys-store.ts'
import { sessionsOf } from './sessions-store.ts'
import { tokensOf } from './tokens-store.ts'
import { totpOf } from './totp-store.ts'

/** Everything the page of the own account shows; null when it was erased meanwhile. */
export async function ownAccount(db: Db, accountId: string, now: Date) {
  const account = await db
    .selectFrom('account')
    .select(['id', 'name', 'sign_in_name', 'scope'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) return null
  const identity = await db
    .selectFrom('account_identity')
    .select('id')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return {
    ...account,
    grants: await livingGrants(db, accountId, capitalDay(now)),
    passkeys: await named(await passkeysOf(db, accountId)),
    totp: await totpOf(db, accountId),
    sessions: await sessionsOf(db, accountId, now),
    tokens: await tokensOf(db, accountId),
    isLinked: identity !== undefined,
  }
}

/** With the maker's name for each passkey, where the list in the sign-in library has it. */
async function named<P extends { aaguid: string | null }>(passkeys: readonly P[]) {
  if (passkeys.length === 0) return []
  const { getAuthenticatorName } = await import('@better-auth/passkey')
  return passkeys.map((passkey) => ({ ...passkey, maker: getAuthenticatorName(passkey.aaguid) }))
}

export type OwnAccount = NonNullable<Awaited<ReturnType<typeof ownAccount>>>
