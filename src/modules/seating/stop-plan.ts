import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { conflict, inSeating, missing } from './in-seating.ts'
import { planById } from './plans-read-model.ts'
import { changePlan } from './seating-store.ts'

/** Takes a question back while it is being reckoned; the process that does so notices within a second. */
export const stopPlan = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<{ id: string }>> =>
  inSeating(services, actor, key, async ({ tx, at, leave }) => {
    if (!(await planById(tx, key, id))) return missing
    const isStopped = await changePlan(tx, key, id, ['running'], { state: 'stopped', found_at: at })
    if (!isStopped) return conflict('seating.refusal.notRunning')
    await leave({ action: 'seating.stop', subject: `placement ${id}` })
    return ok({ id })
  })
