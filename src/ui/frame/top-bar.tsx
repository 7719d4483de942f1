import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { FrameModel } from './frame-of.ts'
import { Logo } from './logo.tsx'

/** The bar above every desk page. */
export const TopBar = ({ t, frame }: { t: Translator; frame: FrameModel }) => (
  <>
    <a class="skip" href="#content">
      {t('ui.frame.skip')}
    </a>
    <header class="bar-top">
      <a class="mark" href={frame.name ? '/desk' : '/'}>
        <Logo /> Jangkau
      </a>
      {frame.name !== null && (
        <>
          <NavLinks t={t} frame={frame} place="wide" />
          <UnitSwitcher t={t} frame={frame} />
        </>
      )}
      <details class="menu">
        <summary>{t('ui.frame.menu')}</summary>
        <div class="menu-panel">
          {frame.name !== null && <NavLinks t={t} frame={frame} place="menu" />}
          <Languages t={t} frame={frame} />
          <Session t={t} frame={frame} />
        </div>
      </details>
    </header>
  </>
)

const NavLinks = ({ t, frame, place }: { t: Translator; frame: FrameModel; place: 'wide' | 'menu' }) => (
  <nav class={`nav nav-${place}`} aria-label={t('ui.frame.navigation')}>
    {frame.nav.map(({ label, href, current }) => (
      <a href={href} aria-current={current ? 'page' : undefined}>
        {label}
      </a>
    ))}
  </nav>
)

/** Own units first; all others are found on the page of units. */
const UnitSwitcher = ({ t, frame }: { t: Translator; frame: FrameModel }) => (
  <details class="units">
    <summary>
      <span class="hidden-words">{t('ui.frame.unit')}: </span>
      <span class="units-name">{frame.unit ?? t('ui.frame.unit')}</span>
    </summary>
    <ul class="units-panel">
      {frame.units.map(({ label, href, current }) => (
        <li>
          <a href={href} aria-current={current ? 'true' : undefined}>
            {label}
          </a>
        </li>
      ))}
      <li>
        <a href="/desk/units">{t('ui.frame.all')}</a>
      </li>
    </ul>
  </details>
)

const languages = { id: 'Bahasa Indonesia', en: 'English' } as const

const Languages = ({ t, frame }: { t: Translator; frame: FrameModel }) => (
  <ul class="languages" aria-label={t('ui.frame.language')}>
    {(['id', 'en'] as const).map((locale) => (
      <li>
        <a
          href={frame.languageHref[locale]}
          lang={locale}
          hreflang={locale}
          aria-current={frame.locale === locale ? 'true' : undefined}
        >
          {languages[locale]}
        </a>
      </li>
    ))}
  </ul>
)

const Session = ({ t, frame }: { t: Translator; frame: FrameModel }) =>
  frame.name === null ? (
    <a class="session" href={frame.signInHref}>
      {t('ui.frame.signIn')}
    </a>
  ) : (
    <form class="session" method="post" action="/in/out">
      <span>{frame.name}</span>
      <button type="submit">{t('ui.frame.signOut')}</button>
    </form>
  )
