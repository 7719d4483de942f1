import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting } from '../meetings/index.ts'
import { changeList } from './change-list.ts'
import { currentPlan } from './current-plan.ts'
import { addMatches } from './invite-matches.ts'

/**
 * Invites whom the rules find on the roster day and who is not on the list; over the quota of their unit they wait.
 * Nobody is dropped: whom no rule finds any more is shown until somebody withdraws or keeps them. Applied again it
 * changes nothing. Refuses (`conflict`) when other people are to be added than `expected` said.
 */
export const applyRules = (
  services: Services,
  actor: Actor,
  meeting: Meeting,
  { expected }: { expected: number },
): Promise<Result<{ invited: number; waiting: number }>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const plan = await currentPlan(tx, meeting)
    // Twice the same click finds nothing left to do, which is what was asked for.
    if (plan.added.length === 0) return ok({ invited: 0, waiting: 0 })
    if (plan.added.length !== expected) {
      return refuse({ kind: 'conflict', key: 'participants.refusal.planChanged' })
    }
    await addMatches(tx, meeting, plan.added, at)
    const waiting = plan.added.filter(({ state }) => state === 'waiting').length
    const after = { invited: plan.added.length - waiting, waiting }
    await audit(
      tx,
      actor,
      {
        action: 'participants.apply-rules',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        after,
      },
      at,
    )
    return ok(after)
  })
