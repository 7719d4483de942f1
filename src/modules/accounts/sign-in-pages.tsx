import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { LinkButton, Notice, renderPage, safeNext } from '../../ui/index.ts'
import { attempt, originOf } from './attempts.ts'
import { signOut } from './end-own-sessions.ts'
import { readCode, showCode } from './invitation-code.ts'
import { oidcName } from './oidc.ts'
import { arrivalOf, keepNowhere, landing } from './request.ts'
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts'
import { signInWithTotp } from './sign-in-with-totp.ts'
import { PasskeyScript } from './views/passkey-island.tsx'
import { SignIn } from './views/sign-in.tsx'
import { Done } from './views/words.tsx'

const whereNext = async (c: RequestContext, next: string | undefined) => safeNext(next, await landing(c))

interface Shown {
  next?: string
  typed?: Typed
  problems?: readonly FieldProblem[]
  status?: number
}

async function showSignIn(c: RequestContext, { next = '', typed = {}, problems = [], status }: Shown) {
  const { t } = c.var
  const onward = safeNext(next, '')
  return keepNowhere(
    await renderPage(
      c,
      { title: t('accounts.in.title'), lead: t('accounts.in.lead'), status, head: <PasskeyScript /> },
      <>
        <Done c={c} />
        {c.req.query('failed') === 'oidc' && <Notice tone="bad">{t('accounts.refusal.oidc')}</Notice>}
        <SignIn
          t={t}
          next={onward}
          typed={{ ...typed, code: '' }}
          problems={problems}
          oidc={oidcName(process.env)}
        />
      </>,
    ),
  )
}

const signInPage = page('get', '/in', 'public', async (c) => {
  const next = c.req.query('next')
  if (c.var.actor?.kind === 'person') return c.redirect(await whereNext(c, next), 303)
  return showSignIn(c, { next })
})

const signInPost = page('post', '/in', 'public', async (c) => {
  const typed = await typedForm(c)
  const result = await signInWithTotp(c.var.services, {
    ...(await arrivalOf(c)),
    signInName: typed.signInName ?? '',
    code: typed.code ?? '',
    origin: originOf(c),
  })
  if (!result.ok) {
    const { kind, key } = result.refusal
    const problems = [{ field: 'code', key }]
    return showSignIn(c, { next: typed.next, typed, problems, status: kind === 'busy' ? 429 : 422 })
  }
  await writeSessionCookie(c, result.value.token)
  return c.redirect(safeNext(typed.next, '/in'), 303)
})

/** Typed from paper: leads to the page of that invitation, which uses nothing yet. */
const codePost = page('post', '/in/code', 'public', async (c) => {
  const { invitation = '' } = await typedForm(c)
  const code = readCode(invitation.replace(/^.*\/in\//, ''))
  const within = await attempt(c.var.services, 'code-address', originOf(c))
  if (code && within) return c.redirect(`/in/${showCode(code)}`, 303)
  const { t } = c.var
  return renderPage(
    c,
    { title: t('accounts.invitation.gone'), status: within ? 422 : 429 },
    <>
      <Notice tone="bad">{t(within ? 'accounts.refusal.code' : 'accounts.refusal.tooManyAttempts')}</Notice>
      <LinkButton href="/in">{t('accounts.in.back')}</LinkButton>
    </>,
  )
})

const signOutPost = page('post', '/in/out', 'public', async (c) => {
  const token = await readSessionCookie(c)
  if (token && c.var.actor) await signOut(c.var.services, c.var.actor, token)
  clearSessionCookie(c)
  return c.redirect('/in?done=signed-out', 303)
})

/** `/in`: coming in with a one-time code, going out. */
export const signInRoutes = [signInPage, signInPost, codePost, signOutPost]
