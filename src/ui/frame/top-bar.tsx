import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { FrameModel } from './frame-of.ts'
import { Languages, Session, VisitorLinks } from './languages.tsx'
import { Logo } from './logo.tsx'

interface BarProps {
  t: Translator
  frame: FrameModel
}

/** The bar above every desk page; bare, with languages and the way in, for who is not signed in. */
export const TopBar = ({ t, frame }: BarProps) => (
  <header class="bar-top">
    <a class="mark" href={frame.homeHref}>
      <Logo />
      <span class="mark-name">Jangkau</span>
    </a>
    {frame.name === null ? (
      <VisitorLinks t={t} frame={frame} />
    ) : (
      <>
        <NavLinks t={t} frame={frame} place="wide" />
        <UnitSwitcher t={t} frame={frame} />
        <details class="menu">
          <summary>{t('ui.frame.menu')}</summary>
          <div class="menu-panel">
            <NavLinks t={t} frame={frame} place="menu" />
            <Languages t={t} frame={frame} />
            <Session t={t} name={frame.name} />
          </div>
        </details>
      </>
    )}
  </header>
)

/** The same links twice; the style sheet shows the row on a wide screen and the list in the menu on others. */
const NavLinks = ({ t, frame, place }: BarProps & { place: 'wide' | 'menu' }) => (
  <nav class={`nav-${place}`} aria-label={t('ui.frame.navigation')}>
    {frame.nav.map(({ label, href, current }) => (
      <a href={href} aria-current={current ? 'page' : undefined}>
        {label}
      </a>
    ))}
  </nav>
)

/** Own units first; all others are found on the page of units. */
const UnitSwitcher = ({ t, frame }: BarProps) => (
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
      {frame.maySearch && (
        <>
          <li>
            <a href="/desk/units">{t('ui.frame.all')}</a>
          </li>
          <li>
            <a href="/desk/search">{t('ui.frame.search')}</a>
          </li>
        </>
      )}
    </ul>
  </details>
)
