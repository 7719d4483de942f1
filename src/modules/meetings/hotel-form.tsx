import { z } from 'zod'
import { checkForm } from '../../platform/http/form.ts'
import { CheckboxField, SelectField, TextArea, TextField } from '../../ui/index.ts'
import { countOrNull, text, textOrNull, ticked } from './form-shapes.ts'
import { markOf } from './part-mark.ts'
import type { PartForm } from './part-pages.tsx'
import { type Hotel, type HotelRoom, hotelRoomsOf, hotelsOf, venuesOf } from './places-read-model.ts'
import { hotelMark, removeHotel, saveHotel } from './save-hotel.ts'
import { removeRoom, saveRoom } from './save-rooms.ts'
import { venueName } from './views/words.ts'

const hotelShape = z.object({ venueId: text, name: text, address: textOrNull })

export const hotelForm: PartForm<Hotel> = {
  under: 'hotels',
  isAddedHere: true,
  section: { label: 'meetings.tab.venues', under: 'venues' },
  words: {
    add: 'meetings.hotel.add',
    change: 'meetings.hotel.change',
    remove: 'meetings.hotel.remove',
    removes: 'meetings.hotel.removes',
  },
  nameOf: ({ name }) => name,
  find: async (db, meeting, id) => (await hotelsOf(db, meeting)).find((hotel) => hotel.id === id),
  begin: (c) => ({ venueId: c.req.query('venue') ?? '' }),
  typedOf: ({ venueId, name, address }) => ({ venueId, name, address: address ?? '' }),
  markOf: hotelMark,
  fields: async (c, { meeting, rights }) => {
    const venues = await venuesOf(c.var.services.db, meeting)
    const options = venues
      .filter(({ id }) => rights.may('meetings.change', id))
      .map((venue) => ({ value: venue.id, label: venueName(venue) }))
    return (state) => (
      <>
        <SelectField {...state} name="venueId" label={state.t('meetings.venue')} required options={options} />
        <TextField {...state} name="name" label={state.t('meetings.hotel.name')} required maxlength={200} />
        <TextArea {...state} name="address" label={state.t('meetings.address')} rows={2} maxlength={500} />
      </>
    )
  },
  save: async (services, actor, meeting, typed, existing) => {
    const checked = checkForm(hotelShape, typed)
    if (!checked.ok) return checked
    return saveHotel(
      services,
      actor,
      meeting,
      checked.value,
      existing && { id: existing.part.id, mark: existing.mark },
    )
  },
  remove: removeHotel,
}

const roomShape = z.object({ number: text, beds: countOrNull, accessible: ticked })

/** Rooms are changed here one by one; they are added in bulk. */
export const roomForm: PartForm<HotelRoom> = {
  under: 'rooms',
  isAddedHere: false,
  section: { label: 'meetings.tab.venues', under: 'venues' },
  words: {
    add: 'meetings.room.change',
    change: 'meetings.room.change',
    remove: 'meetings.room.remove',
    removes: 'meetings.room.removes',
  },
  nameOf: ({ number }, t) => t('meetings.room.named', { number }),
  find: async (db, meeting, id) => (await hotelRoomsOf(db, meeting)).find((room) => room.id === id),
  begin: () => ({}),
  typedOf: ({ number, beds, accessible }) => ({
    number,
    beds: String(beds),
    ...(accessible ? { accessible: 'on' } : {}),
  }),
  markOf,
  fields: async () => (state) => (
    <>
      <TextField
        {...state}
        name="number"
        label={state.t('meetings.room.number')}
        required
        width="short"
        maxlength={20}
      />
      <TextField
        {...state}
        name="beds"
        label={state.t('meetings.room.beds')}
        required
        width="short"
        inputmode="numeric"
        maxlength={2}
      />
      <CheckboxField {...state} name="accessible" label={state.t('meetings.room.accessible')} />
    </>
  ),
  save: async (services, actor, meeting, typed, existing) => {
    const checked = checkForm(roomShape, typed)
    if (!checked.ok) return checked
    if (!existing) throw new Error('Rooms are added in bulk.')
    return saveRoom(services, actor, meeting, checked.value, { id: existing.part.id, mark: existing.mark })
  },
  remove: removeRoom,
}
