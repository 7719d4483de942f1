import type { Actor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { gatherRooms, gatherRound } from './gather.ts'
import { conflict, inSeating, type Turn } from './in-seating.ts'
import { pack } from './packed.ts'
import { firstQuestion, type Question } from './question.ts'
import { insertPlan } from './seating-store.ts'
import { solvePlanJob } from './solve-plan-name.ts'
import type { PlanKind } from './tables.ts'

/**
 * Asks for a plan of a round: keeps the question with everything it rests on, and has it reckoned by a job. Refuses
 * when there is nobody to be placed or no class. With fewest moves, refuses while nobody sits anywhere.
 */
export const askForClasses = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { round, question }: { round: number; question: Question },
): Promise<Result<{ id: string }>> =>
  inSeating(services, actor, key, async (turn) => {
    const { instance, before } = await gatherRound(turn.tx, key, round, question.rules)
    if (instance.classes.length === 0) return conflict('seating.refusal.noClasses')
    if (instance.people.length === 0) return conflict('seating.refusal.nobody')
    if (question.mode === 'fewest' && before.length === 0) return conflict('seating.refusal.nothingBefore')
    const counted =
      question.mode === 'best' && question.goals.stay !== 'off' ? { ...instance, before } : instance
    const sheet = { instance: counted, before }
    return ok(await ask(services, turn, { actor, kind: 'classes', round, question, sheet }))
  })

/** Asks for beds for everybody whose venue has a hotel. */
export const askForRooms = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { keepLocks, seconds }: { keepLocks: boolean; seconds: number },
): Promise<Result<{ id: string }>> =>
  inSeating(services, actor, key, async (turn) => {
    const { instance, before } = await gatherRooms(turn.tx, key, keepLocks)
    if (instance.rooms.length === 0) return conflict('seating.refusal.noRooms')
    if (instance.guests.length === 0) return conflict('seating.refusal.nobody')
    const question: Question = {
      ...firstQuestion,
      rules: { ...firstQuestion.rules, locks: keepLocks },
      seconds,
    }
    return ok(
      await ask(services, turn, { actor, kind: 'rooms', round: 0, question, sheet: { instance, before } }),
    )
  })

interface Asked {
  actor: Actor
  kind: PlanKind
  round: number
  question: Question
  sheet: unknown
}

async function ask(
  { jobs }: Services,
  { tx, meeting, at, leave }: Turn,
  { actor, kind, round, question, sheet }: Asked,
) {
  const id = newId(at.getTime())
  await insertPlan(tx, {
    work_unit_id: meeting.workUnitId,
    meeting_id: meeting.id,
    id,
    kind,
    round,
    state: 'running',
    question: JSON.stringify(question),
    sheet: pack(sheet),
    asked_by: actor.name,
    asked_at: at,
    example: meeting.example,
  })
  await jobs.enqueue(tx, solvePlanJob, { workUnitId: meeting.workUnitId, meetingId: meeting.id, planId: id })
  await leave({ action: 'seating.ask', subject: `placement ${id}`, after: { kind, round, ...question } })
  return { id }
}
