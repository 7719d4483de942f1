import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { contestsOf, electionById } from './elections-read-model.ts'
import { writeTurnout } from './record-turnout.ts'
import { turnoutFile } from './turnout-file.ts'
import type { Turnout } from './turnout-read-model.ts'

/**
 * Takes the records of a csv file, all or none; a record of a source that is there already is written over, so the
 * same file twice makes no doubles. Sums that disagree are taken and shown.
 */
export async function importTurnout(
  services: Services,
  actor: Actor,
  { electionId, bytes }: { electionId: string; bytes: Uint8Array },
): Promise<Result<Turnout[]>> {
  const tree = await unitTree(services)
  return transact(services.db, async (tx) => {
    if (!(await electionById(tx, electionId))) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const file = turnoutFile(bytes, { tree, electionId, contests: await contestsOf(tx, electionId) })
    if (!file.ok) return file
    if (!file.value.every(({ scope }) => may(actor, 'elections.change', scope))) {
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    }
    const written: Turnout[] = []
    for (const record of file.value) {
      const after = await writeTurnout(tx, record)
      written.push(after)
      const event = {
        action: 'elections.import-turnout' as const,
        subject: `turnout ${after.id}`,
        scope: after.scope,
      }
      await audit(tx, actor, { ...event, after }, services.clock.now())
    }
    return ok(written)
  })
}
