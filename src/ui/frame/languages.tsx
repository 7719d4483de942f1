import { locales, type Translator } from '../../platform/i18n/catalogue.ts'
import type { FrameModel } from './frame-of.ts'

/** Languages by their own names, so that who reads no other finds theirs. */
const names = { id: 'Bahasa Indonesia', en: 'English' } as const

/** The languages in the menu. */
export const Languages = ({ t, frame }: { t: Translator; frame: FrameModel }) => (
  <ul class="languages" aria-label={t('ui.frame.language')}>
    {locales.map((locale) => (
      <li>
        <a
          href={frame.languageHref[locale]}
          lang={locale}
          hreflang={locale}
          aria-current={frame.locale === locale ? 'true' : undefined}
        >
          {names[locale]}
        </a>
      </li>
    ))}
  </ul>
)

/** Languages and the way in, in the bar itself. */
export const VisitorLinks = ({ t, frame }: { t: Translator; frame: FrameModel }) => (
  <ul class="visitor">
    {locales.map((locale) => (
      <li>
        <a
          href={frame.languageHref[locale]}
          lang={locale}
          hreflang={locale}
          aria-current={frame.locale === locale ? 'true' : undefined}
        >
          {locale.toUpperCase()}
          <span class="hidden-words"> {names[locale]}</span>
        </a>
      </li>
    ))}
    {frame.signInHref && (
      <li>
        <a href={frame.signInHref}>{t('ui.frame.signIn')}</a>
      </li>
    )}
  </ul>
)

/** Who is signed in, and the way out. */
export const Session = ({ t, name }: { t: Translator; name: string }) => (
  <form class="session" method="post" action="/in/out">
    <a href="/desk/account">{name}</a>
    <button type="submit">{t('ui.frame.signOut')}</button>
  </form>
)
