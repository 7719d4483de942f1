import { z } from 'zod'
import { checkForm } from '../../platform/http/form.ts'
import { SelectField, TextArea, TextField } from '../../ui/index.ts'
import { classesOf, classGroupsOf, type MeetingClass } from './classes-read-model.ts'
import { countOrNull, text, textOrNull } from './form-shapes.ts'
import { markOf } from './part-mark.ts'
import type { PartForm } from './part-pages.tsx'
import { venuesOf } from './places-read-model.ts'
import { addClasses, removeClass, saveClass } from './save-class.ts'
import { inLanguage, venueName } from './views/words.ts'

const shape = z.object({
  code: text,
  codes: text,
  venueId: text,
  group: text,
  topicId: text,
  topicEn: textOrNull,
  room: textOrNull,
  capacity: countOrNull,
  minimum: countOrNull,
  speakers: textOrNull,
})

/** New classes come several at once, with codes such as A1-A10; one that is there is changed alone. */
export const classForm: PartForm<MeetingClass> = {
  under: 'classes',
  isAddedHere: true,
  section: { label: 'meetings.tab.classes', under: 'classes' },
  words: {
    add: 'meetings.class.add',
    change: 'meetings.class.change',
    remove: 'meetings.class.remove',
    removes: 'meetings.class.removes',
  },
  nameOf: ({ code, topicId, topicEn }, t) => `${code} · ${inLanguage(t.locale, topicId, topicEn)}`,
  find: async (db, meeting, id) => (await classesOf(db, meeting)).find((one) => one.id === id),
  begin: (c) => ({ venueId: c.req.query('venue') ?? '', group: c.req.query('group') ?? '' }),
  typedOf: (one) => ({
    code: one.code,
    venueId: one.venueId,
    group: one.group,
    topicId: one.topicId,
    topicEn: one.topicEn ?? '',
    room: one.room ?? '',
    capacity: String(one.capacity),
    minimum: String(one.minimum),
    speakers: one.speakers ?? '',
  }),
  markOf,
  fields: async (c, { meeting, rights }, found) => {
    const { t, services } = c.var
    const venues = (await venuesOf(services.db, meeting))
      .filter(({ id }) => rights.may('meetings.change', id))
      .map((venue) => ({ value: venue.id, label: venueName(venue) }))
    const groups = (await classGroupsOf(services.db, meeting)).map(({ code, nameId, nameEn }) => ({
      value: code,
      label: inLanguage(t.locale, nameId, nameEn),
    }))
    return (state) => (
      <>
        {found ? (
          <TextField
            {...state}
            name="code"
            label={t('meetings.class.code')}
            required
            width="short"
            maxlength={10}
          />
        ) : (
          <TextField
            {...state}
            name="codes"
            label={t('meetings.class.codes')}
            hint={t('meetings.class.codesHint')}
            required
            maxlength={400}
          />
        )}
        <SelectField {...state} name="venueId" label={t('meetings.venue')} required options={venues} />
        <SelectField {...state} name="group" label={t('meetings.group')} required options={groups} />
        <TextField {...state} name="topicId" label={t('meetings.class.topicId')} required maxlength={300} />
        <TextField {...state} name="topicEn" label={t('meetings.class.topicEn')} maxlength={300} />
        <TextField {...state} name="room" label={t('meetings.class.room')} maxlength={120} width="medium" />
        <TextField
          {...state}
          name="capacity"
          label={t('meetings.class.capacity')}
          required
          width="short"
          inputmode="numeric"
          maxlength={7}
        />
        <TextField
          {...state}
          name="minimum"
          label={t('meetings.class.minimum')}
          hint={t('meetings.class.minimumHint')}
          width="short"
          inputmode="numeric"
          maxlength={7}
        />
        <TextArea
          {...state}
          name="speakers"
          label={t('meetings.class.speakers')}
          hint={t('meetings.class.speakersHint')}
          rows={3}
          maxlength={1000}
        />
      </>
    )
  },
  save: async (services, actor, meeting, typed, existing) => {
    const checked = checkForm(shape, typed)
    if (!checked.ok) return checked
    const { code, codes, ...input } = checked.value
    return existing
      ? saveClass(services, actor, meeting, { ...input, code }, { id: existing.part.id, mark: existing.mark })
      : addClasses(services, actor, meeting, { ...input, codes })
  },
  remove: removeClass,
}
