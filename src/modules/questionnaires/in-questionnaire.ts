import type { Actor } from '../../platform/access.ts'
import { type AuditEvent, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import { type FieldProblem, type Refusal, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingKey, mayInMeeting, refusedAsClosed } from '../meetings/index.ts'
import { hasAnswers } from './answers-read-model.ts'
import { type Questionnaire, type QuestionnaireKey, questionnaireById } from './questionnaires-read-model.ts'
import { lockQuestionnaire } from './questionnaires-store.ts'

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
export const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })
export const conflict = (key: Refusal['key']) => refuse({ kind: 'conflict', key })

/** Whether the actor may change what a class is asked, or (no class) what the whole meeting is. */
export async function mayAsk(
  db: Db,
  actor: Actor | null,
  meeting: MeetingKey,
  classId: string | null,
): Promise<boolean> {
  if (actor === null) return false
  const classes = classId === null ? [] : await classesOf(db, meeting)
  const venueId = classes.find(({ id }) => id === classId)?.venueId ?? null
  return mayInMeeting({ db }, actor, meeting, 'meetings.change', venueId)
}

/** What a command finds when its turn has come. */
export interface Turn {
  tx: Tx
  questionnaire: Questionnaire
  at: Date
  /** Leaves a trail in the unit that hosts the meeting. */
  leave(action: AuditEvent['action'], after?: unknown): Promise<void>
}

/**
 * Changes a questionnaire while nobody answers it. Refuses who may not, once the meeting is closed, and with `unanswered` one to which answers
 * stand: what was answered would then belong to other questions. With `alone` (as long as nothing else is said, wherever
 * `unanswered` is) one of a series: its classes are asked the same.
 */
export const inQuestionnaire = <T>(
  services: Services,
  actor: Actor,
  key: QuestionnaireKey,
  { unanswered, alone = unanswered }: { unanswered: boolean; alone?: boolean },
  decide: (turn: Turn) => Promise<Result<T>>,
): Promise<Result<T>> =>
  transact(services.db, async (tx) => {
    if (!(await questionnaireById(tx, key))) return missing
    await lockQuestionnaire(tx, key)
    const questionnaire = await questionnaireById(tx, key)
    if (!questionnaire) return missing
    const meeting = { workUnitId: key.workUnitId, id: key.meetingId }
    if (!(await mayAsk(tx, actor, meeting, questionnaire.classId))) return forbidden
    const closed = await refusedAsClosed(tx, meeting)
    if (closed) return closed
    if (alone && questionnaire.seriesId !== null) return conflict('questionnaires.refusal.series')
    if (unanswered && (await hasAnswers(tx, questionnaire))) {
      return conflict('questionnaires.refusal.locked')
    }
    const at = services.clock.now()
    const leave: Turn['leave'] = (action, after) =>
      audit(
        tx,
        actor,
        { action, subject: `questionnaire ${questionnaire.id}`, scope: key.workUnitId, after },
        at,
      )
    return decide({ tx, questionnaire, at, leave })
  })
