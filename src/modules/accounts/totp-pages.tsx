import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { Form, Notice, PostButton, refusalPage, renderPage, Section, TextField } from '../../ui/index.ts'
import { qrPicture } from './qr.ts'
import { answer, keepNowhere } from './request.ts'
import { unseal } from './seal.ts'
import { beginTotp, confirmTotp, removeTotp } from './set-up-totp.ts'
import { totpAddress, totpSecretForTyping } from './totp.ts'
import { totpOf } from './totp-store.ts'

const here = '/desk/account/totp'

const actorOf = (c: RequestContext) => {
  if (!c.var.actor) throw new Error('Nobody is signed in.')
  return c.var.actor
}

async function showSetUp(c: RequestContext, problems: readonly FieldProblem[] = [], status = 200) {
  const { services, actor, t } = c.var
  const account = await services.db
    .selectFrom('account')
    .select(['id', 'sign_in_name'])
    .where('id', '=', actor?.kind === 'person' ? actor.id : '')
    .executeTakeFirst()
  if (!account) return refusalPage(c, { kind: 'forbidden', key: 'accounts.refusal.personsOnly' }, 403)
  const totp = await totpOf(services.db, account.id)
  const secret = totp ? unseal(services.config.secret, 'totp', totp.secret) : null
  const crumbs = [{ label: t('accounts.own.title'), href: '/desk/account' }]
  const body = totp?.confirmed_at ? (
    <Notice tone="good">{t('accounts.totp.there')}</Notice>
  ) : secret === null ? (
    <Section title={t('accounts.totp.step1')} lead={t('accounts.totp.step1Lead')}>
      <PostButton action={`${here}/begin`} label={t('accounts.totp.showQr')} tone="ink" />
    </Section>
  ) : (
    <Offer c={c} secret={secret} signInName={account.sign_in_name} problems={problems} />
  )
  return keepNowhere(
    await renderPage(
      c,
      { title: t('accounts.totp.title'), lead: t('accounts.totp.lead'), crumbs, status },
      await body,
    ),
  )
}

/** The secret as a picture and for typing, and the field for the first code. */
async function Offer(props: {
  c: RequestContext
  secret: string
  signInName: string
  problems: readonly FieldProblem[]
}) {
  const { c, secret, signInName, problems } = props
  const { t } = c.var
  const typed: Typed = {}
  return (
    <>
      <Section title={t('accounts.totp.step2')} lead={t('accounts.totp.step2Lead')}>
        <img
          src={await qrPicture(totpAddress(secret, signInName))}
          width="220"
          height="220"
          alt={t('accounts.totp.qrAlt')}
        />
        <p>{t('accounts.totp.typeInstead')}</p>
        <p>
          <code>{totpSecretForTyping(secret)}</code>
        </p>
      </Section>
      <Section title={t('accounts.totp.step3')} lead={t('accounts.totp.step3Lead', { signInName })}>
        <Form
          t={t}
          action={here}
          problems={problems}
          submit={t('accounts.totp.confirm')}
          cancel={{ href: '/desk/account', label: t('accounts.cancel') }}
        >
          <TextField
            t={t}
            name="code"
            label={t('accounts.field.totpCode')}
            autocomplete="one-time-code"
            inputmode="numeric"
            width="short"
            required
            maxlength={12}
            typed={typed}
            problems={problems}
          />
        </Form>
      </Section>
    </>
  )
}

const setUpPage = page('get', here, 'signed-in', (c) => showSetUp(c))

const beginPost = page('post', `${here}/begin`, 'signed-in', async (c) =>
  answer(c, await beginTotp(c.var.services, actorOf(c)), here),
)

const confirmPost = page('post', here, 'signed-in', async (c) => {
  const { code = '' } = await typedForm(c)
  const result = await confirmTotp(c.var.services, actorOf(c), code)
  if (!result.ok && result.refusal.kind === 'invalid') return showSetUp(c, result.refusal.fields, 422)
  return answer(c, result, '/desk/account?done=totp-confirmed')
})

const removePost = page('post', `${here}/remove`, 'signed-in', async (c) =>
  answer(c, await removeTotp(c.var.services, actorOf(c)), '/desk/account?done=totp-removed'),
)

/** `/desk/account/totp`: setting up an authenticator app. */
export const totpRoutes = [setUpPage, beginPost, confirmPost, removePost]
