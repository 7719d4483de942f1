import type { Actor } from '../../platform/access.ts'
import { ok, type Refusal, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type HotelRoom, hotelRoomsOf, hotelsOf, type MeetingKey } from '../meetings/index.ts'
import type { Participant } from '../participants/index.ts'
import { comingTo } from './gather.ts'
import { conflict, forbidden, inSeating, missing, type Turn } from './in-seating.ts'
import { roomPlacesOf } from './places-read-model.ts'
import { putRoomPlace } from './seating-store.ts'

/** Why somebody cannot sleep in a room; null when nothing speaks against it. */
export function refusalOfBed(
  person: Participant,
  room: HotelRoom & { venueId: string },
  sleeping: readonly Participant[],
): Pick<Refusal, 'key' | 'params'> | null {
  const of = { person: person.name, room: room.number }
  if (person.venueId !== room.venueId) return { key: 'seating.refusal.otherHotel', params: of }
  if (sleeping.length >= room.beds)
    return { key: 'seating.refusal.bedsTaken', params: { ...of, beds: room.beds } }
  if (person.needsAccessible && !room.accessible) return { key: 'seating.refusal.steps', params: of }
  if (sleeping.length === 0) return null
  if (person.gender === null || sleeping.some(({ gender }) => gender === null))
    return { key: 'seating.refusal.genderUnknown', params: of }
  if (sleeping.some(({ gender }) => gender !== person.gender))
    return { key: 'seating.refusal.mixed', params: of }
  return null
}

export interface HandBed {
  participantId: string
  /** Null takes the bed away. */
  roomId: string | null
  isLocked: boolean
}

/**
 * Gives somebody a bed by hand, and locks or unlocks it. Refuses a room that is full, of another venue, with steps for
 * somebody who needs none, and one in which women and men would mix.
 */
export const sleepByHand = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { participantId, roomId, isLocked }: HandBed,
): Promise<Result<null>> =>
  inSeating(services, actor, key, (turn) => sleepIn(turn, key, { participantId, roomId, isLocked }), {
    oneVenue: true,
  })

async function sleepIn(
  { tx, at, leave, mayChangeAt }: Turn,
  key: MeetingKey,
  { participantId, roomId, isLocked }: HandBed,
): Promise<Result<null>> {
  const people = new Map((await comingTo(tx, key)).map((one) => [one.id, one]))
  const person = people.get(participantId)
  const room = (await hotelRoomsOf(tx, key)).find(({ id }) => id === roomId)
  if (!person || (roomId !== null && !room)) return missing
  if (!mayChangeAt(person.venueId)) return forbidden
  const places = await roomPlacesOf(tx, key)
  const before = places.find((place) => place.participantId === participantId)
  if (room && before?.roomId !== room.id) {
    const venueId = (await hotelsOf(tx, key)).find(({ id }) => id === room.hotelId)?.venueId ?? ''
    const sleeping = places.flatMap((place) =>
      place.roomId === room.id && place.participantId !== participantId
        ? (people.get(place.participantId) ?? [])
        : [],
    )
    const refusal = refusalOfBed(person, { ...room, venueId }, sleeping)
    if (refusal) return conflict(refusal.key, refusal.params)
  }
  await putRoomPlace(tx, key, {
    participant_id: participantId,
    room_id: roomId,
    is_locked: isLocked,
    plan_id: before?.roomId === roomId ? before.planId : null,
    placed_at: at,
  })
  await leave({
    action: 'seating.sleep',
    subject: `participant ${participantId}`,
    before: before && { roomId: before.roomId, isLocked: before.isLocked },
    after: { roomId, isLocked },
  })
  return ok(null)
}
