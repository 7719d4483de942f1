import { type Pairs, type Tallies, tallyKey, type Words } from './answers-read-model.ts'
import { heldCells, heldChoices, leastAnswers, leastForInterval } from './held-back.ts'
import { differenceOfPairs, differenceOfShares, type Estimate, meanOf, shareOf } from './intervals.ts'
import { isSettled } from './late.ts'
import { askedAt, choiceOf, isOnScale, partsOf, type Question } from './question.ts'
import { momentsOf, type Questionnaire } from './questionnaires-read-model.ts'
import type { Moment } from './tables.ts'

/** How often one choice was made; null where it is held back. */
export interface ResultCell {
  choice: string
  count: number | null
  share: Estimate | null
}

/** One part of a question: the question itself, or a statement of a matrix. */
export interface ResultPart {
  key: string
  /** Who answered this part: what shares are shares of. */
  answered: number
  cells: ResultCell[]
  /** Of a scale; its ends are null where they would give held-back cells away. */
  mean: { value: number; lower: number | null; upper: number | null } | null
}

export interface QuestionResult {
  question: Question
  moment: Moment
  answered: number
  /** Fewer than five answered an anonymous question: nothing of it is shown. */
  isHeldBack: boolean
  parts: ResultPart[]
  words: Words[]
}

/** What a knowledge question shows of before and after; null where it is held back. */
export interface Comparison {
  question: Question
  /** The same people both times, or all who answered each time. */
  isPaired: boolean
  before: { right: number; n: number } | null
  after: { right: number; n: number } | null
  difference: Estimate | null
}

/** Mean and deviation (n - 1) of a scale from the counts of its steps 1, 2, ... */
function meanOfCounts(counts: readonly number[]) {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n === 0) return null
  const mean = counts.reduce((sum, count, at) => sum + count * (at + 1), 0) / n
  const squares = counts.reduce((sum, count, at) => sum + count * (at + 1 - mean) ** 2, 0)
  const estimate = meanOf({ n, mean, deviation: Math.sqrt(squares / (n - 1)) })
  return estimate ?? { value: mean, lower: null, upper: null }
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** A part's cells and mean. Anonymous: small cells held back, and of a mean beside them only what does not betray them. */
function partResult(
  question: Question,
  part: { key: string; choices: readonly string[] },
  tally: { answered: number; counts: ReadonlyMap<string, number> },
  isAnonymous: boolean,
): ResultPart {
  const counts = part.choices.map((choice) => tally.counts.get(choiceOf(part, choice)) ?? 0)
  const answered =
    question.kind === 'several' ? tally.answered : counts.reduce((sum, count) => sum + count, 0)
  const onScale = isOnScale(question)
  const small = question.kind === 'several' ? heldChoices(counts, answered) : heldCells(counts)
  // With a mean beside them, cells follow from each other sooner: all or none.
  const held = onScale && small.some(Boolean) ? small.map(() => true) : small
  const isHeld = (at: number) => isAnonymous && held[at] === true
  const cells = part.choices.map((choice, at): ResultCell => {
    const count = counts[at] ?? 0
    return isHeld(at)
      ? { choice, count: null, share: null }
      : { choice, count, share: answered === 0 ? null : shareOf(count, answered) }
  })
  const mean = onScale && !(isAnonymous && answered < leastAnswers) ? meanOfCounts(counts) : null
  if (!mean || !isAnonymous || !held.some(Boolean)) return { key: part.key, answered, cells, mean }
  const isShown = answered >= leastForInterval
  return {
    key: part.key,
    answered,
    cells,
    mean: {
      value: rounded(mean.value),
      lower: isShown && mean.lower !== null ? rounded(mean.lower) : null,
      upper: isShown && mean.upper !== null ? rounded(mean.upper) : null,
    },
  }
}

/**
 * Results question by question and moment by moment. Of an anonymous questionnaire a moment is shown once it is
 * closed and nothing comes late any more, so that nobody sees whose answer made the difference; questions under five
 * answers and cells under five are held back.
 */
export function resultsOf(
  questionnaire: Questionnaire,
  questions: readonly Question[],
  tallies: Tallies,
  now: Date,
): QuestionResult[] {
  const { isAnonymous, openings } = questionnaire
  const shown = momentsOf(questionnaire).filter((moment) =>
    openings.some((opening) => opening.moment === moment && (!isAnonymous || isSettled(opening, now))),
  )
  return shown.flatMap((moment) =>
    askedAt(questions, moment).map((question): QuestionResult => {
      const tally = tallies.get(tallyKey(moment, question.id)) ?? {
        answered: 0,
        counts: new Map<string, number>(),
        words: [],
      }
      const isHeldBack = isAnonymous && tally.answered < leastAnswers
      return {
        question,
        moment,
        answered: tally.answered,
        isHeldBack,
        parts: isHeldBack
          ? []
          : partsOf(question).map((part) => partResult(question, part, tally, isAnonymous)),
        words: isHeldBack ? [] : tally.words,
      }
    }),
  )
}

/**
 * Right answers before and after. Named: only of those who answered both times. Anonymous: of all who answered each
 * time, from results in which small cells are held back already.
 */
export function comparisonsOf(
  questionnaire: Questionnaire,
  results: readonly QuestionResult[],
  pairs: ReadonlyMap<string, Pairs>,
): Comparison[] {
  const of = (moment: Moment, id: string) =>
    results.find((result) => result.moment === moment && result.question.id === id)
  return results
    .filter(({ moment, question }) => moment === 'after' && question.rightKey !== null)
    .filter(({ question }) => of('before', question.id) !== undefined)
    .map(({ question }): Comparison => {
      if (!questionnaire.isAnonymous) {
        const { n, both, gained, lost } = pairs.get(question.id) ?? { n: 0, both: 0, gained: 0, lost: 0 }
        return {
          question,
          isPaired: true,
          before: { right: both + lost, n },
          after: { right: both + gained, n },
          difference: n === 0 ? null : differenceOfPairs({ n, gained, lost }),
        }
      }
      const rightOf = (moment: Moment) => {
        const part = of(moment, question.id)?.parts[0]
        const count = part?.cells.find(({ choice }) => choice === question.rightKey)?.count
        return part && count !== undefined && count !== null ? { right: count, n: part.answered } : null
      }
      const [before, after] = [rightOf('before'), rightOf('after')]
      return {
        question,
        isPaired: false,
        before,
        after,
        difference: before && after ? differenceOfShares(before, after) : null,
      }
    })
}
