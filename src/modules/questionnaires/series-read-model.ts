import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { type Pairs, pairsOf, type Tally, talliesOf, tallyKey } from './answers-read-model.ts'
import { askedAt, type Question } from './question.ts'
import { momentsOf, type Questionnaire, questionnairesOf, questionsOf } from './questionnaires-read-model.ts'
import { comparisonsOf, resultsOf } from './results.ts'
import { type Results, resultsFor } from './results-read-model.ts'
import { besideClasses, countedOver, isShownOverAll, mergedTallies, type OfClass } from './series.ts'
import { shuffled } from './shuffled.ts'

/** The questionnaires that ask several classes the same, one a class; empty when there are none. */
export const seriesOf = async (db: Db, meeting: MeetingKey, seriesId: string): Promise<Questionnaire[]> =>
  isId(seriesId)
    ? (await questionnairesOf(db, meeting)).filter((one) => one.seriesId === seriesId.toLowerCase())
    : []

export interface SeriesResults {
  /** Over all classes. */
  overAll: Results
  /** Of each class as its own page shows them. */
  byClass: { questionnaire: Questionnaire; results: Results }[]
  /** Classes that had too few answers to a question to be counted in, at the question that left out most. */
  leftOut: number
}

const nothing: Tally = { answered: 0, counts: new Map(), words: [] }

/** Results over all classes of a series, and class by class. */
export async function seriesResults(
  db: Db,
  members: readonly [Questionnaire, ...Questionnaire[]],
  now: Date,
): Promise<SeriesResults> {
  const [first] = members
  const { isAnonymous } = first
  const questions = await questionsOf(db, first)
  const byClass: SeriesResults['byClass'] = []
  const tallies = new Map<Questionnaire, Awaited<ReturnType<typeof talliesOf>>>()
  for (const questionnaire of members) {
    byClass.push({ questionnaire, results: await resultsFor(db, questionnaire, now) })
    tallies.set(questionnaire, await talliesOf(db, questionnaire))
  }
  const moments = momentsOf(first).filter((moment) =>
    isAnonymous
      ? isShownOverAll(members, moment, now)
      : members.some(({ openings }) => openings.some((opening) => opening.moment === moment)),
  )
  const closed = { openedAt: now, closedAt: new Date(0), lateUntil: null, lateCount: 0 }
  let leftOut = 0
  const shown = moments.flatMap((moment) =>
    askedAt(questions, moment).flatMap((question) => {
      const key = tallyKey(moment, question.id)
      const all = byClass.map(
        ({ questionnaire, results }): OfClass => ({
          tally: tallies.get(questionnaire)?.get(key) ?? nothing,
          shown: results.questions.find((one) => one.moment === moment && one.question.id === question.id),
        }),
      )
      const counted = isAnonymous ? countedOver(all) : all
      leftOut = Math.max(leftOut, all.length - counted.length)
      const merged = mergedTallies(counted.map(({ tally }) => new Map([[key, tally]])))
      const [result] = resultsOf({ ...first, openings: [{ ...closed, moment }] }, [question], merged, now)
      if (!result) return []
      if (!isAnonymous) return [result]
      return [{ ...besideClasses(result, counted), words: shuffled(result.words) }]
    }),
  )
  return {
    overAll: {
      asked: byClass.reduce((sum, { results }) => sum + results.asked, 0),
      respondents: momentsOf(first).map((moment) => {
        const of = byClass.flatMap(({ results }) =>
          results.respondents.filter((one) => one.moment === moment),
        )
        return {
          moment,
          count: of.reduce((sum, { count }) => sum + count, 0),
          late: of.reduce((sum, { late }) => sum + late, 0),
        }
      }),
      questions: shown,
      comparisons: comparisonsOf(
        first,
        shown,
        isAnonymous ? new Map() : await pairsOver(db, members, questions),
      ),
      isWaiting: isAnonymous && moments.length < momentsOf(first).length,
      waitsUntil: null,
    },
    byClass,
    leftOut,
  }
}

/** Before and after of everybody in every class. */
async function pairsOver(
  db: Db,
  members: readonly Questionnaire[],
  questions: readonly Question[],
): Promise<ReadonlyMap<string, Pairs>> {
  const rightKeys = new Map(
    questions.flatMap(({ id, rightKey }) => (rightKey === null ? [] : [[id, rightKey] as const])),
  )
  const sums = new Map<string, Pairs>()
  for (const member of members) {
    for (const [id, { n, both, gained, lost }] of await pairsOf(db, member, rightKeys)) {
      const sum = sums.get(id) ?? { n: 0, both: 0, gained: 0, lost: 0 }
      sums.set(id, {
        n: sum.n + n,
        both: sum.both + both,
        gained: sum.gained + gained,
        lost: sum.lost + lost,
      })
    }
  }
  return sums
}
