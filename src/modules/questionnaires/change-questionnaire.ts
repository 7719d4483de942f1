import type { Actor } from '../../platform/access.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf } from '../meetings/index.ts'
import { conflict, forbidden, inQuestionnaire, invalid, mayAsk } from './in-questionnaire.ts'
import { questionnaireShape } from './questionnaire-shape.ts'
import type { QuestionnaireKey } from './questionnaires-read-model.ts'
import { touchQuestionnaire } from './questionnaires-store.ts'

/**
 * Changes title, class, anonymity and moments of a questionnaire that nobody has answered. Once opened, only the
 * title: what was promised about names was promised then.
 */
export async function changeQuestionnaire(
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
  typed: Typed,
): Promise<Result<null>> {
  const checked = checkForm(questionnaireShape, typed)
  if (!checked.ok) return checked
  const { titleId, titleEn, classId, isAnonymous, isPaired } = checked.value
  return inQuestionnaire(
    services,
    actor,
    key,
    { unanswered: true },
    async ({ tx, questionnaire, at, leave }) => {
      const meeting = { workUnitId: key.workUnitId, id: key.meetingId }
      if (!(await mayAsk(tx, actor, meeting, classId))) return forbidden
      if (classId !== null && !(await classesOf(tx, meeting)).some(({ id }) => id === classId)) {
        return invalid([{ field: 'classId', key: 'questionnaires.refusal.class' }])
      }
      const isOther =
        classId !== questionnaire.classId ||
        isAnonymous !== questionnaire.isAnonymous ||
        isPaired !== questionnaire.isPaired
      if (questionnaire.openings.length > 0 && isOther) return conflict('questionnaires.refusal.opened')
      await touchQuestionnaire(tx, key, at, {
        title_id: titleId,
        title_en: titleEn,
        class_id: classId,
        is_anonymous: isAnonymous,
        is_paired: isPaired,
      })
      await leave('questionnaires.change', checked.value)
      return ok(null)
    },
  )
}
