import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { deviceById } from './device.ts'
import { endOfDay } from './device-day.ts'
import { letIn } from './doors-store.ts'
import type { AdmissionOutcome } from './tables.ts'

type Device = NonNullable<Awaited<ReturnType<typeof deviceById>>>

/** Which browser it was, by the hash of its secret; when, by our clock; and through which relay. */
export interface Entering {
  hash: string
  at: Date
  relay: { id: string; hasLine: boolean } | null
}

/**
 * Lets in the phone that brought a device's code, or says why not: the code let in another before (`used`), was revoked,
 * or its day is over (`late`). The same browser asking again is the same asking. Leaves an audit entry where it was let in.
 */
export async function letPhoneIn(
  tx: Tx,
  device: Device,
  { hash, at, relay }: Entering,
): Promise<AdmissionOutcome> {
  if (device.revoked_at !== null) return 'revoked'
  if (at >= endOfDay(device.timeZone, device.day)) return 'late'
  const key = { workUnitId: device.workUnitId, id: device.meetingId, deviceId: device.id }
  if (!(await letIn(tx, key, { hash, at }))) return 'used'
  if (device.enrolled_at !== null) return 'taken'
  const event = {
    action: 'doors.enrol-phone' as const,
    subject: `phone ${device.id}`,
    scope: device.workUnitId,
  }
  const after = { doorId: device.doorId, day: device.day, relay: relay?.id, hadLine: relay?.hasLine }
  await audit(tx, systemActor('door'), { ...event, after }, at)
  return 'taken'
}
