import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingKey, meetingById, refusedAsClosed } from '../meetings/index.ts'
import { forbidden, invalid, mayAsk, missing } from './in-questionnaire.ts'
import { questionnaireShape } from './questionnaire-shape.ts'
import { questionnaireById, questionsOf } from './questionnaires-read-model.ts'
import { copyQuestions, insertQuestionnaire } from './questionnaires-store.ts'

/**
 * Adds a questionnaire to a meeting, empty or with the questions of another one of the same meeting (`copyOf`).
 * Resolves to its id.
 */
export async function addQuestionnaire(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  typed: Typed,
): Promise<Result<string>> {
  const checked = checkForm(questionnaireShape, typed)
  if (!checked.ok) return checked
  const { classId, ...shape } = checked.value
  return transact(services.db, async (tx) => {
    const meeting = await meetingById(tx, key)
    if (!meeting) return missing
    if (!(await mayAsk(tx, actor, key, classId))) return forbidden
    const closed = await refusedAsClosed(tx, key)
    if (closed) return closed
    const classes = await classesOf(tx, key)
    if (classId !== null && !classes.some(({ id }) => id === classId)) {
      return invalid([{ field: 'classId', key: 'questionnaires.refusal.class' }])
    }
    const from = typed.copyOf ? { workUnitId: key.workUnitId, meetingId: key.id, id: typed.copyOf } : null
    if (from && !(await questionnaireById(tx, from))) {
      return invalid([{ field: 'copyOf', key: 'questionnaires.refusal.copy' }])
    }
    const at = services.clock.now()
    const id = newId(at.getTime())
    const of = { work_unit_id: key.workUnitId, meeting_id: key.id }
    await insertQuestionnaire(tx, {
      ...of,
      id,
      class_id: classId,
      title_id: shape.titleId,
      title_en: shape.titleEn,
      is_anonymous: shape.isAnonymous,
      is_paired: shape.isPaired,
      created_at: at,
      changed_at: at,
      example: meeting.example,
    })
    const questions = from ? await questionsOf(tx, from) : []
    await copyQuestions(tx, { workUnitId: key.workUnitId, meetingId: key.id, id }, questions, () =>
      newId(at.getTime()),
    )
    const event = { action: 'questionnaires.add', subject: `questionnaire ${id}` } as const
    await audit(
      tx,
      actor,
      { ...event, scope: key.workUnitId, after: { classId, ...shape, copyOf: from?.id } },
      at,
    )
    return ok(id)
  })
}
