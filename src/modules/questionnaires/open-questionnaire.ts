import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { respondentsOf, tallyKey } from './answers-read-model.ts'
import { conflict, inQuestionnaire, missing } from './in-questionnaire.ts'
import { askedAt } from './question.ts'
import { momentsOf, openMomentOf, type QuestionnaireKey, questionsOf } from './questionnaires-read-model.ts'
import { openMoment } from './questionnaires-store.ts'
import { isShownOverAll } from './series.ts'
import { seriesOf } from './series-read-model.ts'
import type { Moment } from './tables.ts'

/**
 * Takes answers for a moment from now on. Refuses while another moment is open, one that asks nothing, `before` once
 * `after` was open, and an anonymous one that was closed with answers: its results are shown since, and one more
 * answer would be seen as the difference; so it is with one of a series once that is shown over all classes.
 */
export const openQuestionnaire = (
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
  moment: Moment,
): Promise<Result<null>> =>
  inQuestionnaire(services, actor, key, { unanswered: false }, async ({ tx, questionnaire, at, leave }) => {
    if (!momentsOf(questionnaire).includes(moment)) return missing
    if (openMomentOf(questionnaire) !== null) return conflict('questionnaires.refusal.isOpen')
    const isOver = questionnaire.openings.some((opening) => opening.moment === 'after')
    if (moment === 'before' && isOver) return conflict('questionnaires.refusal.tooLate')
    if (askedAt(await questionsOf(tx, key), moment).length === 0) {
      return conflict(
        moment === 'before' ? 'questionnaires.refusal.nothingToKnow' : 'questionnaires.refusal.empty',
      )
    }
    const meeting = { workUnitId: key.workUnitId, id: key.meetingId }
    const answered = (await respondentsOf(tx, meeting)).get(tallyKey(moment, questionnaire.id)) ?? 0
    if (questionnaire.isAnonymous && answered > 0) return conflict('questionnaires.refusal.shown')
    if (questionnaire.isAnonymous && questionnaire.seriesId !== null) {
      const members = await seriesOf(tx, meeting, questionnaire.seriesId)
      if (isShownOverAll(members, moment, at)) return conflict('questionnaires.refusal.shown')
    }
    await openMoment(tx, key, moment, at)
    await leave('questionnaires.open', { moment })
    return ok(null)
  })
