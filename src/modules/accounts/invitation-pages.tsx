import { page, type RequestContext } from '../../platform/http/route.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { LinkButton, Notice, renderPage, Section } from '../../ui/index.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { attempt, originOf } from './attempts.ts'
import { capitalDay } from './days.ts'
import { livingGrants } from './grants-store.ts'
import { hashCode, readCode, showCode } from './invitation-code.ts'
import { invitationState } from './invitation-state.ts'
import { invitationByHash } from './invitations-store.ts'
import { arrivalOf, keepNowhere, landing } from './request.ts'
import { nameOfScope } from './scopes.ts'
import { writeSessionCookie } from './session-cookie.ts'
import { Invitation } from './views/invitation.tsx'
import { PasskeyIsland, PasskeyScript } from './views/passkey-island.tsx'

/** One answer for codes that were used, taken back, have expired or never were: it tells a guesser nothing. */
async function gone(c: RequestContext, status: 404 | 429) {
  const { t } = c.var
  const why = status === 429 ? 'accounts.refusal.tooManyAttempts' : 'accounts.refusal.code'
  return keepNowhere(
    await renderPage(
      c,
      { title: t('accounts.invitation.gone'), status },
      <>
        <Notice tone="bad">{t(why)}</Notice>
        <p>{t('accounts.in.help.text')}</p>
        <LinkButton href="/in">{t('accounts.in.back')}</LinkButton>
      </>,
    ),
  )
}

const invitationPage = page('get', '/in/:code', 'public', async (c) => {
  const { services, t, format, actor } = c.var
  if (!(await attempt(services, 'code-address', originOf(c)))) return gone(c, 429)
  const code = readCode(c.req.param('code') ?? '')
  const now = services.clock.now()
  const found = code && (await invitationByHash(services.db, hashCode(services.config.secret, code)))
  if (!code || !found || found.disabled_at || invitationState(found, now) !== 'open') return gone(c, 404)
  const names = await scopeNames(services)
  const grants = await livingGrants(services.db, found.account_id, capitalDay(now))
  const title = t('accounts.invitation.title', { name: found.name })
  return keepNowhere(
    await renderPage(
      c,
      { title, lead: t('accounts.invitation.lead') },
      <Invitation
        t={t}
        format={format}
        href={`/in/${showCode(code)}`}
        roles={grants.map(({ role, scope }) => ({ role, unit: nameOfScope(names, scope) }))}
        issuedBy={found.issued_by_name}
        expiresAt={found.expires_at}
        signedInAs={actor && actor.id !== found.account_id ? actor.name : null}
      />,
    ),
  )
})

const invitationPost = page('post', '/in/:code', 'public', async (c) => {
  const { services } = c.var
  if (!(await attempt(services, 'code-address', originOf(c)))) return gone(c, 429)
  const result = await acceptInvitation(services, c.req.param('code') ?? '', await arrivalOf(c))
  if (!result.ok) return gone(c, 404)
  await writeSessionCookie(c, result.value.token)
  return c.redirect('/in/welcome', 303)
})

/** After the first way in: offers one that stays, because the link is used up. */
const welcomePage = page('get', '/in/welcome', 'signed-in', async (c) => {
  const { t, actor } = c.var
  return renderPage(
    c,
    {
      title: t('accounts.welcome.title', { name: actor?.name ?? '' }),
      lead: t('accounts.welcome.lead'),
      head: <PasskeyScript />,
    },
    <>
      <Section title={t('accounts.passkey.title')} lead={t('accounts.passkey.lead')}>
        <PasskeyIsland
          t={t}
          ceremony="register"
          next="/desk/account?done=passkey-added"
          label={t('accounts.passkey.add')}
        />
      </Section>
      <Section title={t('accounts.totp.title')} lead={t('accounts.totp.lead')}>
        <LinkButton href="/desk/account/totp">{t('accounts.totp.begin')}</LinkButton>
      </Section>
      <Section title={t('accounts.welcome.later')} lead={t('accounts.welcome.laterLead')}>
        <LinkButton href={await landing(c)}>{t('accounts.welcome.onward')}</LinkButton>
      </Section>
    </>,
  )
})

/** `/in/welcome` before `/in/CODE`: a code never spells it. */
export const invitationRoutes = [welcomePage, invitationPage, invitationPost]
