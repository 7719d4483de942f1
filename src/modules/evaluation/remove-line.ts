import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { deleteTaken } from './evaluation-store.ts'
import { type ClassKey, inClass, missing } from './in-class.ts'
import { minutesLineById } from './minutes-read-model.ts'

/** Takes a line out of the minutes, as long as it is still the one that was shown. */
export const removeLine = (
  services: Services,
  actor: Actor,
  key: ClassKey,
  { id, version }: { id: string; version: number },
): Promise<Result<null>> =>
  inClass(services, actor, key, async ({ tx, class: here, leave }) => {
    const line = await minutesLineById(tx, key.meeting, id)
    if (line?.classId !== here.id) return missing
    if (!(await deleteTaken(tx, 'minutes_line', key.meeting, { id, version }))) {
      return refuse({ kind: 'conflict', key: 'evaluation.refusal.changedSince' })
    }
    await leave({ action: 'evaluation.remove-line', subject: `minutes_line ${id}` })
    return ok(null)
  })
