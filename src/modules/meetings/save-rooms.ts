import type { Actor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { conflict, forbidden, inMeeting, invalid, missing, unlessReferred } from './in-meeting.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { markOf } from './part-mark.ts'
import { type HotelRoom, hotelRoomsOf, hotelsOf } from './places-read-model.ts'
import { addRooms, changeRoom, deletePlace } from './places-store.ts'
import { roomsOfLines } from './room-lines.ts'

/** As many rooms as are added at once. */
const most = 2000

/** Adds the rooms of all lines to a hotel, or none. Refuses lines it cannot read and numbers the hotel has. */
export const addHotelRooms = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { hotelId, lines }: { hotelId: string; lines: string },
): Promise<Result<number>> =>
  inMeeting(services, actor, key, async ({ tx, rights, at, leave }) => {
    const hotel = (await hotelsOf(tx, key)).find(({ id }) => id === hotelId)
    if (!hotel) return missing
    if (!rights.may('meetings.change', hotel.venueId)) return forbidden
    const { rooms, wrong } = roomsOfLines(lines)
    const refused = (problem: string, params?: Record<string, string | number>) =>
      invalid([{ field: 'lines', key: problem, params }])
    const [first] = wrong
    if (first) return refused(first.key, { line: first.line, room: first.room ?? '' })
    if (rooms.length === 0) return refused('meetings.refusal.required')
    if (rooms.length > most) return refused('meetings.refusal.tooManyRooms', { most })
    const numbers = new Set(
      (await hotelRoomsOf(tx, key)).filter((room) => room.hotelId === hotelId).map(({ number }) => number),
    )
    const there = rooms.find(({ number }) => numbers.has(number))
    if (there) return refused('meetings.refusal.roomThere', { room: there.number })
    await addRooms(
      tx,
      rooms.map((room) => ({
        work_unit_id: key.workUnitId,
        meeting_id: key.id,
        id: newId(at.getTime()),
        hotel_id: hotelId,
        ...room,
      })),
    )
    await leave({ action: 'meetings.add-rooms', subject: `hotel ${hotelId}`, after: { rooms: rooms.length } })
    return ok(rooms.length)
  })

export interface RoomInput {
  number: string
  beds: number | null
  accessible: boolean
}

/** Changes one room. Refuses a number the hotel has, beds that are none, and a form older than the room. */
export const saveRoom = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: RoomInput,
  { id, mark }: { id: string; mark: string },
): Promise<Result<HotelRoom>> =>
  inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
    const rooms = await hotelRoomsOf(tx, key)
    const before = rooms.find((room) => room.id === id)
    const hotel = (await hotelsOf(tx, key)).find((one) => one.id === before?.hotelId)
    if (!before || !hotel) return missing
    if (!rights.may('meetings.change', hotel.venueId)) return forbidden
    if (markOf(before) !== mark) return conflict('meetings.refusal.outdated')
    const { number, beds, accessible } = input
    if (number === '') return invalid([{ field: 'number', key: 'meetings.refusal.required' }])
    const isTaken = rooms.some(
      (room) => room.id !== id && room.hotelId === before.hotelId && room.number === number,
    )
    if (isTaken)
      return invalid([{ field: 'number', key: 'meetings.refusal.roomThere', params: { room: number } }])
    if (beds === null || beds < 1 || beds > 20) {
      return invalid([{ field: 'beds', key: 'meetings.refusal.beds' }])
    }
    const after = { ...before, number, beds, accessible }
    await changeRoom(tx, {
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id,
      hotel_id: before.hotelId,
      number,
      beds,
      accessible,
    })
    await leave({ action: 'meetings.save-room', subject: `room ${id}`, before, after })
    return ok(after)
  })

/** Takes a room out. Refuses while somebody is placed in it. */
export const removeRoom = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<HotelRoom>> =>
  unlessReferred(
    inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
      const before = (await hotelRoomsOf(tx, key)).find((room) => room.id === id)
      const hotel = (await hotelsOf(tx, key)).find((one) => one.id === before?.hotelId)
      if (!before || !hotel) return missing
      if (!rights.may('meetings.change', hotel.venueId)) return forbidden
      await deletePlace(tx, 'hotel_room', key, id)
      await leave({ action: 'meetings.remove-room', subject: `room ${id}`, before })
      return ok(before)
    }),
  )
