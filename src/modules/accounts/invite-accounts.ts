import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import type { Services } from '../../platform/services.ts'
import { insertAccount, lockSignInNames, signInNamesLike, takenSignInNames } from './accounts-store.ts'
import { capitalDay } from './days.ts'
import { insertGrant } from './grants-store.ts'
import { type IssuedInvitation, layInvitation } from './issue-invitation.ts'
import { mayGrant } from './may-grant.ts'
import { isRole } from './roles.ts'
import { freeSignInName, signInNameOf, signInNamePattern, tidySignInName } from './sign-in-name.ts'

/** Most people invited in one go: a district's volunteers four times over. */
export const mostInvited = 220

const day = z.iso.date('accounts.refusal.date')

/** What an invitation says, for one person or for several of one unit. */
export const inviteShape = z.object({
  people: z
    .array(
      z.object({
        name: z.string().trim().min(2, 'accounts.refusal.name').max(120, 'accounts.refusal.name'),
        /** Empty: made from the name. */
        signInName: z
          .string()
          .transform(tidySignInName)
          .refine((name) => name === '' || signInNamePattern.test(name), 'accounts.refusal.signInName')
          .default(''),
      }),
    )
    .min(1, 'accounts.refusal.nobody')
    .max(mostInvited, 'accounts.refusal.tooMany'),
  role: z.string().refine(isRole, 'accounts.refusal.role'),
  scope: z.string(),
  fromOn: day.optional(),
  untilOn: day.nullable().default(null),
  personId: z.uuid().nullable().default(null),
})

export type InviteInput = z.input<typeof inviteShape>

export interface Invited extends IssuedInvitation {
  accountId: string
  name: string
  signInName: string
}

/**
 * Makes accounts with one grant and one single-use sign-in link each, all or none. Refuses a role the actor may not
 * give there, a unit that does not exist, a sign-in name that is taken, days in the wrong order.
 */
export async function inviteAccounts(
  services: Services,
  actor: Actor,
  input: InviteInput,
): Promise<Result<Invited[]>> {
  const parsed = inviteShape.safeParse(input)
  if (!parsed.success) return invalid(parsed.error.issues.map(problemOf))
  const invite = parsed.data
  const now = services.clock.now()
  const fromOn = invite.fromOn ?? capitalDay(now)
  if (!(await scopeNames(services)).has(invite.scope)) {
    return invalid([{ field: 'scope', key: 'accounts.refusal.scope' }])
  }
  if (!mayGrant(actor, invite.role, invite.scope)) {
    return refuse({
      kind: 'forbidden',
      key: 'accounts.refusal.mayNotGrant',
      fields: [{ field: 'role', key: 'accounts.refusal.mayNotGrant' }],
    })
  }
  if (invite.untilOn !== null && invite.untilOn < fromOn) {
    return invalid([{ field: 'untilOn', key: 'accounts.refusal.untilBeforeFrom' }])
  }
  return transact(services.db, async (tx) => {
    await lockSignInNames(tx)
    const names = await signInNames(tx, invite.people)
    if (!names.ok) return names
    const invited: Invited[] = []
    for (const [at, { name }] of invite.people.entries()) {
      const signInName = names.value[at] as string
      const account = { name, signInName, scope: invite.scope, personId: invite.personId, example: false }
      const accountId = await insertAccount(tx, account, now)
      const grant = { role: invite.role, scope: invite.scope, fromOn, untilOn: invite.untilOn }
      await insertGrant(tx, { ...grant, accountId, grantedBy: actor.id, example: false }, now)
      const issued = await layInvitation(services, tx, actor, accountId)
      await audit(
        tx,
        actor,
        {
          action: 'accounts.invite',
          subject: `account ${accountId}`,
          scope: invite.scope,
          after: { name, signInName, ...grant },
        },
        now,
      )
      invited.push({ ...issued, accountId, name, signInName })
    }
    return ok(invited)
  })
}

/** A sign-in name for each: the one asked for if it is free, else one made from the person's name. */
async function signInNames(
  tx: Tx,
  people: readonly { name: string; signInName: string }[],
): Promise<Result<string[]>> {
  const asked = people.map((person) => person.signInName).filter(Boolean)
  const taken = await takenSignInNames(tx, asked)
  const twice = asked.filter((name, at) => asked.indexOf(name) !== at)
  const problems = people.flatMap(({ signInName }, at) =>
    signInName && (taken.has(signInName) || twice.includes(signInName))
      ? [
          {
            field: `people.${at}.signInName`,
            key: 'accounts.refusal.signInNameTaken',
            params: { line: at + 1, signInName },
          },
        ]
      : [],
  )
  if (problems.length > 0) return invalid(problems)
  const mine = new Set(asked)
  const result: string[] = []
  for (const { name, signInName } of people) {
    if (signInName) {
      result.push(signInName)
      continue
    }
    const wanted = signInNameOf(name)
    const free = freeSignInName(wanted, (await signInNamesLike(tx, wanted)).union(mine))
    mine.add(free)
    result.push(free)
  }
  return ok(result)
}

const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })

/** A problem of one of the people says in which line it stands. */
const problemOf = ({ path, message }: z.core.$ZodIssue): FieldProblem => ({
  field: path.map(String).join('.'),
  key: message.startsWith('accounts.') ? message : 'ui.form.invalid',
  ...(path[0] === 'people' && typeof path[1] === 'number' ? { params: { line: path[1] + 1 } } : {}),
})
