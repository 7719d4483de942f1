import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { conflict, inQuestionnaire } from './in-questionnaire.ts'
import { isSettled } from './late.ts'
import type { QuestionnaireKey } from './questionnaires-read-model.ts'
import { endLateness } from './questionnaires-store.ts'

/**
 * Gives up on answers that may still wait on phones, so that results without names are shown before the grace ends.
 * Refuses one that waits for none.
 */
export const settleQuestionnaire = (
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
): Promise<Result<null>> =>
  inQuestionnaire(services, actor, key, { unanswered: false }, async ({ tx, questionnaire, at, leave }) => {
    const waiting = questionnaire.openings.filter(
      (opening) => opening.closedAt !== null && !isSettled(opening, at),
    )
    if (waiting.length === 0) return conflict('questionnaires.refusal.settled')
    for (const { moment } of waiting) await endLateness(tx, key, moment)
    await leave('questionnaires.settle', { moments: waiting.map(({ moment }) => moment) })
    return ok(null)
  })
