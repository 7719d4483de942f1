import { raw } from 'hono/html'
import { dayIn } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import {
  holdsOn,
  inLanguage,
  noticeHtml,
  noticePath,
  noticeSummary,
  type PublicNotice,
  publishedNotices,
} from '../publications/index.ts'
import type { PageParts } from './page-parts.ts'
import { inLocale, unitPath } from './public-address.ts'
import { validityText } from './validity-text.ts'
import { Document } from './views/document.tsx'
import { Example } from './views/example.tsx'
import { whatsappHref } from './whatsapp.ts'

/** What a reader must know before the text: corrected, not valid any more, not yet valid. */
const Standing = ({ parts, notice }: { parts: PageParts; notice: PublicNotice }) => {
  const { t, format, day, unit } = parts
  const date = (at: Date) => format.day(dayIn(unit.timeZone, at))
  return (
    <>
      {notice.correctedAt && (
        <div class="standing">
          <strong>{t('site.notice.corrected', { date: date(notice.correctedAt) })}</strong>
          <p>{notice.correctionNote}</p>
        </div>
      )}
      {!holdsOn(notice, day) && (
        <div class="standing bad">
          {notice.validUntil && notice.validUntil < day ? (
            <>
              <strong>{t('site.notice.over')}</strong>
              <p>{t('site.notice.overText', { until: format.day(notice.validUntil), unit: unit.name })}</p>
            </>
          ) : (
            <strong>{t('site.notice.notYet', { from: format.day(notice.validFrom ?? day) })}</strong>
          )}
        </div>
      )}
    </>
  )
}

/** One notice, for good at its address. */
export async function noticePage(db: Db, parts: PageParts, notice: PublicNotice): Promise<string> {
  const { unit, locale, t, format, day, publicUrl } = parts
  const title = inLanguage(notice.title, locale)
  const path = noticePath(unit.slug, notice.slug)
  const more = (await publishedNotices(db, { workUnitIds: [unit.id], day, limit: 4 })).filter(
    ({ id }) => id !== notice.id,
  )
  const published = format.day(dayIn(unit.timeZone, notice.publishedAt))
  const isForeign = locale === 'en' && notice.body.en === null
  return String(
    <Document
      parts={parts}
      title={title}
      path={path}
      sharing={{
        description: noticeSummary(notice, locale, 160),
        image: notice.image ? `/p/image/${notice.image.hash}/share` : `${path}/share.jpg`,
        imageAlt: notice.image ? inLanguage(notice.image.alt, locale) : title,
        type: 'article',
        published: notice.publishedAt,
        changed: notice.correctedAt,
      }}
      counted
      example={notice.example}
    >
      <article class="card notice">
        <p class="small muted">
          <a href={inLocale(unitPath(unit), locale)}>{unit.name}</a>
        </p>
        <h1 lang={isForeign ? 'id' : undefined}>
          {title} <Example t={t} shown={notice.example} />
        </h1>
        {isForeign && <p class="small muted">{t('site.notice.onlyIndonesian')}</p>}
        <Standing parts={parts} notice={notice} />
        {notice.image && (
          <img
            src={`/p/image/${notice.image.hash}/page`}
            alt={inLanguage(notice.image.alt, locale)}
            width={notice.image.width}
            height={notice.image.height}
            loading="lazy"
            decoding="async"
          />
        )}
        <div class="text" lang={isForeign ? 'id' : undefined}>
          {raw(noticeHtml(notice, locale))}
        </div>
        <dl class="small">
          <dt>{t('site.notice.validity')}</dt>
          <dd>{validityText(notice, parts)}</dd>
          <dt>{t('site.notice.source')}</dt>
          <dd>{notice.source}</dd>
          <dt>{t('site.notice.published')}</dt>
          <dd>{published}</dd>
        </dl>
        <a class="button" href={whatsappHref(title, publicUrl + inLocale(path, locale))}>
          {t('site.notice.share')}
        </a>
      </article>
      {more.length > 0 && (
        <section class="more" aria-labelledby="more">
          <h2 id="more">{t('site.notice.more', { unit: unit.name })}</h2>
          <ul>
            {more.slice(0, 3).map((other) => (
              <li>
                <a href={inLocale(noticePath(unit.slug, other.slug), locale)}>
                  {inLanguage(other.title, locale)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Document>,
  )
}

/** What stands at the address of a notice that was withdrawn: that, when, and why. */
export function withdrawnPage(parts: PageParts, notice: PublicNotice): string {
  const { t, format, unit, locale } = parts
  const date = format.day(dayIn(unit.timeZone, notice.withdrawnAt ?? notice.changedAt))
  return String(
    <Document
      parts={parts}
      title={t('site.withdrawn.title')}
      path={noticePath(unit.slug, notice.slug)}
      hidden
    >
      <div class="card notice">
        <p class="small muted">
          <a href={inLocale(unitPath(unit), locale)}>{unit.name}</a>
        </p>
        <h1>
          {t('site.withdrawn.title')} <Example t={t} shown={notice.example} />
        </h1>
        <div class="standing bad">
          <p>{t('site.withdrawn.text', { title: inLanguage(notice.title, locale), date })}</p>
        </div>
        <dl class="small">
          <dt>{t('site.withdrawn.reason')}</dt>
          <dd>{notice.withdrawalReason}</dd>
        </dl>
        <a class="button" href={inLocale(unitPath(unit), locale)}>
          {t('site.notice.more', { unit: unit.name })}
        </a>
      </div>
    </Document>,
  )
}

/** Nothing stands at this address. */
export const missingPage = (parts: PageParts, path: string): string =>
  String(
    <Document parts={parts} title={parts.t('site.missing.title')} path={path} hidden>
      <div class="card notice">
        <h1>{parts.t('site.missing.title')}</h1>
        <p>{parts.t('site.missing.text')}</p>
        <a class="button" href={inLocale(unitPath(parts.unit), parts.locale)}>
          {parts.unit.name}
        </a>
      </div>
    </Document>,
  )
