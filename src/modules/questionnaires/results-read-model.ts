import type { Db } from '../../platform/db/database.ts'
import { pairsOf, respondentsOf, talliesOf, tallyKey } from './answers-read-model.ts'
import { askedCounts, askedOf } from './asked-read-model.ts'
import { momentsOf, openMomentOf, type Questionnaire, questionsOf } from './questionnaires-read-model.ts'
import { type Comparison, comparisonsOf, type QuestionResult, resultsOf } from './results.ts'
import { shuffled } from './shuffled.ts'
import type { Moment } from './tables.ts'

/** What a questionnaire brought, ready to be shown: what must be held back is gone. */
export interface Results {
  /** How many were asked. */
  asked: number
  /** How many answered, by moment. */
  respondents: { moment: Moment; count: number }[]
  questions: QuestionResult[]
  comparisons: Comparison[]
  /** Anonymous and open now: shown once it is closed. */
  isWaiting: boolean
}

export async function resultsFor(db: Db, questionnaire: Questionnaire): Promise<Results> {
  const meeting = { workUnitId: questionnaire.workUnitId, id: questionnaire.meetingId }
  const questions = await questionsOf(db, questionnaire)
  const results = resultsOf(questionnaire, questions, await talliesOf(db, questionnaire))
  const rightKeys = new Map(
    questions.flatMap(({ id, rightKey }) => (rightKey === null ? [] : [[id, rightKey] as const])),
  )
  const pairs = questionnaire.isAnonymous ? new Map() : await pairsOf(db, questionnaire, rightKeys)
  const answered = await respondentsOf(db, meeting)
  return {
    asked: askedOf(questionnaire, await askedCounts(db, meeting)),
    respondents: momentsOf(questionnaire).map((moment) => ({
      moment,
      count: answered.get(tallyKey(moment, questionnaire.id)) ?? 0,
    })),
    questions: questionnaire.isAnonymous
      ? results.map((result) => ({ ...result, words: shuffled(result.words) }))
      : results,
    comparisons: comparisonsOf(questionnaire, results, pairs),
    isWaiting: questionnaire.isAnonymous && openMomentOf(questionnaire) !== null,
  }
}
