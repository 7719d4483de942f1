import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Relay } from './relay-access.ts'
import { signOutRelayRow } from './relays-store.ts'

/** Ends a relay's work, as who stands at it asked: it has handed in everything and is about to throw it away. */
export async function signOutRelay(services: Services, relay: Relay): Promise<Result<null>> {
  return transact(services.db, async (tx) => {
    const at = services.clock.now()
    const key = { workUnitId: relay.workUnitId, id: relay.meetingId, relayId: relay.id }
    await signOutRelayRow(tx, key, at)
    const event = {
      action: 'doors.sign-out-relay' as const,
      subject: `relay ${relay.id}`,
      scope: relay.workUnitId,
    }
    await audit(tx, systemActor('relay'), event, at)
    return ok(null)
  })
}
