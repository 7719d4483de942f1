import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { dayIn } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, meetingById, refusedAsClosed } from '../meetings/index.ts'
import { doorsOf } from './doors-read-model.ts'
import { putDevice } from './doors-store.ts'
import { mayAtDoor } from './may-at-door.ts'

/** So many at once: what one door may want in reserve. */
export const phonesAtMost = 24

/**
 * Makes room for phones at one door on one day; the code of each lets one phone in, once. Several are told apart by a
 * number after the label. Refuses a door of another meeting, and days that are over or on which the meeting is not held.
 */
export async function addPhones(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: { doorId: string; label: string; day: string; count: number },
): Promise<Result<{ ids: string[]; venueId: string }>> {
  return transact(services.db, async (tx) => {
    const meeting = await meetingById(tx, key)
    if (!meeting) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const door = (await doorsOf(tx, key)).find(({ id }) => id === input.doorId)
    if (!(await mayAtDoor({ db: tx }, actor, key, 'meetings.door', door?.venueId)))
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    const closed = await refusedAsClosed(tx, key)
    if (closed) return closed
    const at = services.clock.now()
    const problems: FieldProblem[] = []
    if (!door) problems.push({ field: 'door', key: 'doors.refusal.door' })
    if (input.day < meeting.startsOn || input.day > meeting.endsOn || input.day < dayIn(meeting.timeZone, at))
      problems.push({ field: 'day', key: 'doors.refusal.day' })
    if (!door || problems.length > 0)
      return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    const ids: string[] = []
    for (let number = 1; number <= input.count; number += 1) {
      const id = newId(at.getTime())
      ids.push(id)
      await putDevice(tx, {
        work_unit_id: key.workUnitId,
        meeting_id: key.id,
        id,
        door_id: input.doorId,
        label: input.count === 1 ? input.label : `${input.label} ${number}`,
        day: input.day,
        made_at: at,
        enrolled_at: null,
        secret_hash: null,
        last_contact_at: null,
        offset_ms: null,
        signed_out_at: null,
        revoked_at: null,
      })
      const event = { action: 'doors.add-phone' as const, subject: `phone ${id}`, scope: key.workUnitId }
      await audit(tx, actor, { ...event, after: { doorId: input.doorId, day: input.day } }, at)
    }
    return ok({ ids, venueId: door.venueId })
  })
}
