import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Actor, may } from '../../platform/access.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import type { Services } from '../../platform/services.ts'
import { changeOwnAccount } from './own-account.ts'
import { hashToken, tokenPrefix } from './resolve-actor.ts'
import { insertToken, revokeTokenRow } from './tokens-store.ts'

/** A token ends by itself after at most a year. */
export const tokenDays = [30, 90, 365] as const

const shape = z.object({
  name: z.string().trim().min(2, 'accounts.refusal.tokenName').max(80, 'accounts.refusal.tokenName'),
  scope: z.string(),
  permissions: z.array(z.string()).min(1, 'accounts.refusal.tokenPermissions'),
  days: z.union(tokenDays.map((days) => z.literal(days))),
})

export type TokenInput = z.input<typeof shape>

/**
 * Makes a token for a program, shown once and kept as a hash. It does what its permissions say, within its scope, and
 * never more than its owner holds at that moment. Refuses permissions the owner does not hold there.
 */
export async function makeToken(
  services: Services,
  actor: Actor,
  input: TokenInput,
): Promise<Result<{ token: string; id: string }>> {
  const parsed = shape.safeParse(input)
  if (!parsed.success) {
    return invalid(
      parsed.error.issues.map(({ path, message }) => ({
        field: String(path[0]),
        key: message.startsWith('accounts.') ? message : 'ui.form.invalid',
      })),
    )
  }
  const { name, scope, days } = parsed.data
  const permissions = [...new Set(parsed.data.permissions)].sort()
  if (!(await scopeNames(services)).has(scope)) {
    return invalid([{ field: 'scope', key: 'accounts.refusal.scope' }])
  }
  if (!permissions.every((permission) => may(actor, permission, scope))) {
    return invalid([{ field: 'permissions', key: 'accounts.refusal.tokenTooMuch' }])
  }
  const token = tokenPrefix + randomBytes(32).toString('base64url')
  return changeOwnAccount(services, actor, async (tx, account, now) => {
    const expiresAt = new Date(now.getTime() + days * 24 * 3600_000)
    const hash = hashToken(token)
    const id = await insertToken(
      tx,
      { accountId: account.id, name, hash, scope, permissions, expiresAt },
      now,
    )
    const after = { token: id, name, scope, permissions, expiresAt }
    return { ...ok({ token, id }), change: { action: 'accounts.make-token', after } }
  })
}

/** Ends one of the own tokens at once. */
export const revokeToken = (services: Services, actor: Actor, tokenId: string): Promise<Result<null>> =>
  changeOwnAccount(services, actor, async (tx, account, now) => {
    const revoked = await revokeTokenRow(tx, account.id, tokenId, now)
    if (!revoked) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const before = { token: tokenId, ...revoked }
    return { ...ok(null), change: { action: 'accounts.revoke-token', before } }
  })

const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })
