import type { Actor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingClass, rightsIn } from '../meetings/index.ts'
import { conflict, forbidden, inQuestionnaire, invalid } from './in-questionnaire.ts'
import { type QuestionnaireKey, questionsOf } from './questionnaires-read-model.ts'
import { copyQuestions, insertQuestionnaire, touchQuestionnaire } from './questionnaires-store.ts'

/** The classes that `all`, `group:CODE` or `venue:ID` stands for. */
export const classesAmong = <Of extends Pick<MeetingClass, 'group' | 'venueId'>>(
  classes: readonly Of[],
  whom: string,
): Of[] =>
  classes.filter(
    ({ group, venueId }) => whom === 'all' || whom === `group:${group}` || whom === `venue:${venueId}`,
  )

/**
 * Makes of one written questionnaire a series: one for each class meant, with the same questions under the same ids, so
 * that answers can be read together; the written one becomes that of the first class. Refuses one that was open or
 * asks nothing, fewer than two classes, and classes of which the actor may not ask all. Resolves to the series' id.
 */
export const spreadQuestionnaire = (
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
  whom: string,
): Promise<Result<string>> =>
  inQuestionnaire(services, actor, key, { unanswered: true }, async ({ tx, questionnaire, at, leave }) => {
    if (questionnaire.openings.length > 0) return conflict('questionnaires.refusal.spreadOpened')
    const questions = await questionsOf(tx, key)
    if (questions.length === 0) return conflict('questionnaires.refusal.empty')
    const meeting = { workUnitId: key.workUnitId, id: key.meetingId }
    const [first, ...others] = classesAmong(await classesOf(tx, meeting), whom)
    if (!first || others.length === 0) {
      return invalid([{ field: 'whom', key: 'questionnaires.refusal.spreadFew' }])
    }
    const rights = await rightsIn(tx, actor, meeting)
    if (![first, ...others].every(({ venueId }) => rights.may('meetings.change', venueId))) return forbidden
    const seriesId = newId(at.getTime())
    await touchQuestionnaire(tx, key, at, { class_id: first.id, series_id: seriesId })
    const of = { work_unit_id: key.workUnitId, meeting_id: key.meetingId }
    for (const { id: classId } of others) {
      const id = newId(at.getTime())
      await insertQuestionnaire(tx, {
        ...of,
        id,
        class_id: classId,
        series_id: seriesId,
        title_id: questionnaire.titleId,
        title_en: questionnaire.titleEn,
        is_anonymous: questionnaire.isAnonymous,
        is_paired: questionnaire.isPaired,
        created_at: at,
        changed_at: at,
        example: questionnaire.example,
      })
      await copyQuestions(tx, { ...key, id }, questions, (question) => question.id)
    }
    await leave('questionnaires.spread', { seriesId, whom, classes: others.length + 1 })
    return ok(seriesId)
  })
