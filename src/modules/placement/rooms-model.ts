import { LinearModel } from './linear-model.ts'
import type { RoomBlock } from './room-blocks.ts'
import type { Guest, HotelRoom, RoomWeights } from './rooms.ts'

/** Rooms that differ in nothing but their name. */
export interface RoomType {
  beds: number
  isAccessible: boolean
  rooms: HotelRoom[]
}

export interface RoomsModel {
  model: LinearModel
  /** How many rooms of a type are split so among provinces, for a kind of guest. */
  splits: { column: number; kind: number; type: RoomType; parts: number[] }[]
  /** How many groups of a size a province has in rooms that are, or are not, accessible. */
  pieces: { column: number; kind: number; province: string; size: number; isAccessible: boolean }[]
  blockRooms: { column: number; block: RoomBlock; type: RoomType }[]
  /** Blocks that sleep in the room of another. */
  joins: { column: number; block: RoomBlock; host: RoomBlock }[]
  /** Groups of a size that fill up the room of a block. */
  fillings: { column: number; block: RoomBlock; province: string; size: number; isAccessible: boolean }[]
}

interface RoomsTerms {
  weights: RoomWeights
  unknownAlone: boolean
}

/** Women, men, and those of whom it is not known. */
export const kindOf = ({ gender }: Guest) => (gender === 'f' ? 0 : gender === 'm' ? 1 : 2)

/**
 * The beds of one hotel. Guests of a gender and province are all alike, and so are rooms of a type: it is enough to say
 * how many rooms are split how (3 beds as 2 + 1: two of one province, one of another), and how many groups of each size
 * every province has. A few hundred whole numbers, however many guests there are.
 */
export function roomsModel(
  blocks: readonly RoomBlock[],
  others: readonly Guest[],
  types: readonly RoomType[],
  terms: RoomsTerms,
): RoomsModel {
  const { weights, unknownAlone } = terms
  const model = new LinearModel()
  const built: RoomsModel = { model, splits: [], pieces: [], blockRooms: [], joins: [], fillings: [] }
  const usedOf = new Map(types.map((type) => [type, [] as [number, number][]]))
  // Slots of a kind, size and accessibility that splits open and pieces take.
  const slots = new Map<string, [number, number][]>()
  const slot = (kind: number, size: number, isAccessible: boolean) => {
    const key = `${kind} ${size} ${isAccessible}`
    const known = slots.get(key) ?? []
    slots.set(key, known)
    return known
  }
  const byKind = Map.groupBy(others, kindOf)
  for (const kind of byKind.keys()) {
    for (const type of types) {
      const beds = kind === 2 && unknownAlone ? Math.min(1, type.beds) : type.beds
      for (const parts of splitsUpTo(beds)) {
        const column = model.column(
          weights.room + weights.mixed * (parts.length - 1),
          0,
          type.rooms.length,
          true,
        )
        built.splits.push({ column, kind, type, parts })
        usedOf.get(type)?.push([column, 1])
        for (const size of new Set(parts)) {
          const count = parts.filter((part) => part === size).length
          slot(kind, size, type.isAccessible).push([column, count])
        }
      }
    }
  }
  const inBlocks = blockColumns(built, blocks, others, types, terms, usedOf)
  const most = Math.max(0, ...types.map(({ beds }) => beds))
  for (const [kind, guests] of byKind) {
    for (const [province, ours] of Map.groupBy(guests, ({ provinceId }) => provinceId)) {
      const everybody: [number, number][] = [...inBlocks(kind, province, null)]
      const accessible: [number, number][] = [...inBlocks(kind, province, true)]
      for (let size = 1; size <= Math.min(most, ours.length); size += 1) {
        for (const isAccessible of [false, true]) {
          const column = model.column(0, 0, Math.floor(ours.length / size), true)
          built.pieces.push({ column, kind, province, size, isAccessible })
          slot(kind, size, isAccessible).push([column, -1])
          everybody.push([column, size])
          if (isAccessible) accessible.push([column, size])
        }
      }
      model.row(ours.length, ours.length, everybody)
      const needing = ours.filter(({ needsAccessible }) => needsAccessible).length
      if (needing > 0) model.row(needing, ours.length, accessible)
    }
  }
  for (const slotted of slots.values()) model.row(0, 0, slotted)
  for (const [type, used] of usedOf) model.row(0, type.rooms.length, used)
  return built
}

