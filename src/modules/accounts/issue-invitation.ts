import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { lockAccount } from './accounts-store.ts'
import { capitalDay } from './days.ts'
import { livingGrants } from './grants-store.ts'
import { hashCode, invitationDays, newInvitationCode, showCode } from './invitation-code.ts'
import { insertInvitation, revokeInvitations } from './invitations-store.ts'
import { mayManage } from './may-grant.ts'
import { seal } from './seal.ts'

/** The address to open, type or scan; it lets one person in once. */
export const invitationUrl = (services: Services, code: string) =>
  `${services.config.publicUrl}/in/${showCode(code)}`

export interface IssuedInvitation {
  id: string
  code: string
  url: string
  expiresAt: Date
}

/** Lays down a new code for an account, after taking back those that are still open. */
export async function layInvitation(
  services: Services,
  tx: Tx,
  issuer: { id: string; name: string },
  accountId: string,
  days = invitationDays,
): Promise<IssuedInvitation> {
  const now = services.clock.now()
  const { secret } = services.config
  const code = newInvitationCode()
  const expiresAt = new Date(now.getTime() + days * 24 * 3600_000)
  await revokeInvitations(tx, accountId, now)
  const id = await insertInvitation(
    tx,
    {
      accountId,
      codeHash: hashCode(secret, code),
      sealedCode: seal(secret, 'invitation', code),
      issuedBy: issuer,
      expiresAt,
    },
    now,
  )
  return { id, code, url: invitationUrl(services, code), expiresAt }
}

/**
 * A new sign-in link for somebody who lost the old one, or the phone. Earlier links that are open are taken back.
 * Refuses when the account is closed, or holds a role its issuer could not have given.
 */
export async function issueInvitation(
  services: Services,
  actor: Actor,
  accountId: string,
): Promise<Result<IssuedInvitation>> {
  return transact(services.db, async (tx) => {
    const now = services.clock.now()
    const account = await lockAccount(tx, accountId)
    if (!account) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const grants = await livingGrants(tx, accountId, capitalDay(now))
    if (!mayManage(actor, { scope: account.scope, grants })) {
      return refuse({ kind: 'forbidden', key: 'accounts.refusal.mayNotManage' })
    }
    if (account.disabled_at) return refuse({ kind: 'conflict', key: 'accounts.refusal.closed' })
    const issued = await layInvitation(services, tx, actor, accountId)
    await audit(
      tx,
      actor,
      {
        action: 'accounts.issue-link',
        subject: `account ${accountId}`,
        scope: account.scope,
        after: { invitation: issued.id, expiresAt: issued.expiresAt },
      },
      now,
    )
    return ok(issued)
  })
}
