import { zoneName } from '../../../platform/i18n/formats.ts'
import { nameIn } from '../../elections/index.ts'
import type { CalendarView } from '../calendar-view.ts'
import { dayAndMonth, daysUntil, weekday } from '../days.ts'
import type { PageParts } from '../page-parts.ts'
import { inLocale, unitPath } from '../public-address.ts'
import { whatsappHref } from '../whatsapp.ts'
import { Example } from './example.tsx'

/** The one thing a voter must know: on which day, and how many days are left. */
export function Hero({ parts, calendar }: { parts: PageParts; calendar: CalendarView }) {
  const { t, locale, format, day, unit, publicUrl } = parts
  const { voting } = calendar
  if (!voting) {
    return (
      <div class="hero">
        <div class="wide">
          <p>{unit.name}</p>
          <h1 class="plain">{t('site.hero.none')}</h1>
          <p>{t('site.hero.noneText')}</p>
        </div>
      </div>
    )
  }
  const { on, election, isStage } = voting
  const opens = election.opensAt?.replace(':', locale === 'id' ? '.' : ':')
  const facts = [
    weekday(on, locale),
    opens &&
      (unit.level === 'national'
        ? t('site.hero.opens', { time: opens })
        : t('site.hero.opensZone', { time: opens, zone: zoneName(unit.timeZone) })),
  ].filter(Boolean)
  const url = publicUrl + inLocale(unitPath(unit), locale)
  return (
    <div class="hero">
      <div class="wide">
        <h1>
          <span>
            {t('site.hero.voting')} <Example t={t} shown={election.example} />
          </span>
          <strong>
            {dayAndMonth(on, locale)} <small>{on.slice(0, 4)}</small>
          </strong>
        </h1>
        <p class="left">{t('site.hero.days', { days: daysUntil(day, on) })}</p>
        <p>{facts.join(' · ')}</p>
        <p class="small">{nameIn(locale, election)}</p>
        <p class="links">
          {isStage && <a href={`/calendar/${election.id}.ics`}>{t('site.hero.calendar')}</a>}
          <a href={whatsappHref(t('site.hero.shareText', { date: format.weekday(on) }), url)}>
            {t('site.hero.share')}
          </a>
        </p>
      </div>
    </div>
  )
}
