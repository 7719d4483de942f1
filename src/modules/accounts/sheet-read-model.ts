import type { Actor } from '../../platform/access.ts'
import type { Services } from '../../platform/services.ts'
import { inScopes } from './accounts-read-model.ts'
import { mostInvited } from './invite-accounts.ts'
import { invitationUrl } from './issue-invitation.ts'
import { unseal } from './seal.ts'

export interface Paper {
  accountId: string
  name: string
  signInName: string
  scope: string
  role: string
  code: string
  url: string
  expiresAt: Date
}

export interface SheetFilter {
  account?: string
  scope?: string
  role?: string
}

/**
 * The open invitations that this actor issued, with their codes, by name. Nobody prints what somebody else issued:
 * a code is as good as being the person.
 */
export async function openPapers(services: Services, actor: Actor, filter: SheetFilter): Promise<Paper[]> {
  let query = services.db
    .selectFrom('account_invitation')
    .innerJoin('account', 'account.id', 'account_invitation.account_id')
    .innerJoin('account_grant', 'account_grant.account_id', 'account.id')
    .distinctOn(['account.name', 'account.id'])
    .select(['account.id', 'account.name', 'account.sign_in_name'])
    .select(['account_grant.scope', 'account_grant.role'])
    .select(['account_invitation.sealed_code', 'account_invitation.expires_at'])
    .where('account_invitation.issued_by', '=', actor.id)
    .where('account_invitation.used_at', 'is', null)
    .where('account_invitation.revoked_at', 'is', null)
    .where('account_invitation.expires_at', '>', services.clock.now())
    .where('account_grant.revoked_at', 'is', null)
    .where('account.disabled_at', 'is', null)
  if (filter.account !== undefined) query = query.where('account.id', '=', filter.account)
  if (filter.scope !== undefined) query = query.where(inScopes('account.scope', [filter.scope]))
  if (filter.role) query = query.where('account_grant.role', '=', filter.role)
  const rows = await query
    .orderBy('account.name')
    .orderBy('account.id')
    .orderBy('account_grant.id')
    .limit(mostInvited)
    .execute()
  return rows.flatMap((row) => {
    const code = row.sealed_code && unseal(services.config.secret, 'invitation', row.sealed_code)
    if (!code) return []
    const { id: accountId, name, scope, role, sign_in_name: signInName, expires_at: expiresAt } = row
    return [{ accountId, name, signInName, scope, role, code, url: invitationUrl(services, code), expiresAt }]
  })
}
