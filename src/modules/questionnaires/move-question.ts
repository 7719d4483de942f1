import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { inQuestionnaire, missing } from './in-questionnaire.ts'
import { type QuestionnaireKey, questionsOf } from './questionnaires-read-model.ts'
import { setRank, touchQuestionnaire } from './questionnaires-store.ts'

/** Moves a question before the one above it, or after the one below; at the end it stays. */
export const moveQuestion = (
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
  { id, to }: { id: string; to: 'up' | 'down' },
): Promise<Result<null>> =>
  inQuestionnaire(services, actor, key, { unanswered: true }, async ({ tx, at, leave }) => {
    const all = await questionsOf(tx, key)
    const place = all.findIndex((one) => one.id === id)
    const one = all[place]
    if (!one) return missing
    const other = all[to === 'up' ? place - 1 : place + 1]
    if (!other) return ok(null)
    await setRank(tx, key, one.id, other.rank)
    await setRank(tx, key, other.id, one.rank)
    await touchQuestionnaire(tx, key, at)
    await leave('questionnaires.move-question', { id, to })
    return ok(null)
  })
