import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { type ClassesAnswer, type ClassesSheet, type RoomsFound, type RoomsSheet, unpack } from './packed.ts'
import type { PlanProgress, Question } from './question.ts'
import type { PlanKind, PlanState } from './tables.ts'

/** A plan without what was asked and found in detail. */
export interface Plan {
  id: string
  kind: PlanKind
  round: number
  state: PlanState
  question: Question
  progress: PlanProgress | null
  askedBy: string
  askedAt: Date
  foundAt: Date | null
  appliedAt: Date | null
}

const plansQuery = (db: Db, meeting: MeetingKey) =>
  db
    .selectFrom('placement_plan')
    .select(['id', 'kind', 'round', 'state', 'question', 'progress', 'asked_by as askedBy'])
    .select(['asked_at as askedAt', 'found_at as foundAt', 'applied_at as appliedAt'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)

/** The latest plans of a kind, in one round or in all, the newest first. */
export async function plansOf(
  db: Db,
  meeting: MeetingKey,
  { kind, round, limit = 12 }: { kind: PlanKind; round?: number; limit?: number },
): Promise<Plan[]> {
  let rows = plansQuery(db, meeting).where('kind', '=', kind)
  if (round !== undefined) rows = rows.where('round', '=', round)
  return rows.orderBy('id', 'desc').limit(limit).execute()
}

export const planById = async (db: Db, meeting: MeetingKey, id: string): Promise<Plan | undefined> =>
  isId(id) ? plansQuery(db, meeting).where('id', '=', id).executeTakeFirst() : undefined

/** The plan that holds now. */
export const appliedPlan = (
  db: Db,
  meeting: MeetingKey,
  { kind, round }: { kind: PlanKind; round: number },
): Promise<Plan | undefined> =>
  plansQuery(db, meeting)
    .where('kind', '=', kind)
    .where('round', '=', round)
    .where('state', '=', 'applied')
    .executeTakeFirst()

/** What was asked and found, as it is stored. A stored answer that cannot be read is null, as if there were none. */
export interface Stored<Sheet, Answer> {
  sheet: Sheet
  answer: Answer | null
}

async function storedOf<Sheet, Answer>(
  db: Db,
  meeting: MeetingKey,
  id: string,
): Promise<Stored<Sheet, Answer>> {
  const row = await db
    .selectFrom('placement_plan')
    .select(['sheet', 'answer'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    sheet: unpack<Sheet>(row.sheet),
    answer: row.answer === null ? null : unpack<Answer>(row.answer),
  }
}

export const storedClasses = storedOf<ClassesSheet, ClassesAnswer>
export const storedRooms = storedOf<RoomsSheet, RoomsFound>
