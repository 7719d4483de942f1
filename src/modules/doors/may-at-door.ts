import type { Actor } from '../../platform/access.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, rightsIn } from '../meetings/index.ts'

/**
 * Whether the actor may do something at the doors of a meeting: by role in the unit that hosts it, or by a task given
 * for the meeting or one of its venues. Who prepares a meeting may also run its doors. Without a venue: at one of them
 * at least.
 */
export async function mayAtDoor(
  { db }: Pick<Services, 'db'>,
  actor: Actor,
  meeting: MeetingKey,
  permission: 'meetings.door' | 'meetings.read',
  venueId?: string,
): Promise<boolean> {
  const rights = await rightsIn(db, actor, meeting)
  const accepted = permission === 'meetings.door' ? [permission, 'meetings.change'] : [permission]
  return accepted.some((one) => (venueId === undefined ? rights.mayAnywhere(one) : rights.may(one, venueId)))
}
