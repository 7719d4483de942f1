import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Base, basesFor } from './bases-read-model.ts'
import { deleteSetting } from './programmes-store.ts'

/** Takes a unit's own terms of a base away, so that those from above hold again. Refuses where there are none. */
export async function restoreBase(
  services: Services,
  actor: Actor,
  where: { workUnitId: string; electionId: string; base: string },
): Promise<Result<Base>> {
  const { workUnitId, electionId, base: code } = where
  if (!may(actor, 'outreach.change', workUnitId)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    const find = async () =>
      (await basesFor(tx, { electionId, workUnitId })).find((base) => base.code === code)
    const before = await find()
    if (!(await deleteSetting(tx, where))) {
      return refuse({ kind: 'conflict', key: 'outreach.refusal.notChanged' })
    }
    const after = await find()
    if (!after) throw new Error(`The base ${code} is gone.`)
    const event = {
      action: 'outreach.restore-base' as const,
      subject: `base ${code} ${electionId}`,
      scope: workUnitId,
    }
    await audit(tx, actor, { ...event, before, after }, services.clock.now())
    return ok(after)
  })
}
