import { type Insertable, sql, type Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Question } from './question.ts'
import type { QuestionnaireKey } from './questionnaires-read-model.ts'
import type { Moment, QuestionnaireMomentTable, QuestionnaireTable, QuestionTable } from './tables.ts'

/** Holds a questionnaire until the transaction ends, so that nobody answers while it is changed; false: there is none. */
export async function lockQuestionnaire(tx: Tx, key: QuestionnaireKey): Promise<boolean> {
  const found = await tx
    .selectFrom('questionnaire')
    .select('id')
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst()
  return found !== undefined
}

/** The same for somebody who answers: others may answer at once, nobody changes it. */
export const holdForAnswer = (tx: Tx, key: QuestionnaireKey) =>
  tx
    .selectFrom('questionnaire')
    .select('id')
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('id', '=', key.id)
    .forShare()
    .execute()

export const insertQuestionnaire = (tx: Tx, row: Insertable<QuestionnaireTable>) =>
  tx.insertInto('questionnaire').values(row).execute()

/** Writes what changed of a questionnaire or of its questions; forms shown before are then out of date. */
export const touchQuestionnaire = (
  tx: Tx,
  key: QuestionnaireKey,
  at: Date,
  change: Pick<
    Updateable<QuestionnaireTable>,
    'class_id' | 'series_id' | 'title_id' | 'title_en' | 'is_anonymous' | 'is_paired'
  > = {},
) =>
  tx
    .updateTable('questionnaire')
    .set({ ...change, changed_at: at, version: sql`version + 1` })
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('id', '=', key.id)
    .execute()

export const deleteQuestionnaire = (tx: Tx, key: QuestionnaireKey) =>
  tx
    .deleteFrom('questionnaire')
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('id', '=', key.id)
    .execute()

/** Adds questions, or writes them anew where they stand. */
export async function putQuestions(tx: Tx, rows: readonly Insertable<QuestionTable>[]): Promise<void> {
  for (const row of rows) {
    const { work_unit_id: _, meeting_id: __, questionnaire_id: ___, id: ____, ...rest } = row
    await tx
      .insertInto('questionnaire_question')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['work_unit_id', 'meeting_id', 'questionnaire_id', 'id']).doUpdateSet(rest),
      )
      .execute()
  }
}

/** Puts the questions of one questionnaire into another, under ids of their own or (`idOf`) the same. */
export const copyQuestions = (
  tx: Tx,
  to: QuestionnaireKey,
  questions: readonly Question[],
  idOf: (question: Question) => string,
): Promise<void> =>
  putQuestions(
    tx,
    questions.map((question) => ({
      work_unit_id: to.workUnitId,
      meeting_id: to.meetingId,
      questionnaire_id: to.id,
      id: idOf(question),
      rank: question.rank,
      kind: question.kind,
      ...askedOf(question),
    })),
  )

export const setRank = (tx: Tx, key: QuestionnaireKey, questionId: string, rank: number) =>
  tx
    .updateTable('questionnaire_question')
    .set({ rank })
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('questionnaire_id', '=', key.id)
    .where('id', '=', questionId)
    .execute()

export const deleteQuestion = (tx: Tx, key: QuestionnaireKey, questionId: string) =>
  tx
    .deleteFrom('questionnaire_question')
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('questionnaire_id', '=', key.id)
    .where('id', '=', questionId)
    .execute()

/** Opens a moment, for the first time or once more. */
export const openMoment = (tx: Tx, key: QuestionnaireKey, moment: Moment, at: Date) =>
  tx
    .insertInto('questionnaire_moment')
    .values({
      work_unit_id: key.workUnitId,
      meeting_id: key.meetingId,
      questionnaire_id: key.id,
      moment,
      opened_at: at,
      closed_at: null,
      late_until: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['work_unit_id', 'meeting_id', 'questionnaire_id', 'moment'])
        .doUpdateSet({ closed_at: null, late_until: null }),
    )
    .execute()

const updateMoment = (
  tx: Tx,
  key: QuestionnaireKey,
  moment: Moment,
  change: Updateable<QuestionnaireMomentTable>,
) =>
  tx
    .updateTable('questionnaire_moment')
    .set(change)
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('questionnaire_id', '=', key.id)
    .where('moment', '=', moment)
    .execute()

/** Closes a moment; what was given before still comes in until `lateUntil`. */
export const closeMoment = (
  tx: Tx,
  key: QuestionnaireKey,
  moment: Moment,
  { at, lateUntil }: { at: Date; lateUntil: Date },
) => updateMoment(tx, key, moment, { closed_at: at, late_until: lateUntil })

/** Receives nothing late any more. */
export const endLateness = (tx: Tx, key: QuestionnaireKey, moment: Moment) =>
  updateMoment(tx, key, moment, { late_until: null })

/** What is asked, and how it may be answered, as columns. */
export const askedOf = (
  question: Pick<
    Question,
    'textId' | 'textEn' | 'lowId' | 'lowEn' | 'highId' | 'highEn' | 'options' | 'rightKey' | 'isRequired'
  >,
) => ({
  text_id: question.textId,
  text_en: question.textEn,
  low_id: question.lowId,
  low_en: question.lowEn,
  high_id: question.highId,
  high_en: question.highEn,
  options: JSON.stringify(question.options),
  right_key: question.rightKey,
  is_required: question.isRequired,
})
