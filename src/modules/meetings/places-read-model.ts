import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import type { ParticipantSide } from './tables.ts'

/** One of the places a meeting is held at. Its rank is its letter: 1 is A. */
export interface Venue {
  id: string
  rank: number
  name: string
  address: string | null
  /** People it holds; null: not known. */
  capacity: number | null
  /** Whom it is for; an empty division stands for those no other venue names. */
  audience: { side: ParticipantSide; division: string }[]
}

export interface Hotel {
  id: string
  venueId: string
  name: string
  address: string | null
  rooms: number
  beds: number
}

export interface HotelRoom {
  id: string
  hotelId: string
  number: string
  beds: number
  accessible: boolean
}

/** The letter of a venue, which badge and door show beside its colour: A, B, ... Z, AA. */
export const venueLetter = (rank: number): string =>
  rank <= 26
    ? String.fromCharCode(64 + rank)
    : venueLetter(Math.floor((rank - 1) / 26)) + venueLetter(((rank - 1) % 26) + 1)

/** The venues of a meeting by rank. */
export async function venuesOf(db: Db, meeting: MeetingKey): Promise<Venue[]> {
  const venues = await db
    .selectFrom('venue')
    .select(['id', 'rank', 'name', 'address', 'capacity'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('rank')
    .execute()
  const audience = await db
    .selectFrom('venue_audience')
    .select(['venue_id', 'side', 'division_code as division'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('side')
    .orderBy('division_code')
    .execute()
  return venues.map((venue) => ({
    ...venue,
    audience: audience
      .filter((row) => row.venue_id === venue.id)
      .map(({ side, division }) => ({ side, division })),
  }))
}

/** The hotels of a meeting with their rooms and beds counted, by venue and name. */
export const hotelsOf = (db: Db, meeting: MeetingKey): Promise<Hotel[]> =>
  db
    .selectFrom('hotel')
    .leftJoin('hotel_room', (on) =>
      on
        .onRef('hotel_room.work_unit_id', '=', 'hotel.work_unit_id')
        .onRef('hotel_room.meeting_id', '=', 'hotel.meeting_id')
        .onRef('hotel_room.hotel_id', '=', 'hotel.id'),
    )
    .select(['hotel.id', 'hotel.venue_id as venueId', 'hotel.name', 'hotel.address'])
    .select((e) => [
      e.fn.count<number>('hotel_room.id').as('rooms'),
      e.fn.coalesce(e.fn.sum<number>('hotel_room.beds'), e.lit(0)).as('beds'),
    ])
    .where('hotel.work_unit_id', '=', meeting.workUnitId)
    .where('hotel.meeting_id', '=', meeting.id)
    .groupBy(['hotel.id', 'hotel.venue_id', 'hotel.name', 'hotel.address'])
    .orderBy('hotel.venue_id')
    .orderBy('hotel.name')
    .execute()

/** All rooms of a meeting, by hotel and number. */
export const hotelRoomsOf = (db: Db, meeting: MeetingKey): Promise<HotelRoom[]> =>
  db
    .selectFrom('hotel_room')
    .select(['id', 'hotel_id as hotelId', 'number', 'beds', 'accessible'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('hotel_id')
    .orderBy('number')
    .execute()

/**
 * The venue of somebody of a side and division: the one that names both, else the one that takes the side's people of
 * every division; undefined where no venue is for them.
 */
export function venueFor(
  venues: readonly Venue[],
  person: { side: ParticipantSide; division: string | null },
): Venue | undefined {
  const takes = (division: string) =>
    venues.find(({ audience }) =>
      audience.some((row) => row.side === person.side && row.division === division),
    )
  return (person.division ? takes(person.division) : undefined) ?? takes('')
}
