import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import type { Services } from '../../platform/services.ts'
import { capitalDay } from './days.ts'
import { insertGrant, revokeGrantRow } from './grants-store.ts'
import { isLastAdministrator, lastAdministrator, manageAccount } from './manage-account.ts'
import { mayGrant } from './may-grant.ts'
import { isRole } from './roles.ts'

const shape = z.object({
  role: z.string().refine(isRole, 'accounts.refusal.role'),
  scope: z.string(),
  fromOn: z.iso.date('accounts.refusal.date').optional(),
  untilOn: z.iso.date('accounts.refusal.date').nullable().default(null),
})

export type GrantInput = z.input<typeof shape>

/** Gives an account one more role for a unit and everything under it, between two days of the capital. */
export async function giveGrant(
  services: Services,
  actor: Actor,
  accountId: string,
  input: GrantInput,
): Promise<Result<null>> {
  const parsed = shape.safeParse(input)
  if (!parsed.success) {
    return invalid(
      parsed.error.issues.map(({ path, message }) => ({
        field: String(path[0]),
        key: message.startsWith('accounts.') ? message : 'ui.form.invalid',
      })),
    )
  }
  const { role, scope, untilOn } = parsed.data
  if (!(await scopeNames(services)).has(scope)) {
    return invalid([{ field: 'scope', key: 'accounts.refusal.scope' }])
  }
  if (!mayGrant(actor, role, scope)) {
    return refuse({
      kind: 'forbidden',
      key: 'accounts.refusal.mayNotGrant',
      fields: [{ field: 'role', key: 'accounts.refusal.mayNotGrant' }],
    })
  }
  return manageAccount(services, actor, accountId, async (tx, account, now) => {
    const fromOn = parsed.data.fromOn ?? capitalDay(now)
    if (untilOn !== null && untilOn < fromOn) {
      return invalid([{ field: 'untilOn', key: 'accounts.refusal.untilBeforeFrom' }])
    }
    if (account.grants.some((grant) => grant.role === role && grant.scope === scope)) {
      return invalid([{ field: 'role', key: 'accounts.refusal.grantThere' }])
    }
    const grant = { role, scope, fromOn, untilOn }
    await insertGrant(tx, { ...grant, accountId, grantedBy: actor.id, example: false }, now)
    return { ...ok(null), change: { action: 'accounts.grant', after: grant } }
  })
}

/** Takes a role away at once, without waiting for its last day. */
export const revokeGrant = (
  services: Services,
  actor: Actor,
  accountId: string,
  grantId: string,
): Promise<Result<null>> =>
  manageAccount(services, actor, accountId, async (tx, account, now) => {
    const grant = account.grants.find(({ id }) => id === grantId)
    if (!grant) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (grant.role === 'administrator' && (await isLastAdministrator(tx, accountId, now))) {
      return lastAdministrator
    }
    await revokeGrantRow(tx, grantId, now)
    const { role, scope, from_on: fromOn, until_on: untilOn } = grant
    return {
      ...ok(null),
      change: { action: 'accounts.revoke-grant', before: { role, scope, fromOn, untilOn } },
    }
  })

const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })
