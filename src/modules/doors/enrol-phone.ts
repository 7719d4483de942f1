import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { deviceById, deviceOfToken } from './device.ts'
import { endOfDay, lastUpload } from './device-day.ts'
import { letIn } from './doors-store.ts'
import { newSecret } from './seal.ts'

/** What goes into the phone's cookie, and until when. */
export interface Enrolled {
  cookie: string
  until: Date
}

/**
 * Lets in the phone that opened a link, here or `through` a relay. Refuses a link that is not ours, was used, was
 * revoked, or is for a day gone by; and one for another venue than the relay's.
 */
export async function enrolPhone(
  services: Services,
  token: string,
  through: { venueId: string; id: string } | null = null,
): Promise<Result<Enrolled>> {
  const id = deviceOfToken(services.config, token)
  const missing = refuse({ kind: 'missing', key: 'doors.refusal.link' })
  if (id === null) return missing
  return transact(services.db, async (tx) => {
    const device = await deviceById(tx, id)
    const at = services.clock.now()
    if (!device || at >= endOfDay(device.timeZone, device.day)) return missing
    if (through && through.venueId !== device.venueId) return missing
    const { secret, hash } = newSecret()
    const key = { workUnitId: device.workUnitId, id: device.meetingId, deviceId: id }
    if (!(await letIn(tx, key, { hash, at }))) return missing
    const event = { action: 'doors.enrol-phone' as const, subject: `phone ${id}`, scope: device.workUnitId }
    await audit(
      tx,
      systemActor('door'),
      { ...event, after: { doorId: device.doorId, day: device.day, relay: through?.id } },
      at,
    )
    return ok({ cookie: `${id}.${secret}`, until: lastUpload(device.timeZone, device.day) })
  })
}
