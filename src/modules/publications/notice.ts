import type { Locale } from '../../platform/i18n/catalogue.ts'
import type { PublicationState } from './tables.ts'

/** Words in Indonesian and, where somebody wrote them, in English. */
export interface Words {
  id: string
  en: string | null
}

/** The words in a language; Indonesian where there is no English. */
export const inLanguage = (words: Words, locale: Locale): string =>
  locale === 'en' && words.en ? words.en : words.id

/** The picture of a notice; its bytes are at `/p/image/HASH/page` and `/p/image/HASH/share`. */
export interface NoticeImage {
  hash: string
  alt: Words
  /** Size of the variant shown in the page, in pixels. */
  width: number
  height: number
}

/** A notice as its writers see it, in any state. */
export interface Notice {
  workUnitId: string
  id: string
  /** Its last part of the address: `/kota-salatiga/p/SLUG`. */
  slug: string
  state: PublicationState
  electionId: string | null
  title: Words
  /** Markdown subset, as written. */
  body: Words
  image: NoticeImage | null
  /** First and last day for which it holds, both included; null is without bound. */
  validFrom: string | null
  validUntil: string | null
  /** Legal basis or source. */
  source: string | null
  /** Counts every change; a form that was opened on an older one is refused. */
  version: number
  correctionNote: string | null
  withdrawalReason: string | null
  changedAt: Date
  publishedAt: Date | null
  correctedAt: Date | null
  withdrawnAt: Date | null
  example: boolean
}

/** A notice that everybody may read, or could read until it was withdrawn. */
export interface PublicNotice extends Notice {
  state: Exclude<PublicationState, 'draft'>
  publishedAt: Date
}

/** Whether the notice may be read by everybody. */
export const isPublic = (notice: Pick<Notice, 'state'>) =>
  notice.state === 'published' || notice.state === 'corrected'

/** Whether the notice holds on a day (YYYY-MM-DD). */
export const holdsOn = (notice: Pick<Notice, 'validFrom' | 'validUntil'>, day: string) =>
  (notice.validFrom === null || notice.validFrom <= day) &&
  (notice.validUntil === null || day <= notice.validUntil)

/** The public address of a notice; `unitSlug` is null for the national office. */
export const noticePath = (unitSlug: string | null, slug: string) =>
  unitSlug === null ? `/p/${slug}` : `/${unitSlug}/p/${slug}`
