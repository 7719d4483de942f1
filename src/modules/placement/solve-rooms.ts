import { solveModel } from './highs-solver.ts'
import { type RoomBlock, roomBlocks } from './room-blocks.ts'
import type { Guest, HotelRoom, RoomsAnswer, RoomsInstance, RoomWeights } from './rooms.ts'
import { kindOf, type RoomsModel, type RoomType, roomsModel } from './rooms-model.ts'

export interface RoomsTask {
  instance: RoomsInstance
  weights: RoomWeights
  timeLimitMs: number
}

/** The best rooms hotel by hotel: no room and no guest has to do with another hotel. */
export async function solveRooms({ instance, weights, timeLimitMs }: RoomsTask): Promise<RoomsAnswer> {
  const deadline = performance.now() + timeLimitMs
  const hotels = [...new Set(instance.guests.map(({ hotel }) => hotel))]
  const beds: { person: string; room: string }[] = []
  const full: { hotel: string; guests: number; beds: number }[] = []
  let [objective, bound] = [0, 0]
  for (const [at, hotel] of hotels.entries()) {
    const seconds = (deadline - performance.now()) / 1000 / (hotels.length - at)
    const found = await solveHotel(instance, hotel, weights, seconds)
    if (found === 'unknown') return { status: 'unknown' }
    if (found === 'infeasible') {
      const guests = instance.guests.filter((guest) => guest.hotel === hotel).length
      const rooms = instance.rooms.filter((room) => room.hotel === hotel)
      full.push({ hotel, guests, beds: rooms.reduce((sum, room) => sum + room.beds, 0) })
      continue
    }
    beds.push(...found.beds)
    objective += found.objective
    bound += found.bound
  }
  if (full.length > 0) return { status: 'infeasible', hotels: full }
  const gap = (objective - bound) / Math.max(1, objective)
  const roomsUsed = new Set(beds.map(({ room }) => room)).size
  return {
    status: 'placed',
    plan: { weights, beds, roomsUsed, objective, bound, gap, proven: objective === bound },
  }
}

interface HotelPlan {
  beds: { person: string; room: string }[]
  objective: number
  bound: number
}

async function solveHotel(
  instance: RoomsInstance,
  hotel: string,
  weights: RoomWeights,
  seconds: number,
): Promise<HotelPlan | 'infeasible' | 'unknown'> {
  const grouped = roomBlocks(instance, hotel)
  if (!grouped) return 'infeasible'
  const { blocks, others } = grouped
  const rooms = instance.rooms.filter((room) => room.hotel === hotel)
  const types = typesOf(rooms, blocks)
  const unknownAlone = instance.unknownGender === 'alone'
  const built = roomsModel(blocks, others, types, { weights, unknownAlone })
  const solved = await solveModel(built.model, { seconds })
  if (solved.status === 'infeasible' || solved.status === 'unknown') return solved.status
  const beds = bedsOf(built, blocks, others, solved.values)
  // Out of time, two groups of a province may have met in one room: then it costs less than the model says.
  const objective = objectiveOf(instance, beds, weights)
  return { beds, objective, bound: Math.min(objective, Math.max(0, solved.bound)) }
}

function objectiveOf(instance: RoomsInstance, beds: HotelPlan['beds'], weights: RoomWeights): number {
  const provinceOf = new Map(instance.guests.map(({ id, provinceId }) => [id, provinceId]))
  const rooms = Map.groupBy(beds, ({ room }) => room)
  return [...rooms.values()].reduce((sum, here) => {
    const provinces = new Set(here.map(({ person }) => provinceOf.get(person)))
    return sum + weights.room + weights.mixed * (provinces.size - 1)
  }, 0)
}

/** Rooms with locks are types of their own. */
function typesOf(rooms: readonly HotelRoom[], blocks: readonly RoomBlock[]): RoomType[] {
  const locked = new Set(blocks.map(({ room }) => room))
  const types = Map.groupBy(rooms, (room) =>
    locked.has(room) ? `locked ${room.id}` : `${room.beds} ${room.isAccessible ?? false}`,
  )
  return [...types.values()].map((alike) => {
    const [{ beds, isAccessible = false }] = alike as [HotelRoom]
    return { beds, isAccessible, rooms: alike }
  })
}

/** Gives names to what the model only counts. */
function bedsOf(
  built: RoomsModel,
  blocks: readonly RoomBlock[],
  others: readonly Guest[],
  values: Float64Array,
): { person: string; room: string }[] {
  const times = (column: number) => Math.round(values[column] as number)
  const beds: { person: string; room: string }[] = []
  const empty = new Map<RoomType, HotelRoom[]>()
  const next = (type: RoomType) => {
    const left = empty.get(type) ?? [...type.rooms]
    empty.set(type, left)
    return left.pop() as HotelRoom
  }
  // Guests of a kind and province; who needs an accessible room stands last and is taken first for one.
  const waiting = Map.groupBy(
    others.toSorted((a, b) => Number(a.needsAccessible ?? false) - Number(b.needsAccessible ?? false)),
    (guest) => `${kindOf(guest)} ${guest.provinceId}`,
  )
  const seat = (kind: number, province: string, count: number, room: HotelRoom) => {
    const queue = waiting.get(`${kind} ${province}`) as Guest[]
    for (let n = 0; n < count; n += 1) {
      const guest = (room.isAccessible ? queue.pop() : queue.shift()) as Guest
      beds.push({ person: guest.id, room: room.id })
    }
  }
  const roomOf = new Map<RoomBlock, HotelRoom>()
  for (const { column, block, type } of built.blockRooms) if (times(column) > 0) roomOf.set(block, next(type))
  for (const { column, block, host } of built.joins) {
    if (times(column) > 0) roomOf.set(block, roomOf.get(host) as HotelRoom)
  }
  for (const block of blocks) {
    for (const { id } of block.guests) beds.push({ person: id, room: roomOf.get(block)?.id as string })
  }
  const open = new Map<string, HotelRoom[]>()
  for (const { column, kind, type, parts } of built.splits) {
    for (let n = times(column); n > 0; n -= 1) {
      const room = next(type)
      for (const size of parts) {
        const key = `${kind} ${size} ${type.isAccessible}`
        open.set(key, [...(open.get(key) ?? []), room])
      }
    }
  }
  // Accessible rooms first, so that those who need them are still waiting.
  for (const accessible of [true, false]) {
    for (const { column, block, province, size, isAccessible } of built.fillings) {
      if (isAccessible === accessible && times(column) > 0)
        seat(kindOf(block.guests[0] as Guest), province, size, roomOf.get(block) as HotelRoom)
    }
    for (const { column, kind, province, size, isAccessible } of built.pieces) {
      if (isAccessible !== accessible) continue
      for (let n = times(column); n > 0; n -= 1) {
        const room = open.get(`${kind} ${size} ${isAccessible}`)?.pop() as HotelRoom
        seat(kind, province, size, room)
      }
    }
  }
  return beds
}
