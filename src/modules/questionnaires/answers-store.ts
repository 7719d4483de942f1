import { createHmac, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Question } from './question.ts'
import type { QuestionnaireKey } from './questionnaires-read-model.ts'
import type { Answer } from './read-answer.ts'
import type { Moment } from './tables.ts'

/** Where answers of one moment of a questionnaire go. */
export interface AnswerPlace extends QuestionnaireKey {
  moment: Moment
}

const columnsOf = ({ workUnitId, meetingId, id, moment }: AnswerPlace) => ({
  work_unit_id: workUnitId,
  meeting_id: meetingId,
  questionnaire_id: id,
  moment,
})

/** Keeps a participant's answer to a question, in place of an earlier one. */
export const putNamedAnswer = (
  tx: Tx,
  place: AnswerPlace,
  participantId: string,
  question: Question,
  { choices, words }: Answer,
  { at, isLate }: { at: Date; isLate: boolean },
) =>
  tx
    .insertInto('named_answer')
    .values({
      ...columnsOf(place),
      participant_id: participantId,
      question_id: question.id,
      choices,
      words,
      answered_at: at,
      is_late: isLate,
    })
    .onConflict((conflict) =>
      conflict
        .columns([
          'work_unit_id',
          'meeting_id',
          'questionnaire_id',
          'moment',
          'participant_id',
          'question_id',
        ])
        .doUpdateSet({ choices, words, answered_at: at, is_late: isLate }),
    )
    .execute()

/** Takes an answer back that somebody emptied. */
export const deleteNamedAnswer = (tx: Tx, place: AnswerPlace, participantId: string, questionId: string) =>
  tx
    .deleteFrom('named_answer')
    .where('work_unit_id', '=', place.workUnitId)
    .where('meeting_id', '=', place.meetingId)
    .where('questionnaire_id', '=', place.id)
    .where('moment', '=', place.moment)
    .where('participant_id', '=', participantId)
    .where('question_id', '=', questionId)
    .execute()

/**
 * What shows that somebody answered, and nothing else: HMAC-SHA-256 of questionnaire, moment and participant under the
 * installation's secret. Nobody gets from it to the person without trying every person with that secret, and whoever
 * did would learn that he or she answered, not what.
 */
export const tokenOf = (secret: string, place: AnswerPlace, participantId: string) =>
  createHmac('sha256', secret)
    .update(`questionnaire ${place.id} ${place.moment} ${participantId}`)
    .digest('base64url')

/**
 * What the secret makes of a sending that used a token. It says that the same sending comes once more, and nothing of
 * what was in it; without the secret nobody can tell which phone it came from.
 */
export const receiptOf = (secret: string, token: string, sendingId: string) =>
  createHmac('sha256', secret).update(`sending ${token} ${sendingId.toLowerCase()}`).digest('base64url')

/** Notes that the token has been used, by which sending if it was one; false when it had been. */
export async function useToken(
  tx: Tx,
  place: AnswerPlace,
  token: string,
  receipt: string | null,
): Promise<boolean> {
  const used = await tx
    .insertInto('anonymous_token')
    .values({ ...columnsOf(place), token, receipt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('token')
    .executeTakeFirst()
  return used !== undefined
}

/** Counts one more that came without a name after the closing. */
export const countLate = (tx: Tx, place: AnswerPlace) =>
  tx
    .updateTable('questionnaire_moment')
    .set({ late_count: sql`late_count + 1` })
    .where('work_unit_id', '=', place.workUnitId)
    .where('meeting_id', '=', place.meetingId)
    .where('questionnaire_id', '=', place.id)
    .where('moment', '=', place.moment)
    .execute()

const drawers = 64

/**
 * Adds anonymous answers to the counts. No sheet, no time and no order is kept; words go into a drawer picked by lot
 * and are sorted there, and the drawer's row is written anew, so that where a row lies in the file says nothing either.
 */
export async function addAnonymousAnswers(
  tx: Tx,
  place: AnswerPlace,
  answers: readonly { question: Question; answer: Answer }[],
): Promise<void> {
  const counted = answers.flatMap(({ question, answer }) =>
    question.kind === 'open' ? [] : ['', ...answer.choices].map((choice) => ({ id: question.id, choice })),
  )
  // In one order for everybody, so that two who answer at once do not wait for each other for ever.
  const sorted = counted.toSorted((a, b) => (`${a.id} ${a.choice}` < `${b.id} ${b.choice}` ? -1 : 1))
  if (sorted.length > 0) {
    await tx
      .insertInto('anonymous_count')
      .values(sorted.map(({ id, choice }) => ({ ...columnsOf(place), question_id: id, choice, count: 1 })))
      .onConflict((conflict) =>
        conflict
          .columns(['work_unit_id', 'meeting_id', 'questionnaire_id', 'moment', 'question_id', 'choice'])
          .doUpdateSet({ count: sql`anonymous_count.count + 1` }),
      )
      .execute()
  }
  for (const { question, answer } of answers.toSorted((a, b) => (a.question.id < b.question.id ? -1 : 1))) {
    if (answer.words === null) continue
    await tx
      .insertInto('anonymous_words')
      .values({
        ...columnsOf(place),
        question_id: question.id,
        drawer: randomInt(drawers),
        words: [answer.words],
      })
      .onConflict((conflict) =>
        conflict
          .columns(['work_unit_id', 'meeting_id', 'questionnaire_id', 'moment', 'question_id', 'drawer'])
          .doUpdateSet({
            words: sql`(select array_agg(one order by one)
              from unnest(anonymous_words.words || excluded.words) one)`,
          }),
      )
      .execute()
  }
}
