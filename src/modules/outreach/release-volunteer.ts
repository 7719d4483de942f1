import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { markReleased } from './programmes-store.ts'

/** Ends the service of an active volunteer; what he or she brought stays counted. Refuses one already released. */
export async function releaseVolunteer(
  services: Services,
  actor: Actor,
  { workUnitId, id }: { workUnitId: string; id: string },
): Promise<Result<null>> {
  if (!may(actor, 'outreach.change', workUnitId)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    const at = services.clock.now()
    if (!(await markReleased(tx, workUnitId, id, at))) {
      return refuse({ kind: 'conflict', key: 'outreach.refusal.notActive' })
    }
    const event = { action: 'outreach.release' as const, subject: `volunteer ${id}`, scope: workUnitId }
    await audit(tx, actor, { ...event, before: { state: 'active' }, after: { state: 'released' } }, at)
    return ok(null)
  })
}
