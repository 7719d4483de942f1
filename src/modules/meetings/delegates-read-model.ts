import type { Actor } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import { namesOfAccounts } from '../accounts/index.ts'
import { type Meeting, type MeetingKey, meetingById } from './meetings-read-model.ts'
import type { DelegateTask } from './tables.ts'

/** Somebody to whom a task of a meeting was given. */
export interface Delegate {
  id: string
  accountId: string
  /** Empty where the account is no longer there. */
  name: string
  task: DelegateTask
  /** Null: for the whole meeting. */
  venueId: string | null
  givenAt: Date
}

/** The tasks given in a meeting, by task and name. */
export async function delegatesOf(db: Db, meeting: MeetingKey): Promise<Delegate[]> {
  const rows = await db
    .selectFrom('meeting_delegate')
    .select(['id', 'account_id as accountId', 'task', 'venue_id as venueId', 'given_at as givenAt'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('task')
    .execute()
  const names = await namesOfAccounts(
    db,
    rows.map(({ accountId }) => accountId),
  )
  return rows.map((row) => ({ ...row, name: names.get(row.accountId) ?? '' }))
}

/** A task of somebody, in its meeting. */
export interface OwnTask {
  meeting: Meeting
  task: DelegateTask
  venueId: string | null
}

const isDelegate = (actor: Actor | null) => actor?.kind === 'person' && isId(actor.id)

/** Whether somebody has a task in any meeting. */
export async function hasTask(db: Db, actor: Actor | null): Promise<boolean> {
  if (!actor || !isDelegate(actor)) return false
  const found = await db
    .selectFrom('meeting_delegate')
    .select('id')
    .where('account_id', '=', actor.id)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The tasks of somebody in all meetings, of the latest meeting first. */
export async function tasksOf(db: Db, actor: Actor | null): Promise<OwnTask[]> {
  if (!actor || !isDelegate(actor)) return []
  const rows = await db
    .selectFrom('meeting_delegate')
    .innerJoin('meeting', (on) =>
      on
        .onRef('meeting.work_unit_id', '=', 'meeting_delegate.work_unit_id')
        .onRef('meeting.id', '=', 'meeting_delegate.meeting_id'),
    )
    .select(['meeting.work_unit_id as workUnitId', 'meeting.id', 'task', 'venue_id as venueId'])
    .where('account_id', '=', actor.id)
    .orderBy('starts_on', 'desc')
    .orderBy('meeting.id')
    .orderBy('task')
    .execute()
  const tasks: OwnTask[] = []
  for (const { workUnitId, id, task, venueId } of rows) {
    const known = tasks.find(({ meeting }) => meeting.id === id)?.meeting
    const meeting = known ?? (await meetingById(db, { workUnitId, id }))
    if (meeting) tasks.push({ meeting, task, venueId })
  }
  return tasks
}

/** Meetings in which somebody has a task that lets him or her read, the latest first. */
export async function delegatedMeetings(db: Db, actor: Actor): Promise<Meeting[]> {
  if (actor.kind !== 'person' || !isId(actor.id)) return []
  const rows = await db
    .selectFrom('meeting_delegate')
    .select(['work_unit_id as workUnitId', 'meeting_id as id'])
    .distinct()
    .where('account_id', '=', actor.id)
    .where('task', '=', 'committee')
    .execute()
  const meetings = await Promise.all(rows.map((key) => meetingById(db, key)))
  return meetings
    .filter((meeting) => meeting !== undefined)
    .toSorted((one, other) => (one.startsOn < other.startsOn ? 1 : -1))
}
