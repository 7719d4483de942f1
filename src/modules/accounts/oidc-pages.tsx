import { audit } from '../../platform/audit.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { ok } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { LinkButton, renderPage, Section, safeNext } from '../../ui/index.ts'
import { forgetActors } from './actor-cache.ts'
import { actorOfAccount, scopeOfOwn } from './actors-read-model.ts'
import { attempt, originOf } from './attempts.ts'
import type { Auth } from './auth.ts'
import { oidcName, oidcProvider, oidcProviderId } from './oidc.ts'
import { changeOwnAccount } from './own-account.ts'
import { answer, landing } from './request.ts'

const failed = '/in?failed=oidc'
const linkFailed = '/desk/account?failed=oidc'

const providerAction = {
  'sign-in': 'accounts.sign-in',
  'link-identity': 'accounts.link-identity',
} as const

/**
 * An instance of the sign-in library that knows the commission's identity provider. Made for one round trip: the
 * provider is asked about itself each time, so that one that was away at our start is found again. Null when none is
 * configured. The provider is called over the network, so this is no part of a transaction; the audit entry is written
 * just before the session or the link it is about.
 */
async function providerAuth(services: Services): Promise<Auth | null> {
  const oidc = oidcProvider(process.env)
  if (!oidc) return null
  const onProvider = async (what: keyof typeof providerAction, accountId: string) => {
    const { db, clock } = services
    const now = clock.now()
    const actor = await actorOfAccount(db, accountId, now)
    if (!actor) throw new Error('A closed account came through the provider.')
    const event = {
      action: providerAction[what],
      subject: `account ${accountId}`,
      after: { method: 'oidc' },
    }
    await audit(db, actor, { ...event, scope: await scopeOfOwn(db, accountId) }, now)
  }
  const { createAuth } = await import('./auth.ts')
  return createAuth(services, { oidc, onProvider })
}

/** The provider's address to go to, with the cookies that bind the way back to this browser. */
async function outbound(c: RequestContext, kind: 'sign-in' | 'link', back: string, fallback: string) {
  const auth = await providerAuth(c.var.services)
  if (!auth || !(await attempt(c.var.services, 'ceremony-address', originOf(c)))) return null
  const { origin } = new URL(c.var.services.config.publicUrl)
  const body = {
    provider: oidcProviderId,
    callbackURL: `${origin}${back}`,
    errorCallbackURL: `${origin}${fallback}`,
    disableRedirect: true,
  }
  const call = { body, headers: c.req.raw.headers, asResponse: true } as const
  const response = await (kind === 'sign-in' ? auth.api.signInSocial(call) : auth.api.linkSocialAccount(call))
  if (!response.ok) return null
  const { url } = (await response.json()) as { url?: string }
  if (!url) return null
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
  return url
}

const signIn = page('get', '/in/oidc', 'public', async (c) => {
  const first = await landing(c)
  const back = safeNext(c.req.query('next'), first === '/desk/account' ? '/in' : first)
  return c.redirect((await outbound(c, 'sign-in', back, failed)) ?? failed, 303)
})

/** Back from the provider: the library checks state, nonce, code and token, and opens the session. */
const callback = page('get', '/api/auth/callback/oidc', 'public', async (c) => {
  const auth = await providerAuth(c.var.services)
  if (!auth) return c.redirect(failed, 303)
  const response = await auth.handler(c.req.raw)
  forgetActors(c.var.services)
  return response.status >= 500 ? c.redirect(failed, 303) : response
})

/**
 * Linking begins with a posted form, so that no other site can begin it, and goes on with a link: our content
 * security policy lets no form lead elsewhere.
 */
const link = page('post', '/desk/account/identity', 'signed-in', async (c) => {
  const { t } = c.var
  const name = oidcName(process.env) ?? ''
  const url = await outbound(c, 'link', '/desk/account?done=identity-linked', linkFailed)
  if (!url) return c.redirect(linkFailed, 303)
  return renderPage(
    c,
    {
      title: t('accounts.oidc.link', { name }),
      crumbs: [{ label: t('accounts.own.title'), href: '/desk/account' }],
    },
    <Section>
      <p>{t('accounts.oidc.onwardLead', { name })}</p>
      <LinkButton href={url} tone="main">
        {t('accounts.oidc.onward', { name })}
      </LinkButton>
    </Section>,
  )
})

const unlink = page('post', '/desk/account/identity/remove', 'signed-in', async (c) => {
  const { services, actor } = c.var
  if (!actor) throw new Error('Nobody is signed in.')
  const result = await changeOwnAccount(services, actor, async (tx, account) => {
    await tx.deleteFrom('account_identity').where('account_id', '=', account.id).execute()
    return {
      ...ok(null),
      change: { action: 'accounts.unlink-identity', before: { provider: oidcProviderId } },
    }
  })
  return answer(c, result, '/desk/account?done=identity-removed')
})

/** Coming in through the commission's identity provider, where the environment names one. */
export const oidcRoutes = [signIn, callback, link, unlink]
