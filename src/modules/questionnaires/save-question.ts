import type { Actor } from '../../platform/access.ts'
import type { Typed } from '../../platform/http/form.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { conflict, inQuestionnaire, missing } from './in-questionnaire.ts'
import { readQuestion } from './question-shape.ts'
import { type QuestionnaireKey, questionsOf } from './questionnaires-read-model.ts'
import { askedOf, putQuestions, touchQuestionnaire } from './questionnaires-store.ts'
import type { QuestionKind } from './tables.ts'

const mostQuestions = 40

/** Adds a question at the end, or (with `id`) writes one anew; while nobody has answered. Resolves to its id. */
export async function saveQuestion(
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
  { id, kind, typed }: { id: string | null; kind: QuestionKind; typed: Typed },
): Promise<Result<string>> {
  const read = readQuestion(kind, typed)
  if (!read.ok) return read
  const question = read.value
  return inQuestionnaire(services, actor, key, { unanswered: true }, async ({ tx, at, leave }) => {
    const all = await questionsOf(tx, key)
    const known = id === null ? null : all.find((one) => one.id === id)
    if (known === undefined) return missing
    if (known === null && all.length >= mostQuestions) return conflict('questionnaires.refusal.many')
    const row = { id: known?.id ?? newId(at.getTime()), rank: known?.rank ?? (all.at(-1)?.rank ?? 0) + 1 }
    await putQuestions(tx, [
      {
        work_unit_id: key.workUnitId,
        meeting_id: key.meetingId,
        questionnaire_id: key.id,
        ...row,
        kind,
        ...askedOf(question),
      },
    ])
    await touchQuestionnaire(tx, key, at)
    await leave('questionnaires.save-question', { ...row, ...question })
    return ok(row.id)
  })
}
