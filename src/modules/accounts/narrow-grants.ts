import { covers, type Grant } from '../../platform/access.ts'

/**
 * What a token may do: the overlap of what it was made for with what its owner holds now. When the owner loses a
 * role, every token loses it in the same moment.
 */
export function narrowGrants(
  owned: readonly Grant[],
  limit: { scope: string; permissions: readonly string[] },
): Grant[] {
  return owned.flatMap((grant) => {
    const scope = covers(grant.scope, limit.scope)
      ? limit.scope
      : covers(limit.scope, grant.scope)
        ? grant.scope
        : null
    const permissions = grant.permissions.filter((permission) => limit.permissions.includes(permission))
    return scope === null || permissions.length === 0 ? [] : [{ role: grant.role, scope, permissions }]
  })
}
