import type { Locale } from '../../platform/i18n/catalogue.ts'
import { markdownToHtml, markdownToText } from './markdown.ts'
import { inLanguage, type Notice } from './notice.ts'

/** The text of a notice as HTML that is safe to print as it is; Indonesian where there is no English. */
export const noticeHtml = (notice: Pick<Notice, 'body'>, locale: Locale) =>
  markdownToHtml(inLanguage(notice.body, locale))

/** The beginning of a notice in plain words, at most `limit` signs; for lists and link previews. */
export const noticeSummary = (notice: Pick<Notice, 'body'>, locale: Locale, limit: number) =>
  markdownToText(inLanguage(notice.body, locale), limit)
