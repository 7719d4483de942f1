import { type Actor, covers, may } from '../../platform/access.ts'
import { isRole, mayAppoint, type Role, roles } from './roles.ts'

/**
 * Whether the actor may give (or take) `role` in `scope`: one of the actor's own grants must cover the scope, allow
 * inviting, and its role must be allowed to appoint the other. A program may only when its token was made for
 * inviting.
 */
export function mayGrant(actor: Actor, role: string, scope: string): boolean {
  if (!isRole(role)) return false
  if (actor.kind === 'system') return true
  return actor.grants.some(
    (grant) =>
      isRole(grant.role) &&
      grant.permissions.includes('accounts.invite') &&
      mayAppoint[grant.role].includes(role) &&
      covers(grant.scope, scope),
  )
}

/** The roles the actor may give somewhere, in the order of the table. */
export const grantableRoles = (actor: Actor): Role[] =>
  roles.filter(
    (role) => actor.kind === 'system' || actor.grants.some((grant) => mayGrant(actor, role, grant.scope)),
  )

/**
 * Whether the actor may manage an account: hand out its sign-in link, close it, erase it. Who holds a person's link
 * is that person, so nobody may manage an account that holds a grant he or she could not have given.
 */
export const mayManage = (
  actor: Actor,
  account: { scope: string; grants: readonly { role: string; scope: string }[] },
): boolean =>
  may(actor, 'accounts.invite', account.scope) &&
  account.grants.every(({ role, scope }) => mayGrant(actor, role, scope))
