import type { PublicNotice } from '../publications/index.ts'
import type { PageParts } from './page-parts.ts'

/** For how long a notice holds, in words. */
export function validityText(
  { validFrom, validUntil }: Pick<PublicNotice, 'validFrom' | 'validUntil'>,
  { t, format }: Pick<PageParts, 't' | 'format'>,
): string {
  const day = (text: string) => format.day(text, 'short')
  if (validFrom && validUntil)
    return t('site.notice.between', { from: day(validFrom), until: day(validUntil) })
  if (validFrom) return t('site.notice.fromDay', { from: day(validFrom) })
  if (validUntil) return t('site.notice.untilDay', { until: day(validUntil) })
  return t('site.notice.always')
}
