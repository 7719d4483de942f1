import { type Actor, may } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import type { DelegateTask } from './tables.ts'

const permissionsOf: Record<DelegateTask, readonly string[]> = {
  committee: ['meetings.read', 'meetings.change'],
  steward: ['meetings.door'],
  scribe: ['meetings.record'],
}

/** What somebody may do in one meeting, by role in the unit that hosts it or by a task given for this meeting. */
export interface MeetingRights {
  /** For a venue, or (no venue) for the meeting as a whole. Who works for one venue may read the whole meeting. */
  may(permission: string, venueId?: string | null): boolean
  /** At one venue at least. */
  mayAnywhere(permission: string): boolean
}

/** The rights of an actor in a meeting, read once. */
export async function rightsIn(db: Db, actor: Actor, meeting: MeetingKey): Promise<MeetingRights> {
  const tasks =
    actor.kind === 'person' && isId(actor.id)
      ? await db
          .selectFrom('meeting_delegate')
          .select(['task', 'venue_id'])
          .where('work_unit_id', '=', meeting.workUnitId)
          .where('meeting_id', '=', meeting.id)
          .where('account_id', '=', actor.id)
          .execute()
      : []
  const given = (permission: string) => tasks.filter(({ task }) => permissionsOf[task].includes(permission))
  const hosts = (permission: string) => may(actor, permission, meeting.workUnitId)
  return {
    may: (permission, venueId = null) =>
      hosts(permission) ||
      given(permission).some(
        (task) => task.venue_id === null || task.venue_id === venueId || permission === 'meetings.read',
      ),
    mayAnywhere: (permission) => hosts(permission) || given(permission).length > 0,
  }
}

/**
 * Whether the actor may do `permission` in a meeting: held in the scope of the unit that hosts it, or given with a task
 * (committee: `meetings.read` and `meetings.change`; steward: `meetings.door`; scribe: `meetings.record`) for the venue
 * or for the whole meeting.
 */
export const mayInMeeting = async (
  { db }: Pick<Services, 'db'>,
  actor: Actor,
  meeting: MeetingKey,
  permission: string,
  venueId?: string | null,
): Promise<boolean> => (await rightsIn(db, actor, meeting)).may(permission, venueId)
