import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { deleteTaken } from './evaluation-store.ts'
import { findingById } from './findings-read-model.ts'
import { type ClassKey, inClass, missing } from './in-class.ts'

/** Takes out a finding that was recorded by mistake, as long as it is still the one that was shown. */
export const removeFinding = (
  services: Services,
  actor: Actor,
  key: ClassKey,
  { id, version }: { id: string; version: number },
): Promise<Result<null>> =>
  inClass(services, actor, key, async ({ tx, class: here, leave }) => {
    const finding = await findingById(tx, key.meeting, id)
    if (finding?.classId !== here.id) return missing
    if (!(await deleteTaken(tx, 'finding', key.meeting, { id, version }))) {
      return refuse({ kind: 'conflict', key: 'evaluation.refusal.changedSince' })
    }
    await leave({ action: 'evaluation.remove-finding', subject: `finding ${id}` })
    return ok(null)
  })
