import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { engineOf } from './engine.ts'
import type { Season } from './season.ts'
import { destroySeasonKey, forgetOldRows, seasonsOf } from './season-store.ts'

/**
 * Destroys the key of a season, for good: from then on no sketch can be asked whether somebody is in it, and hits of
 * the election are redirected but not counted. Figures stay. Refuses a season that is erased or was never counted.
 */
export async function eraseSeason(
  services: Services,
  actor: Actor,
  electionId: string,
): Promise<Result<Season>> {
  const { root } = await unitTree(services)
  if (!may(actor, 'reach.erase', root.id)) return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  const result = await transact<Season>(services.db, async (tx) => {
    const before = (await seasonsOf(tx, root.id)).find((season) => season.electionId === electionId)
    if (!before) return refuse({ kind: 'missing', key: 'reach.refusal.season' })
    const at = services.clock.now()
    if (!(await destroySeasonKey(tx, electionId, at))) {
      return refuse({ kind: 'conflict', key: 'reach.refusal.erased' })
    }
    const after = { ...before, erasedAt: at }
    await audit(
      tx,
      actor,
      { action: 'reach.erase-season', subject: `season ${electionId}`, scope: root.id, before, after },
      at,
    )
    return ok(after)
  })
  if (result.ok) {
    engineOf(services).keys.forget(electionId)
    await forgetOldRows(services.db)
  }
  return result
}
