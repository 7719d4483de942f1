import { typedForm } from '../../platform/http/form.ts'
import { page } from '../../platform/http/route.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { Notice, refusalPage, renderPage } from '../../ui/index.ts'
import { endOwnSessions } from './end-own-sessions.ts'
import { oidcName } from './oidc.ts'
import { ownAccount } from './own-account-read-model.ts'
import { removePasskey } from './remove-passkey.ts'
import { answer } from './request.ts'
import { nameOfScope } from './scopes.ts'
import { readSessionCookie } from './session-cookie.ts'
import { OtherWays, OwnFacts, Passkeys, Sessions, Tokens } from './views/own-account.tsx'
import { PasskeyScript } from './views/passkey-island.tsx'
import { Done } from './views/words.tsx'

const home = '/desk/account'

const ownPage = page('get', home, 'signed-in', async (c) => {
  const { services, actor, t, format } = c.var
  const account =
    actor?.kind === 'person' ? await ownAccount(services.db, actor.id, services.clock.now()) : null
  if (!account) return refusalPage(c, { kind: 'forbidden', key: 'accounts.refusal.personsOnly' }, 403)
  const names = await scopeNames(services)
  const props = { t, format, account, nameOf: (scope: string) => nameOfScope(names, scope) }
  return renderPage(
    c,
    { title: t('accounts.own.title'), lead: t('accounts.own.lead'), head: <PasskeyScript /> },
    <>
      <Done c={c} />
      {c.req.query('failed') === 'oidc' && <Notice tone="bad">{t('accounts.refusal.oidcLink')}</Notice>}
      <OwnFacts {...props} />
      <Passkeys {...props} />
      <OtherWays {...props} oidc={oidcName(process.env)} />
      <Sessions {...props} token={await readSessionCookie(c)} />
      <Tokens {...props} />
    </>,
  )
})

const passkeyRemove = page('post', `${home}/passkeys/remove`, 'signed-in', async (c) => {
  const { services, actor } = c.var
  const { passkey = '' } = await typedForm(c)
  if (!actor) throw new Error('Nobody is signed in.')
  return answer(c, await removePasskey(services, actor, passkey), `${home}?done=passkey-removed`)
})

const sessionsEnd = page('post', `${home}/sessions/end`, 'signed-in', async (c) => {
  const { services, actor } = c.var
  if (!actor) throw new Error('Nobody is signed in.')
  const { session = '', others } = await typedForm(c)
  const which = others ? { except: (await readSessionCookie(c)) ?? '' } : { only: session }
  return answer(c, await endOwnSessions(services, actor, which), `${home}?done=sessions-ended`)
})

/** `/desk/account`: the own account. */
export const ownAccountRoutes = [ownPage, passkeyRemove, sessionsEnd]
