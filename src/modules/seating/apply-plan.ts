import type { Actor } from '../../platform/access.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, hotelRoomsOf, hotelsOf, type MeetingKey } from '../meetings/index.ts'
import type { RoomsInstance } from '../placement/index.ts'
import { type Change, type ChangeKind, classChanges, countChanges, roomChanges } from './changes.ts'
import { brokenBySeats, checkPlan, checkRooms, violationsOfSeats } from './check-plan.ts'
import { gatherRooms, gatherRound } from './gather.ts'
import { conflict, inSeating, missing, type Turn } from './in-seating.ts'
import { pack } from './packed.ts'
import { classPlacesOf, roomPlacesOf } from './places-read-model.ts'
import { type Plan, planById, storedClasses, storedRooms } from './plans-read-model.ts'
import { changePlan, insertApplication, replaceApplied, writeRooms, writeRound } from './seating-store.ts'

/** Whether a plan in this state can be applied: found, or applied once and replaced since. */
export const canApply = (state: Plan['state']) => state === 'found' || state === 'replaced'

/**
 * Puts a plan into force: everybody gets the place it says, whoever it does not know keeps the present one, whoever
 * comes no more has none. Refuses a plan that fails its check, and one that breaks a rule as the meeting stands now:
 * a class grew smaller, somebody was locked elsewhere. The plan applied before steps back and can be applied again.
 */
export const applyPlan = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<Record<ChangeKind, number>>> =>
  inSeating(services, actor, key, async (turn) => {
    const plan = await planById(turn.tx, key, id)
    if (!plan) return missing
    if (!canApply(plan.state)) return conflict('seating.refusal.notFound')
    const applied = await (plan.kind === 'rooms' ? applyRooms : applyClasses)(turn, key, plan)
    if (!applied.ok) return applied
    const changes = applied.value
    await insertApplication(turn.tx, {
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id: newId(turn.at.getTime()),
      plan_id: id,
      applied_by: actor.name,
      applied_at: turn.at,
      changes: pack({ changes, called: await placesCalled(turn.tx, key, plan, changes) }),
    })
    await replaceApplied(turn.tx, key, plan)
    await changePlan(turn.tx, key, id, ['found', 'replaced'], { state: 'applied', applied_at: turn.at })
    const { kind, round } = plan
    const counts = countChanges(changes)
    await turn.leave({
      action: 'seating.apply',
      subject: `placement ${id}`,
      after: { kind, round, ...counts },
    })
    return ok(counts)
  })

/** What the classes or rooms of these changes are called today, by id: they may be called otherwise later, or be gone. */
async function placesCalled(
  tx: Tx,
  key: MeetingKey,
  { kind }: Plan,
  changes: readonly Change[],
): Promise<Record<string, string>> {
  const named = new Set(changes.flatMap(({ from, to }) => [from, to]))
  const called = kind === 'rooms' ? await roomsCalled(tx, key) : await classesCalled(tx, key)
  return Object.fromEntries(called.filter(([id]) => named.has(id)))
}

const classesCalled = async (tx: Tx, key: MeetingKey) =>
  (await classesOf(tx, key)).map(({ id, code }) => [id, code] as const)

async function roomsCalled(tx: Tx, key: MeetingKey) {
  const hotels = new Map((await hotelsOf(tx, key)).map(({ id, name }) => [id, name]))
  const rooms = await hotelRoomsOf(tx, key)
  return rooms.map(({ id, hotelId, number }) => [id, `${hotels.get(hotelId) ?? ''} ${number}`] as const)
}

/** Who would sit where after a plan: its seats for whom it knows, the present ones for the others. */
export async function classesAfter(db: Tx | Services['db'], key: MeetingKey, plan: Plan) {
  const { sheet, answer } = await storedClasses(db, key, plan.id)
  if (answer?.status !== 'placed') return null
  const now = await gatherRound(db, key, plan.round, plan.question.rules)
  const present = new Map(now.before.map((seat) => [seat.person, seat.class]))
  const planned = new Map(answer.plan.seats.map((seat) => [seat.person, seat.class]))
  const seats = now.instance.people.map(({ id }) => ({
    person: id,
    class: planned.has(id) ? (planned.get(id) ?? null) : (present.get(id) ?? null),
  }))
  const sitting = await classPlacesOf(db, key, plan.round)
  const changes = classChanges({
    instance: now.instance,
    present,
    seats,
    broken: brokenBySeats(now.instance, now.before),
    dropped: new Map(
      sitting.flatMap(({ participantId, classId }) =>
        present.has(participantId) ? [] : [[participantId, classId] as const],
      ),
    ),
    outside: new Set(now.outside.map(({ id }) => id)),
  })
  return { sheet, found: answer.plan, instance: now.instance, now: now.before, seats, changes }
}

