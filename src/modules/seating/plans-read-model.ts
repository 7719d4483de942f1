import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { Change } from './changes.ts'
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

/** What was asked and found, as it is stored; no answer is null. */
interface Stored<Sheet, Answer> {
  sheet: Sheet
  answer: Answer | null
}

/** The stored bytes, unread: whether they are still those that were looked at before can be told from them alone. */
export const storedBytes = (db: Db, meeting: MeetingKey, id: string) =>
  db
    .selectFrom('placement_plan')
    .select(['sheet', 'answer'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

type Bytes = Awaited<ReturnType<typeof storedBytes>>

/** Reads them. Throws where they cannot be read. */
const read = <Sheet, Answer>({ sheet, answer }: Bytes): Stored<Sheet, Answer> => ({
  sheet: unpack<Sheet>(sheet),
  answer: answer === null ? null : unpack<Answer>(answer),
})

export const readClasses = read<ClassesSheet, ClassesAnswer>
export const readRooms = read<RoomsSheet, RoomsFound>
export const storedClasses = async (db: Db, meeting: MeetingKey, id: string) =>
  readClasses(await storedBytes(db, meeting, id))
export const storedRooms = async (db: Db, meeting: MeetingKey, id: string) =>
  readRooms(await storedBytes(db, meeting, id))

/** A plan put into force: everybody whose place it changed, as it was then. */
export interface Application {
  id: string
  by: string
  at: Date
  changes: readonly Change[]
  /** What the classes or rooms were called then, by id. */
  called: Readonly<Record<string, string>>
}

/** Each time a plan was applied, the latest first. */
export async function applicationsOf(db: Db, meeting: MeetingKey, planId: string): Promise<Application[]> {
  const rows = await db
    .selectFrom('plan_application')
    .select(['id', 'applied_by as by', 'applied_at as at', 'changes'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('plan_id', '=', planId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ changes, ...row }) => ({
    ...row,
    ...unpack<Pick<Application, 'changes' | 'called'>>(changes),
  }))
}
