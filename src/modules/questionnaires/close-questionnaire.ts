import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { conflict, inQuestionnaire } from './in-questionnaire.ts'
import { grace } from './late.ts'
import { openMomentOf, type QuestionnaireKey } from './questionnaires-read-model.ts'
import { closeMoment } from './questionnaires-store.ts'

/** Takes no more answers, but for `grace` those that were given before and waited on a phone without a line. */
export const closeQuestionnaire = (
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
): Promise<Result<null>> =>
  inQuestionnaire(services, actor, key, { unanswered: false }, async ({ tx, questionnaire, at, leave }) => {
    const moment = openMomentOf(questionnaire)
    if (moment === null) return conflict('questionnaires.refusal.notOpen')
    await closeMoment(tx, key, moment, { at, lateUntil: new Date(at.getTime() + grace) })
    await leave('questionnaires.close', { moment })
    return ok(null)
  })
