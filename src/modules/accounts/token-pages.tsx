import { type Actor, covers } from '../../platform/access.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { LinkButton, Notice, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { scopeOptions } from './invite-fields.ts'
import { makeToken, revokeToken, tokenDays } from './make-token.ts'
import { answer, keepNowhere } from './request.ts'
import { allPermissions, type Permission } from './roles.ts'
import { scopeOfParam } from './scopes.ts'
import { TokenForm } from './views/token-form.tsx'

const here = '/desk/account/tokens/new'

/** The permissions somebody holds anywhere, in the order of the table. */
const heldPermissions = (actor: Actor): Permission[] =>
  allPermissions.filter((permission) => actor.grants.some((grant) => grant.permissions.includes(permission)))

async function showForm(
  c: RequestContext,
  { typed, problems = [], status }: { typed?: Typed; problems?: readonly FieldProblem[]; status?: number },
) {
  const { services, actor, t } = c.var
  if (actor?.kind !== 'person') {
    return refusalPage(c, { kind: 'forbidden', key: 'accounts.refusal.personsOnly' }, 403)
  }
  const names = await scopeNames(services)
  const held = [...names.keys()].filter((scope) => actor.grants.some((grant) => covers(grant.scope, scope)))
  const units = scopeOptions(held, names)
  const crumbs = [{ label: t('accounts.own.title'), href: '/desk/account#tokens' }]
  return renderPage(
    c,
    { title: t('accounts.tokens.newTitle'), lead: t('accounts.tokens.newLead'), crumbs, status },
    <Section>
      <TokenForm
        t={t}
        action={here}
        units={units}
        permissions={heldPermissions(actor)}
        typed={typed ?? { days: '90', unit: units[0]?.value ?? '' }}
        problems={problems}
      />
    </Section>,
  )
}

const newPage = page('get', here, 'signed-in', (c) => showForm(c, {}))

const newPost = page('post', here, 'signed-in', async (c) => {
  const { services, actor, t } = c.var
  if (!actor) throw new Error('Nobody is signed in.')
  const typed = await typedForm(c)
  const days = tokenDays.find((one) => String(one) === typed.days)
  const permissions = allPermissions.filter((permission) => typed[`permission.${permission}`] === 'on')
  const result = await makeToken(services, actor, {
    name: typed.name ?? '',
    scope: scopeOfParam(await scopeNames(services), typed.unit ?? '') ?? '',
    permissions,
    days: days ?? 90,
  })
  if (!result.ok) {
    const { refusal } = result
    if (refusal.kind !== 'invalid') return answer(c, result, here)
    const problems = (refusal.fields ?? []).map((problem) =>
      problem.field === 'scope' ? { ...problem, field: 'unit' } : problem,
    )
    return showForm(c, { typed, problems, status: 422 })
  }
  return keepNowhere(
    await renderPage(
      c,
      { title: t('accounts.tokens.madeTitle') },
      <Section>
        <Notice tone="warn">{t('accounts.tokens.once')}</Notice>
        <p>
          <code>{result.value.token}</code>
        </p>
        <p>{t('accounts.tokens.use')}</p>
        <LinkButton href="/desk/account#tokens">{t('accounts.tokens.back')}</LinkButton>
      </Section>,
    ),
  )
})

const revokePost = page('post', '/desk/account/tokens/revoke', 'signed-in', async (c) => {
  const { services, actor } = c.var
  if (!actor) throw new Error('Nobody is signed in.')
  const { token = '' } = await typedForm(c)
  return answer(c, await revokeToken(services, actor, token), '/desk/account?done=token-revoked')
})

/** `/desk/account/tokens`: tokens for programs. */
export const tokenRoutes = [newPage, newPost, revokePost]
