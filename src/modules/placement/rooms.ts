/** Somebody who needs a bed. */
export interface Guest {
  id: string
  hotel: string
  provinceId: string
  gender: 'f' | 'm' | null
  /** Only a room that is accessible will do. */
  needsAccessible?: boolean
}

export interface HotelRoom {
  id: string
  hotel: string
  beds: number
  isAccessible?: boolean
}

export interface RoomsInstance {
  guests: readonly Guest[]
  rooms: readonly HotelRoom[]
  /** Women and men never share. Guests of unknown gender stay alone, or share with their own kind. */
  unknownGender: 'alone' | 'share'
  /** In one room; their number is theirs to choose. */
  together: readonly { id: string; people: readonly string[] }[]
  locks: readonly { person: string; room: string }[]
}

/** Whole numbers: what a room that is used costs, and each province in a room beyond the first. */
export interface RoomWeights {
  room: number
  mixed: number
}

export interface RoomsPlan {
  weights: RoomWeights
  beds: readonly { person: string; room: string }[]
  roomsUsed: number
  objective: number
  /** HiGHS says that no plan costs less. */
  bound: number
  gap: number
  proven: boolean
}

export type RoomsAnswer =
  | { status: 'placed'; plan: RoomsPlan }
  /** Hotels whose guests do not fit; beds are those of all rooms, whoever may sleep in them. */
  | { status: 'infeasible'; hotels: readonly { hotel: string; guests: number; beds: number }[] }
  /** The time was over before every hotel had a plan. */
  | { status: 'unknown' }
