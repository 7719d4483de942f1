import type { RequestContext } from '../../../platform/http/route.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Notice as Message, Tag, type Tone } from '../../../ui/index.ts'
import type { Notice } from '../notice.ts'
import type { PublicationState } from '../tables.ts'

const tones: Record<PublicationState, Tone> = {
  draft: 'neutral',
  published: 'good',
  corrected: 'warn',
  withdrawn: 'bad',
}

/** The state of a notice. */
export const StateTag = ({ t, state }: { t: Translator; state: PublicationState }) => (
  <Tag tone={tones[state]}>{t(`publications.state.${state}`)}</Tag>
)

/** For how long a notice holds, in words. */
export function validityWords(
  { validFrom, validUntil }: Pick<Notice, 'validFrom' | 'validUntil'>,
  t: Translator,
  format: Formats,
): string {
  const day = (text: string) => format.day(text, 'short')
  if (validFrom && validUntil)
    return t('publications.validity.between', { from: day(validFrom), until: day(validUntil) })
  if (validFrom) return t('publications.validity.from', { from: day(validFrom) })
  if (validUntil) return t('publications.validity.until', { until: day(validUntil) })
  return t('publications.validity.open')
}

const done = ['created', 'edited', 'published', 'corrected', 'withdrawn'] as const

/** Says what has just been done, when the address carries it (`?done=published`). */
export function Done({ c }: { c: RequestContext }) {
  const key = done.find((one) => one === c.req.query('done'))
  return key ? <Message tone="good">{c.var.t(`publications.done.${key}`)}</Message> : null
}
