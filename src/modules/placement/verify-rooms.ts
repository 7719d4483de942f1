import type { Guest, RoomsInstance, RoomsPlan } from './rooms.ts'

export interface RoomViolation {
  rule: 'list' | 'room' | 'beds' | 'gender' | 'accessible' | 'together' | 'lock'
  people: readonly string[]
  room?: string
}

export interface RoomsVerification {
  /** Every rule holds, and objective, rooms and gap are what the plan says. */
  isRight: boolean
  violations: readonly RoomViolation[]
  roomsUsed: number
  objective: number
  /** What counting beds alone proves; the plan's own bound rests on HiGHS. */
  bound: number
  isProven: boolean
  isStatedOnly: boolean
  wrongClaims: readonly ('objective' | 'bound' | 'gap' | 'proven' | 'roomsUsed')[]
}

/** Checks rooms from the instance alone: each rule, the objective, and a bound by counting beds. */
export function verifyRooms(instance: RoomsInstance, plan: RoomsPlan): RoomsVerification {
  const { weights } = plan
  const violations = violationsOf(instance, plan)
  const sleeping = Map.groupBy(plan.beds, ({ room }) => room)
  const guest = new Map(instance.guests.map((one) => [one.id, one]))
  let objective = weights.room * sleeping.size
  for (const here of sleeping.values()) {
    const provinces = new Set(here.map(({ person }) => guest.get(person)?.provinceId))
    objective += weights.mixed * (provinces.size - 1)
  }
  const bound = weights.room * leastRooms(instance)
  const isKept = violations.length === 0
  const isProven = isKept && bound === objective
  const wrongClaims: RoomsVerification['wrongClaims'][number][] = []
  if (plan.objective !== objective) wrongClaims.push('objective')
  if (plan.bound > objective) wrongClaims.push('bound')
  if (Math.abs((plan.objective - plan.bound) / Math.max(1, plan.objective) - plan.gap) > 1e-9)
    wrongClaims.push('gap')
  if (plan.proven && plan.bound !== plan.objective) wrongClaims.push('proven')
  if (plan.roomsUsed !== sleeping.size) wrongClaims.push('roomsUsed')
  return {
    isRight: isKept && wrongClaims.length === 0,
    violations,
    roomsUsed: sleeping.size,
    objective,
    bound,
    isProven,
    isStatedOnly: plan.proven && !isProven,
    wrongClaims,
  }
}

function violationsOf(instance: RoomsInstance, { beds }: RoomsPlan): RoomViolation[] {
  const found: RoomViolation[] = []
  const rooms = new Map(instance.rooms.map((room) => [room.id, room]))
  const guests = new Map(instance.guests.map((guest) => [guest.id, guest]))
  const roomOf = new Map(beds.map(({ person, room }) => [person, room]))
  if (beds.length !== guests.size || roomOf.size !== guests.size || beds.some((b) => !guests.has(b.person)))
    found.push({ rule: 'list', people: [...guests.keys()].filter((id) => !roomOf.has(id)) })
  for (const [id, here] of Map.groupBy(beds, ({ room }) => room)) {
    const room = rooms.get(id)
    const people = here.map(({ person }) => person)
    const sleeping = people.flatMap((person) => guests.get(person) ?? [])
    if (!room || sleeping.some(({ hotel }) => hotel !== room.hotel)) {
      found.push({ rule: 'room', people, room: id })
      continue
    }
    if (people.length > room.beds) found.push({ rule: 'beds', people, room: id })
    const genders = new Set(sleeping.map(({ gender }) => gender))
    const isCrowded = instance.unknownGender === 'alone' && genders.has(null) && sleeping.length > 1
    if (genders.size > 1 || isCrowded) found.push({ rule: 'gender', people, room: id })
    const needing = sleeping.filter(({ needsAccessible }) => needsAccessible)
    if (!room.isAccessible && needing.length > 0)
      found.push({ rule: 'accessible', people: needing.map(({ id: person }) => person), room: id })
  }
  for (const { people } of instance.together) {
    if (new Set(people.map((person) => roomOf.get(person))).size > 1) found.push({ rule: 'together', people })
  }
  for (const { person, room } of instance.locks) {
    if (roomOf.get(person) !== room) found.push({ rule: 'lock', people: [person], room })
  }
  return found
}

/** No fewer rooms will do: the largest ones of each hotel hold all its guests, and each gender has one at least. */
function leastRooms({ guests, rooms, unknownGender }: RoomsInstance): number {
  let least = 0
  for (const [hotel, here] of Map.groupBy(guests, (guest) => guest.hotel)) {
    const alone = (guest: Guest) => unknownGender === 'alone' && guest.gender === null
    const sharing = here.filter((guest) => !alone(guest))
    const sizes = rooms.filter((room) => room.hotel === hotel).map(({ beds }) => beds)
    sizes.sort((a, b) => b - a)
    let [left, used] = [sharing.length, 0]
    for (const beds of sizes) {
      if (left <= 0) break
      left -= beds
      used += 1
    }
    const genders = new Set(sharing.map(({ gender }) => gender)).size
    least += Math.max(used, genders) + (here.length - sharing.length)
  }
  return least
}
