import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, refusedAsClosed } from '../meetings/index.ts'
import { doorsOf } from './doors-read-model.ts'
import { allowSelfCheckIn } from './doors-store.ts'
import { mayAtDoor } from './may-at-door.ts'

/** Lets participants record themselves at a door, or no longer. Refuses a door of another meeting. */
export async function setSelfCheckIn(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  { doorId, isOn }: { doorId: string; isOn: boolean },
): Promise<Result<null>> {
  return transact(services.db, async (tx) => {
    const door = (await doorsOf(tx, meeting)).find(({ id }) => id === doorId)
    if (!door) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (!(await mayAtDoor({ db: tx }, actor, meeting, 'meetings.door', door.venueId)))
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    if (door.selfCheckIn === isOn) return ok(null)
    const closed = isOn ? await refusedAsClosed(tx, meeting) : undefined
    if (closed) return closed
    await allowSelfCheckIn(tx, { ...meeting, doorId }, isOn)
    const event = {
      action: 'doors.set-self-check-in' as const,
      subject: `door ${doorId}`,
      scope: meeting.workUnitId,
    }
    await audit(tx, actor, { ...event, before: { isOn: !isOn }, after: { isOn } }, services.clock.now())
    return ok(null)
  })
}
