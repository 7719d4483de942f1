import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Device, forgetDevices } from './device.ts'
import { signOut } from './doors-store.ts'

/** Ends a phone's work at its door, as its steward asked. */
export async function signOutPhone(services: Services, device: Device): Promise<Result<null>> {
  const result = await transact(services.db, async (tx) => {
    const at = services.clock.now()
    const key = { workUnitId: device.workUnitId, id: device.meetingId, deviceId: device.id }
    await signOut(tx, key, at)
    const event = {
      action: 'doors.sign-out-phone' as const,
      subject: `phone ${device.id}`,
      scope: device.workUnitId,
    }
    await audit(tx, systemActor('door'), event, at)
    return ok(null)
  })
  forgetDevices(services)
  return result
}
