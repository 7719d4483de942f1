import type { Guest, HotelRoom, RoomsInstance } from './rooms.ts'

/** Guests with a room of their own choice or of somebody's hand; others may fill its beds. */
export interface RoomBlock {
  guests: Guest[]
  /** Set by hand. */
  room: HotelRoom | null
}

/**
 * The guests of a hotel who belong together or are locked, in blocks, and all others. Null when a block cannot be: of
 * two genders, in two rooms, in a room of another hotel.
 */
export function roomBlocks(
  { guests, rooms, unknownGender, together, locks }: RoomsInstance,
  hotel: string,
): { blocks: RoomBlock[]; others: Guest[] } | null {
  const here = guests.filter((guest) => guest.hotel === hotel)
  const known = new Set(here.map(({ id }) => id))
  const groupOf = new Map(here.map(({ id }) => [id, new Set([id])]))
  const join = (ids: readonly string[]) => {
    const joined = new Set(ids.flatMap((id) => [...(groupOf.get(id) ?? [])]))
    for (const id of joined) groupOf.set(id, joined)
  }
  for (const { people } of together) {
    const inside = people.filter((id) => known.has(id))
    if (inside.length > 0 && inside.length < people.length) return null
    join(inside)
  }
  const locked = Map.groupBy(
    locks.filter(({ person }) => known.has(person)),
    ({ room }) => room,
  )
  const roomOf = new Map<string, HotelRoom>()
  for (const [id, of] of locked) {
    const room = rooms.find((one) => one.id === id)
    if (!room || room.hotel !== hotel) return null
    join(of.map(({ person }) => person))
    for (const { person } of of) {
      if (roomOf.has(person) && roomOf.get(person) !== room) return null
      roomOf.set(person, room)
    }
  }
  const blocks: RoomBlock[] = []
  const others: Guest[] = []
  for (const group of new Set(groupOf.values())) {
    const members = here.filter(({ id }) => group.has(id))
    const chosen = new Set(members.flatMap(({ id }) => roomOf.get(id) ?? []))
    const [room = null] = chosen
    if (members.length === 1 && !room) {
      others.push(...members)
      continue
    }
    const kinds = new Set(members.map(({ gender }) => gender))
    const isAlone = unknownGender === 'alone' && kinds.has(null) && members.length > 1
    if (chosen.size > 1 || kinds.size > 1 || isAlone) return null
    blocks.push({ guests: members, room })
  }
  return { blocks, others }
}
