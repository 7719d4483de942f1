import { may } from '../../platform/access.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem, Result } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { ConfirmForm, ExampleTag, Notice, refusalPage, renderPage } from '../../ui/index.ts'
import { type AccountState, accountDetail } from './accounts-read-model.ts'
import { closeAccount, openAccount } from './close-account.ts'
import { capitalDay } from './days.ts'
import { endSessionsOf } from './end-sessions.ts'
import { eraseAccount } from './erase-account.ts'
import { giveGrant, revokeGrant } from './give-grant.ts'
import { livingGrants } from './grants-store.ts'
import { invitationState } from './invitation-state.ts'
import { newestInvitations } from './invitations-store.ts'
import { atFields, grantOf, unitOptions } from './invite-fields.ts'
import { issueInvitation } from './issue-invitation.ts'
import { grantableRoles, mayManage } from './may-grant.ts'
import { accountScope, answer } from './request.ts'
import { nameOfScope, scopeParam } from './scopes.ts'
import { Closing, Facts, GiveGrant, Grants, SignInLink } from './views/account.tsx'
import { StateTag } from './views/accounts-table.tsx'
import { Done } from './views/words.tsx'

const path = '/desk/accounts/:account'
const reads = { permission: 'accounts.read', scope: accountScope }
const invites = { permission: 'accounts.invite', scope: accountScope }

async function show(
  c: RequestContext,
  { typed, problems = [], status }: { typed?: Typed; problems?: readonly FieldProblem[]; status?: number },
) {
  const { services, actor, t, format } = c.var
  const now = services.clock.now()
  const account = await accountDetail(services.db, c.req.param('account') ?? '', now)
  if (!account || !actor) return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
  const names = await scopeNames(services)
  const living = await livingGrants(services.db, account.id, capitalDay(now))
  const isOwn = actor.kind === 'person' && actor.id === account.id
  const manages = !isOwn && mayManage(actor, { scope: account.scope, grants: living })
  const [newest] = await newestInvitations(services.db, [account.id])
  const link = newest
    ? { ...newest, state: invitationState(newest, now), isOwn: newest.issued_by === actor.id }
    : null
  const nameOf = (scope: string) => nameOfScope(names, scope)
  const props = { t, format, account, nameOf, mayManage: manages, day: capitalDay(now) }
  const units = unitOptions(actor, names)
  const state: AccountState = account.disabled_at
    ? 'closed'
    : account.last_seen
      ? 'active'
      : link?.state === 'open'
        ? 'invited'
        : 'idle'
  return renderPage(
    c,
    {
      title: account.name,
      tag: (
        <>
          <StateTag t={t} state={state} /> {account.example && <ExampleTag t={t} />}
        </>
      ),
      crumbs: [{ label: t('accounts.list.title'), href: '/desk/accounts' }],
      current: '/desk/accounts',
      status,
    },
    <>
      <Done c={c} />
      {isOwn && (
        <Notice>
          {t('accounts.one.own')} <a href="/desk/account">{t('accounts.own.title')}</a>
        </Notice>
      )}
      {!isOwn && !manages && may(actor, 'accounts.invite', account.scope) && (
        <Notice>{t('accounts.refusal.mayNotManage')}</Notice>
      )}
      <Facts {...props} />
      <Grants {...props} />
      {manages && (
        <>
          <GiveGrant
            t={t}
            account={account}
            units={units}
            roles={grantableRoles(actor)}
            typed={typed ?? { unit: unitOf(units, account.scope) }}
            problems={problems}
          />
          <SignInLink {...props} link={link} />
          <Closing {...props} />
        </>
      )}
    </>,
  )
}

/** The account's own unit where it may be chosen. */
const unitOf = (units: readonly { value: string }[], scope: string) =>
  units.find(({ value }) => value === scopeParam(scope))?.value ?? units[0]?.value ?? ''

const accountPage = page('get', path, reads, (c) => show(c, {}))

const grantPost = page('post', `${path}/grants`, invites, async (c) => {
  const { services, actor } = c.var
  const accountId = c.req.param('account') ?? ''
  if (!actor) throw new Error('Nobody is signed in.')
  const typed = await typedForm(c)
  const result = await giveGrant(services, actor, accountId, grantOf(typed, await scopeNames(services)))
  if (!result.ok && result.refusal.fields) {
    const status = result.refusal.kind === 'forbidden' ? 403 : 422
    return show(c, { typed, problems: atFields(result.refusal.fields), status })
  }
  return answer(c, result, `/desk/accounts/${accountId}?done=granted`)
})

type Command = (c: RequestContext, accountId: string) => Promise<Result<unknown>>

/** A form of one button on an account: does it, and goes on to `to`. */
const button = (name: string, command: Command, to: (accountId: string) => string) =>
  page('post', `${path}/${name}`, invites, async (c) => {
    const accountId = c.req.param('account') ?? ''
    return answer(c, await command(c, accountId), to(accountId))
  })

const signedIn = (c: RequestContext) => {
  if (!c.var.actor) throw new Error('Nobody is signed in.')
  return c.var.actor
}

const buttons = [
  button(
    'grants/revoke',
    async (c, id) => revokeGrant(c.var.services, signedIn(c), id, (await typedForm(c)).grant ?? ''),
    (id) => `/desk/accounts/${id}?done=grant-revoked`,
  ),
  button(
    'link',
    (c, id) => issueInvitation(c.var.services, signedIn(c), id),
    (id) => `/desk/accounts/sheet?account=${id}`,
  ),
  button(
    'end-sessions',
    (c, id) => endSessionsOf(c.var.services, signedIn(c), id),
    (id) => `/desk/accounts/${id}?done=sessions-ended`,
  ),
  button(
    'close',
    (c, id) => closeAccount(c.var.services, signedIn(c), id),
    (id) => `/desk/accounts/${id}?done=closed`,
  ),
  button(
    'open',
    (c, id) => openAccount(c.var.services, signedIn(c), id),
    (id) => `/desk/accounts/${id}?done=opened`,
  ),
  button(
    'erase',
    (c, id) => eraseAccount(c.var.services, signedIn(c), id),
    () => '/desk/accounts?done=erased',
  ),
]

const erasePage = page('get', `${path}/erase`, invites, async (c) => {
  const { services, t } = c.var
  const accountId = c.req.param('account') ?? ''
  const account = await accountDetail(services.db, accountId, services.clock.now())
  if (!account) return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
  const { name } = account
  return renderPage(
    c,
    {
      title: t('accounts.erase.title', { name }),
      crumbs: [
        { label: t('accounts.list.title'), href: '/desk/accounts' },
        { label: name, href: `/desk/accounts/${accountId}` },
      ],
      current: '/desk/accounts',
    },
    <ConfirmForm
      t={t}
      action={`/desk/accounts/${accountId}/erase`}
      title={t('accounts.erase.what')}
      body={<p>{t('accounts.erase.body')}</p>}
      confirm={t('accounts.erase.confirm')}
      cancelHref={`/desk/accounts/${accountId}`}
      tone="bad"
    />,
  )
})

/** `/desk/accounts/ID`: one account, and what may be done about it. */
export const accountRoutes = [accountPage, erasePage, grantPost, ...buttons]