async function applyClasses({ tx, at }: Turn, key: MeetingKey, plan: Plan): Promise<Result<Change[]>> {
  const after = await classesAfter(tx, key, plan)
  if (!after) return conflict('seating.refusal.notFound')
  const { verification } = checkPlan(after.sheet, after.found, plan.question)
  if (!verification.isRight) return conflict('seating.refusal.failsCheck')
  const broken = violationsOfSeats(after.instance, after.seats)
  if (broken.length > 0) return conflict('seating.refusal.noLongerHolds', { count: broken.length })
  const before = new Map(
    (await classPlacesOf(tx, key, plan.round)).map((place) => [place.participantId, place]),
  )
  await writeRound(
    tx,
    key,
    plan.round,
    after.seats.flatMap(({ person, class: seat }) => {
      if (seat === null) return []
      const was = before.get(person)
      const stays = was?.classId === seat
      return {
        participant_id: person,
        round: plan.round,
        class_id: seat,
        is_locked: stays && was.isLocked,
        plan_id: plan.id,
        placed_at: at,
      }
    }),
  )
  return ok(after.changes)
}

/** The same for beds. */
export async function roomsAfter(db: Tx | Services['db'], key: MeetingKey, plan: Plan) {
  const { sheet, answer } = await storedRooms(db, key, plan.id)
  if (answer?.status !== 'placed') return null
  const now = await gatherRooms(db, key, plan.question.rules.locks)
  const present = new Map(now.before.map(({ person, room }) => [person, room]))
  const planned = new Map(answer.plan.beds.map(({ person, room }) => [person, room]))
  const beds = now.instance.guests.flatMap(({ id }) => {
    const room = planned.get(id) ?? present.get(id)
    return room === undefined ? [] : [{ person: id, room }]
  })
  const sleeping = await roomPlacesOf(db, key)
  const changes = roomChanges({
    present,
    beds,
    broken: checkRooms(
      { instance: onlyGuests(now.instance, new Set(present.keys())), before: [] },
      { ...answer.plan, beds: now.before },
    ).violations,
    dropped: new Map(
      sleeping.flatMap(({ participantId, roomId }) =>
        present.has(participantId) ? [] : [[participantId, roomId] as const],
      ),
    ),
    outside: new Set(now.outside.map(({ id }) => id)),
  })
  return { sheet, found: answer.plan, instance: now.instance, beds, changes }
}

/** The question about these guests alone. */
const onlyGuests = (instance: RoomsInstance, who: ReadonlySet<string>): RoomsInstance => ({
  ...instance,
  guests: instance.guests.filter(({ id }) => who.has(id)),
  together: instance.together.filter(({ people }) => people.every((id) => who.has(id))),
})

async function applyRooms({ tx, at }: Turn, key: MeetingKey, plan: Plan): Promise<Result<Change[]>> {
  const after = await roomsAfter(tx, key, plan)
  if (!after) return conflict('seating.refusal.notFound')
  if (!checkRooms(after.sheet, after.found).isRight) return conflict('seating.refusal.failsCheck')
  // Whoever came since has no bed yet, which is no broken rule of this plan.
  const instance = onlyGuests(after.instance, new Set(after.beds.map(({ person }) => person)))
  const { violations } = checkRooms({ instance, before: [] }, { ...after.found, beds: after.beds })
  if (violations.length > 0) return conflict('seating.refusal.noLongerHolds', { count: violations.length })
  const before = new Map((await roomPlacesOf(tx, key)).map((place) => [place.participantId, place]))
  await writeRooms(
    tx,
    key,
    after.beds.map(({ person, room }) => {
      const was = before.get(person)
      return {
        participant_id: person,
        room_id: room,
        is_locked: was?.roomId === room && was.isLocked,
        plan_id: plan.id,
        placed_at: at,
      }
    }),
  )
  return ok(after.changes)
}
