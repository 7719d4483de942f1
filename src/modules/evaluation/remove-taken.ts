import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { deleteTaken, type Seen, type Taken } from './evaluation-store.ts'
import { findingById } from './findings-read-model.ts'
import { type ClassKey, inClass, missing } from './in-class.ts'
import { minutesLineById } from './minutes-read-model.ts'

const actions = { minutes_line: 'evaluation.remove-line', finding: 'evaluation.remove-finding' } as const

/** Takes out what was taken down by mistake, as long as it is still what was shown. */
export const removeTaken = (
  services: Services,
  actor: Actor,
  key: ClassKey,
  kind: Taken,
  seen: Seen,
): Promise<Result<null>> =>
  inClass(services, actor, key, async ({ tx, class: here, leave }) => {
    const taken = await (kind === 'finding' ? findingById : minutesLineById)(tx, key.meeting, seen.id)
    if (taken?.classId !== here.id) return missing
    if (!(await deleteTaken(tx, kind, key.meeting, seen))) {
      return refuse({ kind: 'conflict', key: 'evaluation.refusal.changedSince' })
    }
    await leave({ action: actions[kind], subject: `${kind} ${seen.id}` })
    return ok(null)
  })
