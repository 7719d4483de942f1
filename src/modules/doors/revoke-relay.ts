import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { mayAtDoor } from './may-at-door.ts'
import { relaysOf } from './relays-read-model.ts'
import { revokeRelayRow } from './relays-store.ts'

/**
 * Shuts out a relay that is lost or broken. What it has handed in stays; at its next contact it throws everything away.
 * Its phones keep what they scanned and hand it in to the next relay of that address.
 */
export async function revokeRelay(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  relayId: string,
): Promise<Result<null>> {
  return transact(services.db, async (tx) => {
    const [relay] = await relaysOf(tx, meeting, relayId)
    if (!relay) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (!(await mayAtDoor({ db: tx }, actor, meeting, 'meetings.door', relay.venueId)))
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    const at = services.clock.now()
    if (!(await revokeRelayRow(tx, { ...meeting, relayId }, at)))
      return refuse({ kind: 'conflict', key: 'doors.refusal.relayRevoked' })
    const event = {
      action: 'doors.revoke-relay' as const,
      subject: `relay ${relayId}`,
      scope: meeting.workUnitId,
    }
    const after = { received: relay.received, waiting: relay.waiting, unknownSince: relay.lastContactAt }
    await audit(tx, actor, { ...event, after }, at)
    return ok(null)
  })
}
