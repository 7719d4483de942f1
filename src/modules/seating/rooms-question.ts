import type { Hotel, HotelRoom } from '../meetings/index.ts'
import type { Participant } from '../participants/index.ts'
import type { RoomsInstance } from '../placement/index.ts'

export interface RoomsAsked {
  people: readonly Participant[]
  hotels: readonly Pick<Hotel, 'id' | 'venueId'>[]
  rooms: readonly HotelRoom[]
  places: readonly { participantId: string; roomId: string; isLocked: boolean }[]
  keepLocks: boolean
}

export interface RoomsQuestion {
  instance: RoomsInstance
  before: { person: string; room: string }[]
  /** Those for whom there is no hotel. */
  outside: Participant[]
  /** Those who asked to share and cannot: women and men, different venues, more than any room holds. */
  cannotShare: string[][]
}

/**
 * The question of beds. All hotels of a venue are one stock of rooms: who is in which of them follows from the answer.
 * Whoever asked to share a room does, unless that would mix women and men, venues, or fill more than any room.
 */
export function roomsQuestion({ people, hotels, rooms, places, keepLocks }: RoomsAsked): RoomsQuestion {
  const venueOfHotel = new Map(hotels.map(({ id, venueId }) => [id, venueId]))
  const stock = rooms.flatMap(({ id, hotelId, beds, accessible }) => {
    const venue = venueOfHotel.get(hotelId)
    return venue ? [{ id, hotel: venue, beds, isAccessible: accessible }] : []
  })
  const venues = new Set(stock.map(({ hotel }) => hotel))
  const inside = people.filter(({ venueId }) => venueId !== null && venues.has(venueId))
  const byId = new Map(inside.map((one) => [one.id, one]))
  const known = new Set(stock.map(({ id }) => id))
  const sleeping = places.filter((place) => byId.has(place.participantId) && known.has(place.roomId))
  const groups = sharingGroups(inside)
  const largest = (venue: string) =>
    Math.max(...stock.filter(({ hotel }) => hotel === venue).map(({ beds }) => beds))
  const canShare = (group: readonly Participant[]) =>
    new Set(group.map(({ gender, venueId }) => `${gender ?? ''} ${venueId}`)).size === 1 &&
    group[0]?.gender !== null &&
    group.length <= largest(group[0]?.venueId ?? '')
  return {
    instance: {
      guests: inside.map(({ id, venueId, unitId, provinceId, gender, needsAccessible }) => ({
        id,
        hotel: venueId ?? '',
        provinceId: provinceId ?? unitId,
        gender,
        needsAccessible,
      })),
      rooms: stock,
      unknownGender: 'alone',
      together: groups
        .filter(canShare)
        .map((group) => ({ id: group[0]?.id ?? '', people: group.map(({ id }) => id) })),
      locks: keepLocks
        ? sleeping
            .filter(({ isLocked }) => isLocked)
            .map(({ participantId, roomId }) => ({ person: participantId, room: roomId }))
        : [],
    },
    before: sleeping.map(({ participantId, roomId }) => ({ person: participantId, room: roomId })),
    outside: people.filter(({ id }) => !byId.has(id)),
    cannotShare: groups.filter((group) => !canShare(group)).map((group) => group.map(({ id }) => id)),
  }
}

/** Whoever names somebody, and whom that one names, and so on: one group. */
function sharingGroups(people: readonly Participant[]): Participant[][] {
  const byId = new Map(people.map((one) => [one.id, one]))
  const leader = new Map(people.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    const next = leader.get(id) ?? id
    return next === id ? id : find(next)
  }
  for (const { id, sharesRoomWith } of people) {
    if (sharesRoomWith !== null && byId.has(sharesRoomWith)) leader.set(find(id), find(sharesRoomWith))
  }
  return [...Map.groupBy(people, ({ id }) => find(id)).values()].filter(({ length }) => length > 1)
}
