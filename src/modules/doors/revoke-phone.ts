import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { forgetDevices } from './device.ts'
import { doorsOf, missingOf, phonesOf } from './doors-read-model.ts'
import { revoke } from './doors-store.ts'
import { mayAtDoor } from './may-at-door.ts'

/**
 * Shuts out a phone that is lost. What it has handed in stays; what it told of and did not hand in goes into the audit
 * entry as a gap. At its next contact it throws everything away.
 */
export async function revokePhone(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  deviceId: string,
): Promise<Result<{ missing: number }>> {
  const result = await transact(services.db, async (tx) => {
    const [phone] = await phonesOf(tx, meeting, deviceId)
    if (!phone) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const door = (await doorsOf(tx, meeting)).find(({ id }) => id === phone.doorId)
    if (!(await mayAtDoor({ db: tx }, actor, meeting, 'meetings.door', door?.venueId)))
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    const at = services.clock.now()
    if (!(await revoke(tx, { ...meeting, deviceId }, at)))
      return refuse({ kind: 'conflict', key: 'doors.refusal.revoked' })
    const missing = missingOf(phone)
    const event = {
      action: 'doors.revoke-phone' as const,
      subject: `phone ${deviceId}`,
      scope: meeting.workUnitId,
    }
    const after = { received: phone.received, missing, unknownSince: phone.lastContactAt }
    await audit(tx, actor, { ...event, after }, at)
    return ok({ missing })
  })
  forgetDevices(services)
  return result
}
