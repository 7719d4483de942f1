import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { putAdmission } from './admissions-store.ts'
import { deviceByCode, forgetDevices } from './device.ts'
import { lastUpload } from './device-day.ts'
import type { Enrolled } from './enrol-phone.ts'
import { letPhoneIn } from './let-phone-in.ts'
import type { Relay } from './relay-access.ts'

/**
 * Takes what a relay tells of a phone that it let in while it had no line. The code is the proof: a relay has only hashes
 * of codes until a phone brings one, so it can invent nobody. What we would not have let in is shut out now, with an
 * audit entry and a row for the desk; a code that we never gave is refused with an entry about the relay.
 */
export async function takeAdmission(
  services: Services,
  relay: Relay,
  { code, hash, at }: { code: string; hash: string; at: Date },
): Promise<Result<Enrolled>> {
  const missing = refuse({ kind: 'missing', key: 'doors.refusal.link' })
  const toldAt = services.clock.now()
  const refused = { action: 'doors.refuse-admission' as const, scope: relay.workUnitId }
  const result = await transact(services.db, async (tx): Promise<Result<Enrolled | null>> => {
    const device = await deviceByCode({ ...services, db: tx }, code)
    if (!device || device.meetingId !== relay.meetingId || device.venueId !== relay.venueId) {
      const event = { ...refused, subject: `relay ${relay.id}`, after: { outcome: 'forged', at } }
      await audit(tx, systemActor('relay'), event, toldAt)
      return ok(null)
    }
    const outcome = await letPhoneIn(tx, device, { hash, at, relay: { id: relay.id, hasLine: false } })
    const isNew = await putAdmission(tx, {
      work_unit_id: relay.workUnitId,
      meeting_id: relay.meetingId,
      device_id: device.id,
      relay_id: relay.id,
      secret_hash: hash,
      at,
      told_at: toldAt,
      outcome,
    })
    if (outcome === 'taken')
      return ok({ deviceId: device.id, until: lastUpload(device.timeZone, device.day) })
    const event = { ...refused, subject: `phone ${device.id}`, after: { outcome, at, relay: relay.id } }
    if (isNew) await audit(tx, systemActor('relay'), event, toldAt)
    return ok(null)
  })
  forgetDevices(services)
  if (!result.ok) return result
  return result.value ? ok(result.value) : missing
}
