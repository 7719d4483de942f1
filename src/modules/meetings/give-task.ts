import { type Actor, covers } from '../../platform/access.ts'
import { isId, newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { scopeOfAccount } from '../accounts/index.ts'
import { type Delegate, delegatesOf } from './delegates-read-model.ts'
import { forbidden, inMeeting, invalid, missing } from './in-meeting.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { addDelegate, deleteDelegate } from './meetings-store.ts'
import { venuesOf } from './places-read-model.ts'
import { type DelegateTask, delegateTasks } from './tables.ts'

export interface TaskInput {
  accountId: string
  task: DelegateTask
  /** Null: for the whole meeting. */
  venueId: string | null
}

/**
 * Gives somebody a task in a meeting, for one venue or all. Only who may change the whole meeting gives tasks. Refuses
 * accounts of other units than the host's and those under it, and a task somebody has.
 */
export const giveTask = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { accountId, task, venueId }: TaskInput,
): Promise<Result<{ id: string }>> =>
  inMeeting(services, actor, key, async ({ tx, rights, at, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    const scope = isId(accountId) ? await scopeOfAccount(tx, accountId) : undefined
    if (scope === undefined || !covers(key.workUnitId, scope)) {
      return invalid([{ field: 'accountId', key: 'meetings.refusal.account' }])
    }
    if (!delegateTasks.includes(task)) return invalid([{ field: 'task', key: 'meetings.refusal.choose' }])
    if (venueId !== null && !(await venuesOf(tx, key)).some(({ id }) => id === venueId)) {
      return invalid([{ field: 'venueId', key: 'meetings.refusal.choose' }])
    }
    const isGiven = (await delegatesOf(tx, key)).some(
      (one) => one.accountId === accountId && one.task === task && one.venueId === venueId,
    )
    if (isGiven) return invalid([{ field: 'task', key: 'meetings.refusal.taskGiven' }])
    const id = newId(at.getTime())
    await addDelegate(tx, {
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id,
      account_id: accountId,
      task,
      venue_id: venueId,
      given_at: at,
    })
    const after = { accountId, task, venueId }
    await leave({ action: 'meetings.give-task', subject: `delegate ${id}`, after })
    return ok({ id })
  })

/** Takes a task back, also when the meeting is closed. */
export const takeTask = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<Delegate>> =>
  inMeeting(
    services,
    actor,
    key,
    async ({ tx, rights, leave }) => {
      if (!rights.may('meetings.change')) return forbidden
      const before = (await delegatesOf(tx, key)).find((one) => one.id === id)
      if (!before) return missing
      await deleteDelegate(tx, key, id)
      const { accountId, task, venueId } = before
      const event = { action: 'meetings.take-task' as const, subject: `delegate ${id}` }
      await leave({ ...event, before: { accountId, task, venueId } })
      return ok(before)
    },
    { closedToo: true },
  )
