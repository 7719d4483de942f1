import { inLanguage, noticeHtml, noticePath, type PublicNotice } from '../publications/index.ts'
import type { PageParts } from './page-parts.ts'
import { below, inLocale, unitPath } from './public-address.ts'

/** Text as XML takes it; control characters that XML cannot write are left out. */
export const xml = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Notices of a unit that hold today as RSS 2.0 (rssboard.org/rss-specification), the newest first. */
export function feed(parts: PageParts, notices: readonly PublicNotice[]): string {
  const { unit, locale, publicUrl, t } = parts
  const address = (path: string) => xml(publicUrl + inLocale(path, locale))
  const changed = (notice: PublicNotice) => notice.correctedAt ?? notice.publishedAt
  const items = notices
    .toSorted((a, b) => changed(b).getTime() - changed(a).getTime())
    .map((notice) => {
      const link = address(noticePath(unit.slug, notice.slug))
      return `<item><title>${xml(inLanguage(notice.title, locale))}</title><link>${link}</link><guid isPermaLink="false">${notice.id}</guid><pubDate>${changed(notice).toUTCString()}</pubDate><description>${xml(noticeHtml(notice, locale))}</description></item>`
    })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(unit.name)}</title><link>${address(unitPath(unit))}</link><atom:link href="${address(below(unit, 'rss.xml'))}" rel="self" type="application/rss+xml"/><description>${xml(t('site.description', { unit: unit.name }))}</description><language>${locale}</language>${items.join('')}</channel></rss>
`
}
