import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { dayProblems } from './programme-days.ts'
import { type Programme, programmeById } from './programmes-read-model.ts'
import { changeProgramme, lockProgramme } from './programmes-store.ts'

/**
 * Opens a closed programme again until `endsOn` (YYYY-MM-DD), with the volunteers it had.
 * Refuses one that is open, and a last day that is no day, lies before its first, or more than twenty years
 * after it.
 */
export async function reopenProgramme(
  services: Services,
  actor: Actor,
  { workUnitId, id, endsOn }: { workUnitId: string; id: string; endsOn: string },
): Promise<Result<Programme>> {
  if (!may(actor, 'outreach.change', workUnitId)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    await lockProgramme(tx, workUnitId, id)
    const before = await programmeById(tx, workUnitId, id)
    if (!before) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (before.state === 'open') return refuse({ kind: 'conflict', key: 'outreach.refusal.open' })
    // It may begin after the vote when it was opened late; only its new end is judged.
    const fields = dayProblems({ startsOn: before.startsOn, endsOn }, null)
    if (fields.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields })
    const at = services.clock.now()
    const change = { state: 'open' as const, ends_on: endsOn, opened_at: at, closed_at: null }
    await changeProgramme(tx, workUnitId, id, change)
    const after: Programme = { ...before, state: 'open', endsOn, openedAt: at, closedAt: null }
    await audit(
      tx,
      actor,
      { action: 'outreach.reopen', subject: `programme ${id}`, scope: workUnitId, before, after },
      at,
    )
    return ok(after)
  })
}
