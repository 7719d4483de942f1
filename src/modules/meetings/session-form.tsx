import { z } from 'zod'
import { dayAfter, dayIn } from '../../platform/clock.ts'
import { checkForm } from '../../platform/http/form.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import { RadioGroup, SelectField, TextField } from '../../ui/index.ts'
import { classesOf, classGroupsOf, type MeetingSession, sessionsOf } from './classes-read-model.ts'
import { text, textOrNull } from './form-shapes.ts'
import type { Meeting } from './meetings-read-model.ts'
import { markOf } from './part-mark.ts'
import type { PartForm } from './part-pages.tsx'
import { venuesOf } from './places-read-model.ts'
import { removeSession, saveSession } from './save-session.ts'
import { timeIn } from './session-times.ts'
import { inLanguage, venueName } from './views/words.ts'

const shape = z.object({ whom: text, titleId: text, titleEn: textOrNull, day: text, from: text, until: text })

/** Every day of a meeting. */
const daysOf = ({ startsOn, endsOn }: Meeting): string[] => {
  const days: string[] = []
  for (let day = startsOn; day <= endsOn; day = dayAfter(day, 1)) days.push(day)
  return days
}

export const sessionForm: PartForm<MeetingSession> = {
  under: 'sessions',
  isAddedHere: true,
  section: { label: 'meetings.tab.agenda', under: 'agenda' },
  words: {
    add: 'meetings.session.add',
    change: 'meetings.session.change',
    remove: 'meetings.session.remove',
    removes: 'meetings.session.removes',
  },
  nameOf: ({ titleId, titleEn }, t) => inLanguage(t.locale, titleId, titleEn),
  find: async (db, meeting, id) => (await sessionsOf(db, meeting)).find((session) => session.id === id),
  begin: (c, { meeting }) => ({
    whom: c.req.query('class') ? `class:${c.req.query('class')}` : 'meeting',
    day: c.req.query('day') ?? meeting.startsOn,
  }),
  typedOf: ({ venueId, classId, titleId, titleEn, startsAt, endsAt }, { timeZone }) => ({
    whom: classId ? `class:${classId}` : venueId ? `venue:${venueId}` : 'meeting',
    titleId,
    titleEn: titleEn ?? '',
    day: dayIn(timeZone, startsAt),
    from: timeIn(timeZone, startsAt),
    until: timeIn(timeZone, endsAt),
  }),
  markOf,
  fields: async (c, { meeting, rights }, session) => {
    const { t, format, services } = c.var
    const { db } = services
    const mayAt = (venueId: string | null) => rights.may('meetings.change', venueId)
    const venues = (await venuesOf(db, meeting)).filter(({ id }) => mayAt(id))
    const classes = (await classesOf(db, meeting)).filter(({ venueId }) => mayAt(venueId))
    const groups = session || !mayAt(null) ? [] : await classGroupsOf(db, meeting)
    const options = [
      ...(mayAt(null) ? [{ value: 'meeting', label: t('meetings.session.forAll') }] : []),
      ...venues.map((venue) => ({
        value: `venue:${venue.id}`,
        label: t('meetings.session.forVenue', { venue: venueName(venue) }),
      })),
      ...groups
        .filter(({ code }) => classes.some(({ group }) => group === code))
        .map(({ code, nameId, nameEn }) => ({
          value: `group:${code}`,
          label: t('meetings.session.forGroup', { group: inLanguage(t.locale, nameId, nameEn) }),
        })),
      ...classes.map(({ id, code, topicId, topicEn }) => ({
        value: `class:${id}`,
        label: t('meetings.session.forClass', { code, topic: inLanguage(t.locale, topicId, topicEn) }),
      })),
    ]
    const days = daysOf(meeting).map((value) => ({ value, label: format.weekday(value) }))
    const hint = t('meetings.session.timeHint', { zone: zoneName(meeting.timeZone) })
    return (state) => (
      <>
        <TextField {...state} name="titleId" label={t('meetings.session.titleId')} required maxlength={200} />
        <TextField {...state} name="titleEn" label={t('meetings.session.titleEn')} maxlength={200} />
        <SelectField {...state} name="whom" label={t('meetings.session.whom')} required options={options} />
        {days.length <= 5 ? (
          <RadioGroup {...state} name="day" label={t('meetings.session.day')} required options={days} />
        ) : (
          <SelectField {...state} name="day" label={t('meetings.session.day')} required options={days} />
        )}
        <TextField
          {...state}
          name="from"
          label={t('meetings.session.from')}
          hint={hint}
          required
          width="short"
          maxlength={5}
        />
        <TextField
          {...state}
          name="until"
          label={t('meetings.session.until')}
          hint={hint}
          required
          width="short"
          maxlength={5}
        />
      </>
    )
  },
  save: async (services, actor, meeting, typed, existing) => {
    const checked = checkForm(shape, typed)
    if (!checked.ok) return checked
    return saveSession(
      services,
      actor,
      meeting,
      checked.value,
      existing && { id: existing.part.id, mark: existing.mark },
    )
  },
  remove: removeSession,
}
