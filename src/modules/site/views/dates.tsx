import { nameIn } from '../../elections/index.ts'
import type { CalendarView } from '../calendar-view.ts'
import { dayRange } from '../days.ts'
import type { PageParts } from '../page-parts.ts'
import { Example } from './example.tsx'

/** What comes next in the calendar, the soonest first. */
export const Dates = ({ parts, calendar }: { parts: PageParts; calendar: CalendarView }) => (
  <section class="card" aria-labelledby="dates">
    <h2 id="dates">
      {parts.t('site.dates.title')} <Example t={parts.t} shown={calendar.example} />
    </h2>
    {calendar.dates.length === 0 ? (
      <p class="muted">{parts.t('site.dates.empty')}</p>
    ) : (
      <ul class="dates">
        {calendar.dates.map((stage) => (
          <li>
            <strong>{nameIn(parts.locale, stage)}</strong>
            <span class="muted">{dayRange(stage.from, stage.until, parts.locale)}</span>
            {stage.from <= parts.day && <span class="tag now">{parts.t('site.dates.now')}</span>}
          </li>
        ))}
      </ul>
    )}
  </section>
)
