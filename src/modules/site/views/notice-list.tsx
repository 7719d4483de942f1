import { inLanguage, noticePath, noticeSummary, type PublicNotice } from '../../publications/index.ts'
import type { PageParts } from '../page-parts.ts'
import { inLocale, unitPath } from '../public-address.ts'
import { validityText } from '../validity-text.ts'
import { Example } from './example.tsx'

/** One notice in a list: title, its beginning, for how long it holds and on what it rests. */
const NoticeCard = ({ parts, notice }: { parts: PageParts; notice: PublicNotice }) => {
  const { t, locale, format, tree } = parts
  const owner = tree.byId(notice.workUnitId) ?? parts.unit
  return (
    <li class="card">
      <h3>
        <a href={inLocale(noticePath(owner.slug, notice.slug), locale)}>{inLanguage(notice.title, locale)}</a>{' '}
        <Example t={t} shown={notice.example} />
      </h3>
      <p>{noticeSummary(notice, locale, 150)}</p>
      <p class="small muted">
        {[
          owner.id === parts.unit.id ? null : t('site.notices.from', { unit: owner.name }),
          validityText(notice, parts),
          notice.source,
          notice.correctedAt &&
            t('site.notice.corrected', { date: format.day(dayOf(notice.correctedAt), 'short') }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** The notices that hold today: the unit's own first, then those from above. */
export const NoticeList = ({ parts, notices }: { parts: PageParts; notices: readonly PublicNotice[] }) => {
  const { t, unit, tree, locale } = parts
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">{t('site.notices.title')}</h2>
      {notices.length === 0 ? (
        <div class="card">
          <p>{t('site.notices.empty')}</p>
          <p class="muted">{t('site.notices.emptyHelp', { unit: unit.name })}</p>
          {unit.parentId !== null && (
            <p>
              <a href={inLocale(unitPath(tree.root), locale)}>{t('site.notices.national')}</a>
            </p>
          )}
        </div>
      ) : (
        <ul class="notices">
          {notices.map((notice) => (
            <NoticeCard parts={parts} notice={notice} />
          ))}
        </ul>
      )}
    </section>
  )
}
