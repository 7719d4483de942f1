import { scopesFor } from '../../platform/access.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { LinkButton, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { accountsPage, keyOfRow } from './accounts-read-model.ts'
import { inviteAccounts } from './invite-accounts.ts'
import { atFields, grantOf, peopleOf, unitOptions } from './invite-fields.ts'
import { grantableRoles } from './may-grant.ts'
import { answer } from './request.ts'
import { nameOfScope, scopeOfParam, scopeParam } from './scopes.ts'
import { AccountsTable } from './views/accounts-table.tsx'
import { InviteForm } from './views/invite-form.tsx'
import { Done } from './views/words.tsx'

const pageSize = 50
const current = '/desk/accounts'

/** An address with those parameters that say something. */
export function hrefWith(path: string, parameters: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}

const listPage = page('get', current, { permission: 'accounts.read', scope: 'anywhere' }, async (c) => {
  const { services, actor, t, format } = c.var
  const { q = '', role = '', unit = '', after } = c.req.query()
  const names = await scopeNames(services)
  const scope = unit === '' ? undefined : scopeOfParam(names, unit)
  if (unit !== '' && scope === undefined) {
    return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
  }
  const scopes = scopesFor(actor, 'accounts.read')
  const filter = { scopes, scope, text: q, role, after, limit: pageSize }
  const rows = await accountsPage(services.db, filter, services.clock.now())
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined
  const mayInvite = scopesFor(actor, 'accounts.invite').length > 0
  return renderPage(
    c,
    {
      title: t('accounts.list.title'),
      lead: t('accounts.list.lead'),
      current,
      scope: scope ?? scopes[0],
      actions: mayInvite && (
        <LinkButton href={hrefWith('/desk/accounts/new', { unit })} tone="main">
          {t('accounts.new.title')}
        </LinkButton>
      ),
    },
    <>
      <Done c={c} />
      <AccountsTable
        t={t}
        format={format}
        rows={rows.slice(0, pageSize)}
        nameOf={(one) => nameOfScope(names, one)}
        typed={{ q, role, unit }}
        next={last && hrefWith(current, { q, role, unit, after: keyOfRow(last) })}
        first={after ? hrefWith(current, { q, role, unit }) : undefined}
      />
    </>,
  )
})

async function showInvite(
  c: RequestContext,
  { typed, problems = [], status }: { typed: Typed; problems?: readonly FieldProblem[]; status?: number },
) {
  const { services, actor, t } = c.var
  const units = unitOptions(actor, await scopeNames(services))
  const unit = typed.unit || units[0]?.value || ''
  return renderPage(
    c,
    {
      title: t('accounts.new.title'),
      lead: t('accounts.new.lead'),
      crumbs: [{ label: t('accounts.list.title'), href: current }],
      current,
      status,
    },
    <Section>
      <InviteForm
        t={t}
        units={units}
        roles={actor ? grantableRoles(actor) : []}
        typed={{ ...typed, unit }}
        problems={problems}
      />
    </Section>,
  )
}

const mayInvite = { permission: 'accounts.invite', scope: 'anywhere' } as const

const newPage = page('get', '/desk/accounts/new', mayInvite, (c) =>
  showInvite(c, { typed: { unit: c.req.query('unit') ?? '', role: c.req.query('role') ?? '' } }),
)

const newPost = page('post', '/desk/accounts/new', mayInvite, async (c) => {
  const { services, actor } = c.var
  if (!actor) throw new Error('Nobody is signed in.')
  const typed = await typedForm(c)
  const grant = grantOf(typed, await scopeNames(services))
  const people = peopleOf(typed.people ?? '')
  const result = await inviteAccounts(services, actor, { ...grant, people })
  if (!result.ok) {
    const { kind, fields } = result.refusal
    if (!fields) return answer(c, result, current)
    return showInvite(c, { typed, problems: atFields(fields), status: kind === 'forbidden' ? 403 : 422 })
  }
  const [first] = result.value
  return c.redirect(
    result.value.length === 1 && first
      ? `/desk/accounts/sheet?account=${first.accountId}`
      : hrefWith('/desk/accounts/sheet', { unit: scopeParam(grant.scope), role: grant.role }),
    303,
  )
})

/** `/desk/accounts`: who has an account, and inviting. */
export const accountsRoutes = [listPage, newPage, newPost]
