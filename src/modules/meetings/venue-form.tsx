import { z } from 'zod'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { CheckboxField, FieldGroup, TextArea, TextField } from '../../ui/index.ts'
import { type Division, divisionsOf } from '../directory/index.ts'
import { countOrNull, text, textOrNull } from './form-shapes.ts'
import { markOf } from './part-mark.ts'
import type { FieldState, PartForm } from './part-pages.tsx'
import { type Venue, venuesOf } from './places-read-model.ts'
import { audienceField, removeVenue, saveVenue, type VenueInput } from './save-venue.ts'
import { participantSides } from './tables.ts'
import { inLanguage, venueName } from './views/words.ts'

const shape = z.object({ name: text, address: textOrNull, capacity: countOrNull })

/** What was ticked; every division there is may stand in the name of a field. */
function audienceOf(typed: Typed): VenueInput['audience'] {
  return Object.keys(typed).flatMap((field) => {
    const side = participantSides.find((one) => field.startsWith(`for-${one}-`))
    if (!side) return []
    const division = field.slice(`for-${side}-`.length)
    return [{ side, division: division === 'all' ? '' : division }]
  })
}

export const venueForm: PartForm<Venue> = {
  under: 'venues',
  isAddedHere: true,
  section: { label: 'meetings.tab.venues', under: 'venues' },
  words: {
    add: 'meetings.venue.add',
    change: 'meetings.venue.change',
    remove: 'meetings.venue.remove',
    removes: 'meetings.venue.removes',
  },
  nameOf: (venue) => venueName(venue),
  find: async (db, meeting, id) => (await venuesOf(db, meeting)).find((venue) => venue.id === id),
  begin: () => ({}),
  typedOf: ({ name, address, capacity, audience }) => ({
    name,
    address: address ?? '',
    capacity: capacity === null ? '' : String(capacity),
    ...Object.fromEntries(audience.map((one) => [audienceField(one), 'on'])),
  }),
  markOf,
  fields: async (c) => {
    const divisions = await divisionsOf(c.var.services.db)
    return (state) => <VenueFields state={state} divisions={divisions} />
  },
  save: async (services, actor, meeting, typed, existing) => {
    const checked = checkForm(shape, typed)
    if (!checked.ok) return checked
    const input = { ...checked.value, audience: audienceOf(typed) }
    return saveVenue(
      services,
      actor,
      meeting,
      input,
      existing && { id: existing.part.id, mark: existing.mark },
    )
  },
  remove: removeVenue,
}

function VenueFields({ state, divisions }: { state: FieldState; divisions: readonly Division[] }) {
  const { t } = state
  return (
    <>
      <TextField {...state} name="name" label={t('meetings.venue.name')} required maxlength={200} />
      <TextArea {...state} name="address" label={t('meetings.address')} rows={2} maxlength={500} />
      <TextField
        {...state}
        name="capacity"
        label={t('meetings.venue.capacity')}
        hint={t('meetings.venue.capacityHint')}
        width="short"
        inputmode="numeric"
        maxlength={7}
      />
      {participantSides.map((side) => (
        <FieldGroup legend={t('meetings.venue.audienceOf', { side: t(`meetings.side.${side}`) })}>
          <CheckboxField
            {...state}
            name={audienceField({ side, division: '' })}
            label={t(side === 'guest' ? 'meetings.venue.guests' : 'meetings.venue.allOthers')}
          />
          {side !== 'guest' &&
            divisions.map(({ code, nameId, nameEn }) => (
              <CheckboxField
                {...state}
                name={audienceField({ side, division: code })}
                label={inLanguage(t.locale, nameId, nameEn)}
              />
            ))}
        </FieldGroup>
      ))}
    </>
  )
}
