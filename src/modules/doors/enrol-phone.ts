import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { deviceByCode } from './device.ts'
import { lastUpload } from './device-day.ts'
import { letPhoneIn } from './let-phone-in.ts'

/** The phone that was let in, and until when it may hand in. */
export interface Enrolled {
  deviceId: string
  until: Date
}

/**
 * Lets in the phone that brought a code, here or `through` a relay that has a line; it is recognised by the secret that
 * `hash` is of. Refuses a code that is not ours, let in another, was revoked, or is for a day gone by; and one for
 * another venue than the relay's.
 */
export async function enrolPhone(
  services: Services,
  typed: string,
  hash: string,
  through: { venueId: string; id: string } | null = null,
): Promise<Result<Enrolled>> {
  const missing = refuse({ kind: 'missing', key: 'doors.refusal.link' })
  return transact(services.db, async (tx) => {
    const device = await deviceByCode({ ...services, db: tx }, typed)
    if (!device || (through && through.venueId !== device.venueId)) return missing
    const at = services.clock.now()
    const relay = through && { id: through.id, hasLine: true }
    if ((await letPhoneIn(tx, device, { hash, at, relay })) !== 'taken') return missing
    return ok({ deviceId: device.id, until: lastUpload(device.timeZone, device.day) })
  })
}
