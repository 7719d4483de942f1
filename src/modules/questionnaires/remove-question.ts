import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { inQuestionnaire, missing } from './in-questionnaire.ts'
import { type QuestionnaireKey, questionsOf } from './questionnaires-read-model.ts'
import { deleteQuestion, touchQuestionnaire } from './questionnaires-store.ts'

/** Takes a question out, while nobody has answered. */
export const removeQuestion = (
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
  id: string,
): Promise<Result<null>> =>
  inQuestionnaire(services, actor, key, { unanswered: true }, async ({ tx, at, leave }) => {
    const question = (await questionsOf(tx, key)).find((one) => one.id === id)
    if (!question) return missing
    await deleteQuestion(tx, key, id)
    await touchQuestionnaire(tx, key, at)
    await leave('questionnaires.remove-question', question)
    return ok(null)
  })
