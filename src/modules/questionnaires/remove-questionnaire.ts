import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { inQuestionnaire } from './in-questionnaire.ts'
import type { QuestionnaireKey } from './questionnaires-read-model.ts'
import { deleteQuestionnaire } from './questionnaires-store.ts'

/** Takes out a questionnaire that nobody has answered, with its questions. */
export const removeQuestionnaire = (
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
): Promise<Result<null>> =>
  inQuestionnaire(
    services,
    actor,
    key,
    { unanswered: true, alone: false },
    async ({ tx, questionnaire, leave }) => {
      await deleteQuestionnaire(tx, key)
      await leave('questionnaires.remove', { titleId: questionnaire.titleId })
      return ok(null)
    },
  )