/** Columns of blocks and of those who fill up their rooms; answers which fillings a kind and province have. */
function blockColumns(
  { model, blockRooms, joins, fillings }: RoomsModel,
  blocks: readonly RoomBlock[],
  others: readonly Guest[],
  types: readonly RoomType[],
  { weights, unknownAlone }: RoomsTerms,
  usedOf: ReadonlyMap<RoomType, [number, number][]>,
) {
  const isNeeded = new Map(
    blocks.map((block) => [block, block.guests.some(({ needsAccessible }) => needsAccessible)]),
  )
  const provincesOf = (block: RoomBlock) => new Set(block.guests.map(({ provinceId }) => provinceId))
  const chosen = new Map(blocks.map((block) => [block, [] as [number, number][]]))
  for (const [at, block] of blocks.entries()) {
    const size = block.guests.length
    const provinces = provincesOf(block)
    const room = new Map<boolean, [number, number][]>([
      [false, []],
      [true, []],
    ])
    for (const type of types) {
      const fits = block.room === null || type.rooms.includes(block.room)
      if (!fits || type.beds < size || (isNeeded.get(block) && !type.isAccessible)) continue
      const column = model.choice(weights.room + weights.mixed * (provinces.size - 1))
      blockRooms.push({ column, block, type })
      usedOf.get(type)?.push([column, 1])
      chosen.get(block)?.push([column, 1])
      room.get(type.isAccessible)?.push([column, size - type.beds])
    }
    // Whoever brings another province into the room pays for it once.
    const brought = new Map<string, number>()
    const bringing = (column: number, province: string) => {
      if (provinces.has(province)) return
      const known = brought.get(province) ?? model.choice(weights.mixed)
      brought.set(province, known)
      model.row(Number.NEGATIVE_INFINITY, 0, [
        [column, 1],
        [known, -1],
      ])
    }
    const kind = kindOf(block.guests[0] as Guest)
    const alike = Map.groupBy(
      others.filter((guest) => kindOf(guest) === kind),
      ({ provinceId }) => provinceId,
    )
    for (const [isAccessible, beds] of room) {
      const free = Math.max(0, ...beds.map(([, used]) => -used))
      if (free === 0 || (kind === 2 && unknownAlone)) continue
      const taken = [...beds]
      for (const [province, ours] of alike) {
        for (let part = 1; part <= Math.min(free, ours.length); part += 1) {
          const column = model.choice(0)
          fillings.push({ column, block, province, size: part, isAccessible })
          taken.push([column, part])
          bringing(column, province)
        }
      }
      // A block without a room of its own may join one that is locked or stands before it.
      for (const [place, guest] of blocks.entries()) {
        const mayJoin = guest.room === null && guest !== block && (block.room !== null || at < place)
        const fits = guest.guests.length <= free && kindOf(guest.guests[0] as Guest) === kind
        if (!mayJoin || !fits || (isNeeded.get(guest) && !isAccessible)) continue
        const column = model.choice(0)
        joins.push({ column, block: guest, host: block })
        chosen.get(guest)?.push([column, 1])
        taken.push([column, guest.guests.length])
        for (const province of provincesOf(guest)) bringing(column, province)
      }
      model.row(Number.NEGATIVE_INFINITY, 0, taken)
    }
  }
  for (const choices of chosen.values()) model.row(1, 1, choices)
  return (kind: number, province: string, isAccessible: true | null) =>
    fillings
      .filter((filling) => filling.province === province && kindOf(filling.block.guests[0] as Guest) === kind)
      .filter((filling) => isAccessible === null || filling.isAccessible)
      .map(({ column, size }): [number, number] => [column, size])
}

/** All ways to write numbers up to `beds` as a sum, largest first: 2, 1 + 1, 1 for two beds. */
export function splitsUpTo(beds: number): number[][] {
  const found: number[][] = []
  const extend = (parts: number[], left: number, most: number) => {
    if (parts.length > 0) found.push(parts)
    for (let part = Math.min(left, most); part >= 1; part -= 1) extend([...parts, part], left - part, part)
  }
  extend([], beds, beds)
  return found
}
