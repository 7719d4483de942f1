import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Formats } from '../../platform/i18n/formats.ts'
import { baseName } from '../outreach/index.ts'
import { channelName } from '../publications/index.ts'
import type { PeopleFigure, ReachCell } from '../reach/index.ts'
import type { Denominator } from './denominators.ts'
import type { BaseRow, ChannelRow } from './overview.ts'

/** Language and numbers of the one who reads. */
export interface Reader {
  t: Translator
  format: Formats
  now: Date
}

/** People as words: a number, also of nobody, or `held back`. */
export function peopleWords({ t, format }: Reader, figure: PeopleFigure): string {
  if (figure.suppressed) return t('insights.suppressed')
  return format.number(figure.people ?? 0)
}

/** Hits where they are told, `held back`, or a dash where they are not kept by this cut. */
export function hitsWords({ t, format }: Reader, { allHits }: Pick<ReachCell, 'allHits'>): string {
  if (allHits === null) return '–'
  return allHits.hits === null ? t('insights.suppressed') : format.number(allHits.hits)
}

/** How exact a figure is: 19 of 20 estimates lie within two standard deviations. */
export function errorWords(reader: Reader, figure: PeopleFigure): string {
  const { t, format } = reader
  if (figure.people === null) return figure.suppressed ? t('insights.suppressed') : '–'
  return figure.relativeError === 0
    ? t('insights.error.none')
    : t('insights.error.within', { share: format.percent(2 * figure.relativeError, 1) })
}

/** `DPS, 23 Juni 2018`. */
export const listWords = ({ t, format }: Reader, { list, asOn }: Denominator): string =>
  t('insights.list', { list, day: format.day(asOn) })

/** How long ago the newest hit was committed: seconds and minutes while it is fresh, days after that, the day itself in the end. */
export function ageWords({ t, format, now }: Reader, asOf: Date | null): string {
  if (asOf === null) return t('insights.age.none')
  const seconds = Math.max(0, Math.round((now.getTime() - asOf.getTime()) / 1000))
  if (seconds < 60) return t('insights.age.seconds', { count: seconds })
  if (seconds < 3600) return t('insights.age.minutes', { count: Math.floor(seconds / 60) })
  if (seconds < 86_400) return t('insights.age.hours', { count: Math.floor(seconds / 3600) })
  const days = Math.floor(seconds / 86_400)
  return days < 60
    ? t('insights.age.days', { count: days })
    : t('insights.age.asOf', { day: format.day(asOf.toISOString().slice(0, 10), 'short') })
}

export const baseWords = ({ t }: Reader, { base }: Pick<BaseRow, 'base'>): string =>
  base ? baseName(base, t.locale) : t('insights.noLink')

export const channelWords = ({ t }: Reader, { channel }: Pick<ChannelRow, 'channel'>): string =>
  channel ? channelName(channel, t.locale) : t('insights.noLink')

/** A share that keeps its meaning when it is small: 57 %, 5,7 %, 0,57 %, 0,057 %. */
export const shareWords = ({ format }: Reader, share: number | null): string =>
  share === null ? '–' : format.share(share)

/** A large number for a small place, to `digits` significant digits: `12,3 rb`, `1,18 jt`. */
export const compactNumber = ({ format }: Reader, value: number, digits = 3): string =>
  format.number(value, { notation: 'compact', maximumSignificantDigits: digits })

const leftOutReasons = ['preview', 'prefetch', 'bot', 'head', 'repeat', 'scanner', 'staff', 'flood'] as const

const isReason = (text: string): text is (typeof leftOutReasons)[number] =>
  leftOutReasons.some((reason) => reason === text)

/** Why requests were left out, as words. */
export const leftOutWords = ({ t }: Reader, reason: string): string =>
  isReason(reason) ? t(`insights.leftOut.${reason}`) : reason
