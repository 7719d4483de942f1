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
  /** Groups of a size that fill up the room of a block. */
  fillings: { column: number; block: RoomBlock; province: string; size: number; isAccessible: boolean }[]
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
  { weights, unknownAlone }: { weights: RoomWeights; unknownAlone: boolean },
): RoomsModel {
  const model = new LinearModel()
  const built: RoomsModel = { model, splits: [], pieces: [], blockRooms: [], fillings: [] }
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
  const inBlocks = blockColumns(built, blocks, others, types, weights, usedOf)
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
  for (const terms of slots.values()) model.row(0, 0, terms)
  for (const [type, terms] of usedOf) model.row(0, type.rooms.length, terms)
  return built
}

/** Columns of blocks and of those who fill up their rooms; answers which fillings a kind and province have. */
function blockColumns(
  { model, blockRooms, fillings }: RoomsModel,
  blocks: readonly RoomBlock[],
  others: readonly Guest[],
  types: readonly RoomType[],
  weights: RoomWeights,
  usedOf: ReadonlyMap<RoomType, [number, number][]>,
) {
  for (const block of blocks) {
    const size = block.guests.length
    const provinces = new Set(block.guests.map(({ provinceId }) => provinceId))
    const isNeeded = block.guests.some(({ needsAccessible }) => needsAccessible)
    const chosen: [number, number][] = []
    const room = new Map<boolean, [number, number][]>([
      [false, []],
      [true, []],
    ])
    for (const type of types) {
      const fits = block.room === null ? type.rooms.length > 0 : type.rooms.includes(block.room)
      if (!fits || type.beds < size || (isNeeded && !type.isAccessible)) continue
      const column = model.choice(weights.room + weights.mixed * (provinces.size - 1))
      blockRooms.push({ column, block, type })
      usedOf.get(type)?.push([column, 1])
      chosen.push([column, 1])
      room.get(type.isAccessible)?.push([column, size - type.beds])
    }
    model.row(1, 1, chosen)
    const [first] = block.guests as [Guest]
    const alike = others.filter((guest) => kindOf(guest) === kindOf(first))
    for (const [isAccessible, beds] of room) {
      const free = Math.max(0, ...beds.map(([, taken]) => -taken))
      if (free === 0) continue
      const terms = [...beds]
      for (const [province, ours] of Map.groupBy(alike, ({ provinceId }) => provinceId)) {
        for (let part = 1; part <= Math.min(free, ours.length); part += 1) {
          const column = model.choice(provinces.has(province) ? 0 : weights.mixed)
          fillings.push({ column, block, province, size: part, isAccessible })
          terms.push([column, part])
        }
      }
      model.row(Number.NEGATIVE_INFINITY, 0, terms)
    }
  }
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
