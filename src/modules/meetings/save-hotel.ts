import type { Actor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { conflict, forbidden, inMeeting, invalid, missing, unlessReferred } from './in-meeting.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { markOf } from './part-mark.ts'
import { type Hotel, hotelsOf, venuesOf } from './places-read-model.ts'
import { deletePlace, putHotel } from './places-store.ts'

export interface HotelInput {
  venueId: string
  name: string
  address: string | null
}

/** What a form about a hotel is judged by: its words, not its rooms, which are added beside it. */
export const hotelMark = ({ venueId, name, address }: HotelInput) => markOf([venueId, name, address])

/** Adds a hotel to a venue, or changes the one named. Refuses a name the meeting has, and a form older than the hotel. */
export const saveHotel = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: HotelInput,
  existing: { id: string; mark: string } | null,
): Promise<Result<{ id: string }>> =>
  inMeeting(services, actor, key, async ({ tx, rights, at, leave }) => {
    const hotels = await hotelsOf(tx, key)
    const before = hotels.find(({ id }) => id === existing?.id)
    if (existing && !before) return missing
    if (before && !rights.may('meetings.change', before.venueId)) return forbidden
    if (existing && before && hotelMark(before) !== existing.mark)
      return conflict('meetings.refusal.outdated')
    if (!(await venuesOf(tx, key)).some(({ id }) => id === input.venueId)) {
      return invalid([{ field: 'venueId', key: 'meetings.refusal.choose' }])
    }
    if (!rights.may('meetings.change', input.venueId)) return forbidden
    if (input.name === '') return invalid([{ field: 'name', key: 'meetings.refusal.required' }])
    const isTaken = hotels.some(
      ({ id, name }) => id !== before?.id && name.toLowerCase() === input.name.toLowerCase(),
    )
    if (isTaken) return invalid([{ field: 'name', key: 'meetings.refusal.nameTaken' }])
    const id = before?.id ?? newId(at.getTime())
    await putHotel(tx, {
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id,
      venue_id: input.venueId,
      name: input.name,
      address: input.address,
    })
    await leave({ action: 'meetings.save-hotel', subject: `hotel ${id}`, before, after: input })
    return ok({ id })
  })

/** Takes a hotel out with its rooms. Refuses while people are placed in it. */
export const removeHotel = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<Hotel>> =>
  unlessReferred(
    inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
      const before = (await hotelsOf(tx, key)).find((hotel) => hotel.id === id)
      if (!before) return missing
      if (!rights.may('meetings.change', before.venueId)) return forbidden
      await deletePlace(tx, 'hotel', key, id)
      await leave({ action: 'meetings.remove-hotel', subject: `hotel ${id}`, before })
      return ok(before)
    }),
  )
