import { type Actor, covers } from '../../platform/access.ts'
import { isRole, mayAppoint, type Role, roles } from './roles.ts'

/**
 * Whether the actor may give (or take) `role` in `scope`: one of the actor's own grants must cover the scope and its
 * role must be allowed to appoint the other. A program never appoints people.
 */
export function mayGrant(actor: Actor, role: Role, scope: string): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'program') return false
  return actor.grants.some(
    (grant) =>
      isRole(grant.role) && mayAppoint[grant.role].includes(role) && covers(grant.scope, scope),
  )
}

/** The roles the actor may give somewhere, in the order of the table. */
export const grantableRoles = (actor: Actor): Role[] =>
  roles.filter(
    (role) => actor.kind === 'system' || actor.grants.some((grant) => mayGrant(actor, role, grant.scope)),
  )
