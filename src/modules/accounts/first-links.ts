import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'
import { insertAccount } from './accounts-store.ts'
import { rootScope } from './days.ts'
import { insertGrant } from './grants-store.ts'
import { invitationState } from './invitation-state.ts'
import { newestInvitations } from './invitations-store.ts'
import { invitationUrl, layInvitation } from './issue-invitation.ts'
import type { Role } from './roles.ts'
import { unseal } from './seal.ts'

/** Who issues the links of accounts that the program makes by itself. */
const issuer = { id: 'first-start', name: 'Jangkau' }

/** Links of the first start wait longer than others: somebody may read the log only next month. */
const firstLinkDays = 30

export interface FirstLink {
  accountId: string
  role: string
  scope: string
  name: string
  signInName: string
  url: string
  expiresAt: Date
}

export interface FirstAccount {
  name: string
  signInName: string
  role: Role
  scope: string
  example: boolean
}

/** Makes an account with its role and a first sign-in link, on the program's own account. */
export async function makeFirstAccount(services: Services, tx: Tx, account: FirstAccount): Promise<void> {
  const now = services.clock.now()
  const { role, scope, example } = account
  const accountId = await insertAccount(tx, { ...account, personId: null }, now)
  // From the day the house was founded, so that no zone makes it tomorrow.
  const grant = { accountId, role, scope, fromOn: '2019-01-01', untilOn: null, grantedBy: issuer.id, example }
  await insertGrant(tx, grant, now)
  await layInvitation(services, tx, issuer, accountId, firstLinkDays)
  const { name, signInName } = account
  const event = { action: 'accounts.invite' as const, subject: `account ${accountId}`, scope }
  await audit(
    tx,
    systemActor('first start'),
    { ...event, after: { name, signInName, role, scope, example } },
    now,
  )
}

/**
 * Without any account nobody could ever sign in: makes one administrator of the whole tree. Does nothing where there
 * is an account; several processes may ask at once.
 */
export async function ensureFirstAdministrator(services: Services): Promise<boolean> {
  if (await hasAccount(services.db)) return false
  return services.db.transaction().execute(async (tx) => {
    await tx
      .selectNoFrom((expression) =>
        expression.fn('pg_advisory_xact_lock', [expression.val(726_178)]).as('lock'),
      )
      .execute()
    if (await hasAccount(tx)) return false
    await makeFirstAccount(services, tx, {
      name: 'Administrator',
      signInName: 'administrator',
      role: 'administrator',
      scope: rootScope,
      example: false,
    })
    return true
  })
}

const hasAccount = async (db: Db) =>
  (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined

/** Accounts that the program made, with the role they were made for. */
const firstAccounts = (db: Db) =>
  db
    .selectFrom('account')
    .innerJoin('account_grant', 'account_grant.account_id', 'account.id')
    .select(['account.id', 'account.name', 'account.sign_in_name'])
    .select(['account_grant.role', 'account_grant.scope'])
    .where('account_grant.granted_by', '=', issuer.id)
    .where('account_grant.revoked_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .orderBy('account_grant.id')
    .execute()

/** The sign-in links of those accounts that are still open: never used, not expired. Only for who owns the machine. */
export async function firstLinks(services: Services): Promise<FirstLink[]> {
  const accounts = await firstAccounts(services.db)
  const newest = await newestInvitations(
    services.db,
    accounts.map(({ id }) => id),
  )
  const now = services.clock.now()
  return accounts.flatMap((account) => {
    const invitation = newest.find((one) => one.account_id === account.id)
    if (!invitation?.sealed_code || invitationState(invitation, now) !== 'open') return []
    const code = unseal(services.config.secret, 'invitation', invitation.sealed_code)
    if (code === null) return []
    const { id: accountId, name, role, scope, sign_in_name: signInName } = account
    const url = invitationUrl(services, code)
    return [{ accountId, role, scope, name, signInName, url, expiresAt: invitation.expires_at }]
  })
}

/** The same, after laying down a new link wherever the last was used or has expired. */
export async function renewFirstLinks(services: Services): Promise<FirstLink[]> {
  const open = new Set((await firstLinks(services)).map(({ accountId }) => accountId))
  const used = (await firstAccounts(services.db)).filter(({ id }) => !open.has(id))
  const now = services.clock.now()
  await services.db.transaction().execute(async (tx) => {
    for (const { id, scope } of used) {
      const { id: invitation, expiresAt } = await layInvitation(services, tx, issuer, id, firstLinkDays)
      const event = { action: 'accounts.issue-link' as const, subject: `account ${id}`, scope }
      await audit(tx, systemActor('command line'), { ...event, after: { invitation, expiresAt } }, now)
    }
  })
  return firstLinks(services)
}

/** What the program says when it starts while such links are open. */
export async function greeting(services: Services): Promise<string[]> {
  const links = await firstLinks(services)
  if (links.length === 0) return []
  const wide = Math.max(...links.map(({ role }) => role.length))
  return [
    'Sign-in links, each good for one use (`npx jangkau accounts links` prints new ones):',
    ...links.map(({ role, name, url }) => `  ${role.padEnd(wide)}  ${url}  ${name}`),
  ]
}
