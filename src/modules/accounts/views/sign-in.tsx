import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { Columns, Form, LinkButton, Section, TextField } from '../../../ui/index.ts'
import { PasskeyIsland } from './passkey-island.tsx'

export interface SignInProps {
  t: Translator
  next: string
  typed: Typed
  problems: readonly FieldProblem[]
  /** Name of the commission's identity provider, if there is one. */
  oidc: string | null
}

/** All ways to come in, the shortest first. */
export const SignIn = ({ t, next, typed, problems, oidc }: SignInProps) => (
  <Columns split="even">
    <div class="stack">
      <Section title={t('accounts.in.passkey.title')} lead={t('accounts.in.passkey.lead')}>
        <PasskeyIsland t={t} ceremony="sign-in" next={next} label={t('accounts.in.passkey.button')} />
      </Section>
      <Section title={t('accounts.in.totp.title')} lead={t('accounts.in.totp.lead')}>
        <Form t={t} action="/in" problems={problems} submit={t('accounts.in.button')} hidden={{ next }}>
          <TextField
            t={t}
            name="signInName"
            label={t('accounts.field.signInName')}
            autocomplete="username"
            required
            maxlength={80}
            typed={typed}
            problems={problems}
          />
          <TextField
            t={t}
            name="code"
            label={t('accounts.field.totpCode')}
            hint={t('accounts.in.totp.hint')}
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
      {oidc && (
        <Section title={t('accounts.in.oidc.title')} lead={t('accounts.in.oidc.lead')}>
          <LinkButton href={`/in/oidc?next=${encodeURIComponent(next)}`}>
            {t('accounts.in.oidc.button', { name: oidc })}
          </LinkButton>
        </Section>
      )}
    </div>
    <div class="stack">
      <Section title={t('accounts.in.code.title')} lead={t('accounts.in.code.lead')}>
        <Form t={t} action="/in/code" submit={t('accounts.in.code.button')}>
          <TextField
            t={t}
            name="invitation"
            label={t('accounts.field.invitation')}
            hint={t('accounts.in.code.hint')}
            autocomplete="off"
            required
            maxlength={40}
            typed={typed}
            problems={[]}
          />
        </Form>
      </Section>
      <Section title={t('accounts.in.help.title')}>
        <p>{t('accounts.in.help.text')}</p>
        <p>{t('accounts.in.help.owner')}</p>
      </Section>
    </div>
  </Columns>
)
