import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { endOfDay } from './device-day.ts'
import { type Relay, relayById, relayOfCode } from './relay-access.ts'
import type { RelayEnrolment } from './relay-shapes.ts'
import { letRelayIn } from './relays-store.ts'
import { isHash } from './seal.ts'

/**
 * Lets in the relay that was given a code. It brings the hash of its own secret, so that asking again after an answer
 * that was cut off is the same asking. Refuses a code that is not ours, was used by another, or whose meeting is over.
 */
export async function enrolRelay(
  services: Services,
  { code, secretHash }: RelayEnrolment,
): Promise<Result<Relay>> {
  const id = relayOfCode(services.config, code)
  const missing = refuse({ kind: 'missing', key: 'doors.refusal.relayCode' })
  if (id === null || !isHash(secretHash)) return missing
  return transact(services.db, async (tx) => {
    const relay = await relayById(tx, id)
    const at = services.clock.now()
    if (!relay || at >= endOfDay(relay.timeZone, relay.lastDay)) return missing
    const key = { workUnitId: relay.workUnitId, id: relay.meetingId, relayId: id }
    if (!(await letRelayIn(tx, key, { hash: secretHash, at }))) return missing
    if (relay.secretHash === null) {
      const event = { action: 'doors.enrol-relay' as const, subject: `relay ${id}`, scope: relay.workUnitId }
      await audit(tx, systemActor('relay'), { ...event, after: { venueId: relay.venueId } }, at)
    }
    return ok(relay)
  })
}
