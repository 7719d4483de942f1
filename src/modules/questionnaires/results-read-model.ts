import type { Db } from '../../platform/db/database.ts'
import { lateRespondentsOf, pairsOf, respondentsOf, talliesOf, tallyKey } from './answers-read-model.ts'
import { askedCounts, askedOf } from './asked-read-model.ts'
import { isSettled } from './late.ts'
import { momentsOf, type Questionnaire, questionsOf } from './questionnaires-read-model.ts'
import { type Comparison, comparisonsOf, type QuestionResult, resultsOf } from './results.ts'
import { shuffled } from './shuffled.ts'
import type { Moment } from './tables.ts'

/** What a questionnaire brought, ready to be shown: what must be held back is gone. */
export interface Results {
  /** How many were asked. */
  asked: number
  /** How many answered, by moment. */
  respondents: { moment: Moment; count: number; late: number }[]
  questions: QuestionResult[]
  comparisons: Comparison[]
  /** Anonymous, and answers may still be added: shown once none can. */
  isWaiting: boolean
  /** Closed, but until then what waits on phones still comes in. */
  waitsUntil: Date | null
}

export async function resultsFor(db: Db, questionnaire: Questionnaire, now: Date): Promise<Results> {
  const meeting = { workUnitId: questionnaire.workUnitId, id: questionnaire.meetingId }
  const questions = await questionsOf(db, questionnaire)
  const results = resultsOf(questionnaire, questions, await talliesOf(db, questionnaire), now)
  const rightKeys = new Map(
    questions.flatMap(({ id, rightKey }) => (rightKey === null ? [] : [[id, rightKey] as const])),
  )
  const pairs = questionnaire.isAnonymous ? new Map() : await pairsOf(db, questionnaire, rightKeys)
  const answered = await respondentsOf(db, meeting)
  const late = questionnaire.isAnonymous
    ? new Map(questionnaire.openings.map(({ moment, lateCount }) => [moment, lateCount]))
    : await lateRespondentsOf(db, questionnaire)
  const waiting = questionnaire.openings.filter((opening) => !isSettled(opening, now))
  return {
    asked: askedOf(questionnaire, await askedCounts(db, meeting)),
    respondents: momentsOf(questionnaire).map((moment) => ({
      moment,
      count: answered.get(tallyKey(moment, questionnaire.id)) ?? 0,
      late: late.get(moment) ?? 0,
    })),
    questions: questionnaire.isAnonymous
      ? results.map((result) => ({ ...result, words: shuffled(result.words) }))
      : results,
    comparisons: comparisonsOf(questionnaire, results, pairs),
    isWaiting: questionnaire.isAnonymous && waiting.length > 0,
    waitsUntil: waiting.find(({ closedAt }) => closedAt !== null)?.lateUntil ?? null,
  }
}
