import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingClass, type MeetingKey } from '../meetings/index.ts'
import { type Participant, tookPart } from '../participants/index.ts'
import { refusalOfSeat } from './class-fits.ts'
import { comingTo } from './gather.ts'
import { conflict, forbidden, inSeating, missing, type Turn } from './in-seating.ts'
import type { Pair } from './instance-of.ts'
import { type ClassPlace, classPlacesOf, pairsOf } from './places-read-model.ts'
import { appliedPlan } from './plans-read-model.ts'
import { firstQuestion, type Question } from './question.ts'
import { putClassPlace } from './seating-store.ts'

/** What a change by hand is judged by: a round as it is now, under the rules of the plan in force. */
interface Round {
  people: Map<string, Participant>
  classes: MeetingClass[]
  places: Map<string, ClassPlace>
  pairs: Pair[]
  rules: Question['rules']
}

async function roundNow({ tx }: Turn, key: MeetingKey, round: number): Promise<Round> {
  const plan = await appliedPlan(tx, key, { kind: 'classes', round })
  return {
    people: new Map((await comingTo(tx, key)).map((one) => [one.id, one])),
    classes: (await classesOf(tx, key)).filter((one) => one.round === round),
    places: new Map((await classPlacesOf(tx, key, round)).map((place) => [place.participantId, place])),
    pairs: await pairsOf(tx, key),
    rules: plan?.question.rules ?? firstQuestion.rules,
  }
}

const sittingIn = ({ people, places }: Round, classId: string, without: readonly string[]) =>
  [...places.values()].flatMap((place) => {
    const one = people.get(place.participantId)
    return one && place.classId === classId && !without.includes(one.id) ? [one] : []
  })

const atOneVenue = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  decide: (turn: Turn) => Promise<Result<null>>,
) => inSeating(services, actor, key, decide, { oneVenue: true })

export interface HandPlace {
  participantId: string
  round: number
  /** Null takes the place away. */
  classId: string | null
  /** Keeps every later plan from moving the person. */
  isLocked: boolean
}

/**
 * Seats or moves one person by hand, and locks or unlocks the seat. Refuses a class that is full, in another venue, or
 * holds somebody of the same unit or to be kept apart while these rules are on.
 */
export const placeByHand = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { participantId, round, classId, isLocked }: HandPlace,
): Promise<Result<null>> =>
  atOneVenue(services, actor, key, async (turn) => {
    const now = await roundNow(turn, key, round)
    const person = now.people.get(participantId)
    const into = now.classes.find(({ id }) => id === classId)
    if (!person || !tookPart.some((state) => state === person.state)) return missing
    if (classId !== null && !into) return missing
    if (!turn.mayChangeAt(person.venueId)) return forbidden
    const before = now.places.get(participantId)
    if (into && before?.classId !== into.id) {
      const sitting = sittingIn(now, into.id, [participantId])
      const refusal = refusalOfSeat(person, into, { ...now, sitting })
      if (refusal) return conflict(refusal.key, refusal.params)
    }
    const isMoved = before?.classId !== (classId ?? undefined)
    await putClassPlace(turn.tx, key, {
      participant_id: participantId,
      round,
      class_id: classId,
      is_locked: isLocked,
      plan_id: isMoved ? null : (before?.planId ?? null),
      placed_at: turn.at,
    })
    await turn.leave({
      action: 'seating.place',
      subject: `participant ${participantId}`,
      before: before && { round, classId: before.classId, isLocked: before.isLocked },
      after: { round, classId, isLocked },
    })
    return ok(null)
  })

/** Two people take each other's seat in a round. Refuses what moving each of them would be refused for. */
export const swapPlaces = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { participantId, otherId, round }: { participantId: string; otherId: string; round: number },
): Promise<Result<null>> =>
  atOneVenue(services, actor, key, async (turn) => {
    const now = await roundNow(turn, key, round)
    const both = [participantId, otherId].map((id) => ({
      person: now.people.get(id),
      place: now.places.get(id),
    }))
    const [one, other] = both
    if (!one?.person || !one.place || !other?.person || !other.place)
      return conflict('seating.refusal.swapPlaces')
    if (!turn.mayChangeAt(one.person.venueId)) return forbidden
    if (one.place.isLocked || other.place.isLocked) return conflict('seating.refusal.swapLocked')
    if (one.place.classId === other.place.classId) return conflict('seating.refusal.swapSame')
    const moves = [
      { person: one.person, to: other.place.classId },
      { person: other.person, to: one.place.classId },
    ]
    for (const { person, to } of moves) {
      const into = now.classes.find(({ id }) => id === to)
      if (!into) return missing
      const sitting = sittingIn(now, to, [participantId, otherId])
      const refusal = refusalOfSeat(person, into, { ...now, sitting })
      if (refusal) return conflict(refusal.key, refusal.params)
    }
    for (const { person, to } of moves) {
      await putClassPlace(turn.tx, key, {
        participant_id: person.id,
        round,
        class_id: to,
        plan_id: null,
        placed_at: turn.at,
      })
    }
    await turn.leave({
      action: 'seating.swap',
      subject: `participant ${participantId}`,
      before: { round, classId: one.place.classId },
      after: { round, classId: other.place.classId, with: otherId },
    })
    return ok(null)
  })
