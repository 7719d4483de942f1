import type { Locale, Translator } from '../../../platform/i18n/catalogue.ts'
import { zoneName } from '../../../platform/i18n/formats.ts'
import type { Tone } from '../../../ui/index.ts'
import type { Division } from '../../directory/index.ts'
import type { MeetingClass, MeetingSession } from '../classes-read-model.ts'
import { type Venue, venueLetter } from '../places-read-model.ts'
import { timeIn } from '../session-times.ts'
import type { MeetingState } from '../tables.ts'

export const stateTone: Record<MeetingState, Tone> = { draft: 'neutral', open: 'good', closed: 'ink' }

/** Words kept in both languages, in the reader's; Indonesian where there is no English. */
export const inLanguage = (locale: Locale, id: string, en: string | null) =>
  locale === 'en' ? (en ?? id) : id

/** `08.00–12.00 WIB`. */
export function timeSpan(
  locale: Locale,
  zone: string,
  { startsAt, endsAt }: Pick<MeetingSession, 'startsAt' | 'endsAt'>,
) {
  const show = (at: Date) => (locale === 'id' ? timeIn(zone, at).replace(':', '.') : timeIn(zone, at))
  return `${show(startsAt)}–${show(endsAt)} ${zoneName(zone)}`
}

/** First and last day in words. */
export const dayRange = (locale: Locale, from: string, until: string) =>
  new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).formatRange(new Date(`${from}T00:00:00Z`), new Date(`${until}T00:00:00Z`))

/** Whom a venue is for: sides with their divisions. */
export function audienceWords(
  t: Translator,
  divisions: readonly Division[],
  { audience }: Pick<Venue, 'audience'>,
) {
  if (audience.length === 0) return t('meetings.venue.nobody')
  return audience
    .map(({ side, division }) => {
      const named = divisions.find(({ code }) => code === division)
      const words = named ? inLanguage(t.locale, named.nameId, named.nameEn) : division
      return division === ''
        ? t('meetings.venue.allOf', { side: t(`meetings.side.${side}`) })
        : t('meetings.venue.divisionOf', { side: t(`meetings.side.${side}`), division: words })
    })
    .join('; ')
}

export const venueName = (venue: Pick<Venue, 'rank' | 'name'>) => `${venueLetter(venue.rank)} · ${venue.name}`

/** Whom a session is for. */
export function sessionFor(
  t: Translator,
  session: Pick<MeetingSession, 'venueId' | 'classId'>,
  venues: readonly Venue[],
  classes: readonly MeetingClass[],
): string {
  const found = classes.find(({ id }) => id === session.classId)
  const venue = venues.find(({ id }) => id === session.venueId)
  if (found) {
    const topic = inLanguage(t.locale, found.topicId, found.topicEn)
    return t('meetings.session.forClass', { code: found.code, topic })
  }
  return venue ? t('meetings.session.forVenue', { venue: venueName(venue) }) : t('meetings.session.forAll')
}
