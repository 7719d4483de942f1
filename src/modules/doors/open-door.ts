import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, refusedAsClosed, venuesOf } from '../meetings/index.ts'
import { type Door, doorsOf } from './doors-read-model.ts'
import { putDoor } from './doors-store.ts'
import { mayAtDoor } from './may-at-door.ts'
import type { DoorPurpose } from './tables.ts'

/** Adds a door to a venue. Refuses a venue of another meeting, a name that the venue's doors have already, and once the meeting is closed. */
export async function openDoor(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  input: { venueId: string; name: string; purpose: DoorPurpose },
): Promise<Result<Door>> {
  if (!(await mayAtDoor(services, actor, meeting, 'meetings.door', input.venueId)))
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  return transact(services.db, async (tx) => {
    const closed = await refusedAsClosed(tx, meeting)
    if (closed) return closed
    const problems: FieldProblem[] = []
    const venue = (await venuesOf(tx, meeting)).find(({ id }) => id === input.venueId)
    if (!venue) problems.push({ field: 'venue', key: 'doors.refusal.venue' })
    const doors = await doorsOf(tx, meeting)
    if (doors.some(({ venueId, name }) => venueId === input.venueId && name === input.name))
      problems.push({ field: 'name', key: 'doors.refusal.nameTaken' })
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    const at = services.clock.now()
    const door = { id: newId(at.getTime()), ...input, selfCheckIn: false }
    await putDoor(tx, {
      work_unit_id: meeting.workUnitId,
      meeting_id: meeting.id,
      id: door.id,
      venue_id: door.venueId,
      name: door.name,
      purpose: door.purpose,
      made_at: at,
    })
    const event = {
      action: 'doors.open-door' as const,
      subject: `door ${door.id}`,
      scope: meeting.workUnitId,
    }
    await audit(tx, actor, { ...event, after: door }, at)
    return ok(door)
  })
}
