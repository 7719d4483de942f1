import type { Child } from 'hono/jsx'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { assetHref } from '../../../ui/index.ts'

/** The script of the island; goes into the document's head. */
export const PasskeyScript = () => <script type="module" src={assetHref('passkey.js')} />

/**
 * The button of a passkey ceremony. Passkeys live in the browser, so this is one of the few things that need its
 * script; without it a sentence says so and names the other ways. `children` (a field for a name) show with it.
 */
export const PasskeyIsland = (props: {
  t: Translator
  ceremony: 'sign-in' | 'register'
  /** Where to go on after it worked. */
  next: string
  label: string
  children?: Child
}) => {
  const { t, ceremony, next, label, children } = props
  return (
    <div class="form stack" data-passkey={ceremony} data-next={next}>
      <p data-passkey-without>{t('accounts.passkey.without')}</p>
      <p class="problem" role="alert" data-passkey-failed="failed" hidden>
        {t(ceremony === 'register' ? 'accounts.passkey.registerFailed' : 'accounts.passkey.signInFailed')}
      </p>
      <p class="problem" role="alert" data-passkey-failed="unsupported" hidden>
        {t('accounts.passkey.unsupported')}
      </p>
      <p class="problem" role="alert" data-passkey-failed="stale" hidden>
        {t('accounts.passkey.stale')}
      </p>
      {children && (
        <div data-passkey-with hidden>
          {children}
        </div>
      )}
      <div class="actions">
        <button class="button button-main" type="button" hidden>
          {label}
        </button>
      </div>
    </div>
  )
}
