import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Tag, type Tone } from '../../../ui/index.ts'
import type { BaseTerms } from '../effective-base.ts'

/** What views are given to speak with. */
export interface Speech {
  t: Translator
  format: Formats
}

const tones: Record<'none' | 'open' | 'closed', Tone> = { none: 'bad', open: 'good', closed: 'neutral' }

/** Whether a unit has a programme, and whether its days still run. */
export function StateTag({
  t,
  state,
  endsOn,
  today,
}: {
  t: Translator
  state: 'none' | 'open' | 'closed'
  endsOn?: string
  today?: string
}) {
  if (state === 'open' && endsOn !== undefined && today !== undefined && endsOn < today) {
    return <Tag tone="warn">{t('outreach.state.over')}</Tag>
  }
  return <Tag tone={tones[state]}>{t(`outreach.state.${state}`)}</Tag>
}

/** The age of the voters addressed as words. */
export function ageWords(
  t: Translator,
  { ageFrom, ageUntil }: Pick<BaseTerms, 'ageFrom' | 'ageUntil'>,
): string {
  if (ageFrom !== null && ageUntil !== null)
    return t('outreach.age.between', { from: ageFrom, until: ageUntil })
  if (ageFrom !== null) return t('outreach.age.from', { from: ageFrom })
  if (ageUntil !== null) return t('outreach.age.until', { until: ageUntil })
  return t('outreach.age.any')
}

/** How old a volunteer may be, as words. */
export const volunteerAgeWords = (
  t: Translator,
  { volunteerAgeUntil: until }: Pick<BaseTerms, 'volunteerAgeUntil'>,
) => (until === null ? t('outreach.age.any') : t('outreach.age.until', { until }))
