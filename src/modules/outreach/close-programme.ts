import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Programme, programmeById } from './programmes-read-model.ts'
import { changeProgramme, lockProgramme } from './programmes-store.ts'

/** Ends an open programme; its volunteers, links and figures stay. Refuses one that is closed already. */
export async function closeProgramme(
  services: Services,
  actor: Actor,
  { workUnitId, id }: { workUnitId: string; id: string },
): Promise<Result<Programme>> {
  if (!may(actor, 'outreach.change', workUnitId)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    await lockProgramme(tx, workUnitId, id)
    const before = await programmeById(tx, workUnitId, id)
    if (!before) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (before.state === 'closed') return refuse({ kind: 'conflict', key: 'outreach.refusal.closed' })
    const at = services.clock.now()
    await changeProgramme(tx, workUnitId, id, { state: 'closed', closed_at: at })
    const after: Programme = { ...before, state: 'closed', closedAt: at }
    await audit(
      tx,
      actor,
      { action: 'outreach.close', subject: `programme ${id}`, scope: workUnitId, before, after },
      at,
    )
    return ok(after)
  })
}
