import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignRooms, type RoomsInstance, type RoomsPlan, verifyRooms } from './index.ts'
import { seeded } from './random.ts'
import { splitsUpTo } from './rooms-model.ts'
import { solveRooms } from './solve-rooms.ts'

const weights = { room: 10, mixed: 1 }

const guest = fc.record({
  provinceId: fc.constantFrom('p', 'q', 'r'),
  gender: fc.constantFrom('f' as const, 'm' as const, null),
  needsAccessible: fc.constantFrom(false, false, false, true),
})
const room = fc.record({ beds: fc.integer({ min: 1, max: 3 }), isAccessible: fc.boolean() })

/** Up to five guests and four rooms of one hotel. */
const smallRooms = fc
  .record({
    guests: fc.array(guest, { maxLength: 5 }),
    rooms: fc.array(room, { minLength: 1, maxLength: 4 }),
    unknownGender: fc.constantFrom('alone' as const, 'share' as const),
    pair: fc.option(fc.uniqueArray(fc.nat(4), { minLength: 2, maxLength: 2 })),
    lock: fc.option(fc.tuple(fc.nat(4), fc.nat(3))),
  })
  .map(({ guests, rooms, unknownGender, pair, lock }): RoomsInstance => {
    const isHere = pair?.every((at) => at < guests.length)
    const isLocked = lock && lock[0] < guests.length && lock[1] < rooms.length
    return {
      guests: guests.map((one, at) => ({ ...one, id: `g${at}`, hotel: 'h' })),
      rooms: rooms.map((one, at) => ({ ...one, id: `r${at}`, hotel: 'h' })),
      unknownGender,
      together: isHere ? [{ id: 'pair', people: (pair ?? []).map((at) => `g${at}`) }] : [],
      locks: isLocked ? [{ person: `g${lock[0]}`, room: `r${lock[1]}` }] : [],
    }
  })

const claimless = (beds: RoomsPlan['beds']): RoomsPlan => ({
  weights,
  beds,
  roomsUsed: 0,
  objective: 0,
  bound: 0,
  gap: 0,
  proven: false,
})

/** The least cost of all ways to give everybody a room. */
function leastCost(instance: RoomsInstance): number {
  const { guests, rooms } = instance
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < rooms.length ** guests.length; n += 1) {
    const beds = guests.map(({ id }, at) => ({
      person: id,
      room: rooms[Math.floor(n / rooms.length ** at) % rooms.length]?.id as string,
    }))
    const { violations, objective } = verifyRooms(instance, claimless(beds))
    if (violations.length === 0) least = Math.min(least, objective)
  }
  return least
}

test('rooms cost as little as the best of all ways, or there is none', async () => {
  await fc.assert(
    fc.asyncProperty(smallRooms, async (instance) => {
      const answer = await solveRooms({ instance, weights, timeLimitMs: 60_000 })
      const least = leastCost(instance)
      if (answer.status !== 'placed') {
        expect(answer.status).toBe('infeasible')
        expect(least).toBe(Number.POSITIVE_INFINITY)
        return
      }
      expect(answer.plan).toMatchObject({ objective: least, proven: true })
      expect(verifyRooms(instance, answer.plan).isRight).toBe(true)
    }),
    { numRuns: 150 },
  )
})

/** A few hotels of a meeting. */
function meeting(): RoomsInstance {
  const random = seeded(7)
  const hotels = ['north', 'south']
  const guests = Array.from({ length: 200 }, (_, at) => ({
    id: `guest-${at}`,
    hotel: hotels[at % 2] as string,
    provinceId: `province-${random(12)}`,
    gender: random(20) === 0 ? null : random(3) === 0 ? ('f' as const) : ('m' as const),
    needsAccessible: random(25) === 0,
  }))
  const rooms = Array.from({ length: 130 }, (_, at) => ({
    id: `room-${at}`,
    hotel: hotels[at % 2] as string,
    beds: at % 5 === 0 ? 3 : 2,
    isAccessible: at % 9 === 0,
  }))
  const men = guests.filter((one) => one.hotel === 'north' && one.gender === 'm')
  const together = [{ id: 'pair', people: men.slice(0, 2).map(({ id }) => id) }]
  return {
    guests,
    rooms,
    unknownGender: 'alone',
    together,
    locks: [{ person: men[5]?.id as string, room: 'room-2' }],
  }
}

test('a meeting of two hundred sleeps in rooms proven fewest and least mixed; a tampered plan is found out', async () => {
  const instance = meeting()
  const answer = await assignRooms(instance, { weights, timeLimitMs: 60_000 })
  if (answer.status !== 'placed') throw new Error(answer.status)
  const { plan } = answer
  expect(plan.proven).toBe(true)
  expect(verifyRooms(instance, plan)).toMatchObject({
    isRight: true,
    violations: [],
    roomsUsed: plan.roomsUsed,
  })
  const rules = (changed: RoomsInstance, beds = plan.beds) =>
    new Set(verifyRooms(changed, { ...plan, beds }).violations.map(({ rule }) => rule))
  expect(rules(instance, plan.beds.slice(1))).toContain('list')
  const small = instance.rooms.map((one) => ({ ...one, beds: 1 }))
  expect(rules({ ...instance, rooms: small })).toEqual(new Set(['beds']))
  const steep = instance.rooms.map((one) => ({ ...one, isAccessible: false }))
  expect(rules({ ...instance, rooms: steep })).toEqual(new Set(['accessible']))
  const others = instance.guests.map((one, at) => ({
    ...one,
    gender: at % 4 < 2 ? ('f' as const) : ('m' as const),
  }))
  expect(rules({ ...instance, guests: others })).toEqual(new Set(['gender']))
  const away = instance.rooms.map((one) => ({ ...one, hotel: 'west' }))
  expect(rules({ ...instance, rooms: away })).toEqual(new Set(['room']))
  const [a, b] = [plan.beds[0]?.person, plan.beds.find((bed) => bed.room !== plan.beds[0]?.room)?.person]
  const parted = [{ id: 'new', people: [a as string, b as string] }]
  expect(rules({ ...instance, together: parted })).toEqual(new Set(['together']))
  const lock = { person: b as string, room: plan.beds[0]?.room as string }
  expect(rules({ ...instance, locks: [lock] })).toEqual(new Set(['lock']))
  const claims = (changed: Partial<RoomsPlan>) => verifyRooms(instance, { ...plan, ...changed }).wrongClaims
  expect(claims({ objective: plan.objective - 1 })).toContain('objective')
  expect(claims({ bound: plan.objective + 1 })).toContain('bound')
  expect(claims({ roomsUsed: 1 })).toEqual(['roomsUsed'])
  expect(claims({ bound: plan.objective - 1, gap: 1 / plan.objective })).toEqual(['proven'])
})

test('a hotel with too few beds is named with its numbers', async () => {
  const instance = meeting()
  const rooms = instance.rooms.filter(({ hotel }, at) => hotel === 'south' || at < 20)
  const answer = await assignRooms({ ...instance, rooms }, { weights, timeLimitMs: 60_000 })
  expect(answer).toEqual({ status: 'infeasible', hotels: [{ hotel: 'north', guests: 100, beds: 22 }] })
})

test('rooms can be stopped, and beds be split in every way', async () => {
  const options = { weights, timeLimitMs: 1000, signal: AbortSignal.abort(new Error('enough')) }
  await expect(assignRooms(meeting(), options)).rejects.toThrow('enough')
  expect(splitsUpTo(3)).toEqual([[3], [2], [2, 1], [1], [1, 1], [1, 1, 1]])
})
