import type { Tallies, Tally } from './answers-read-model.ts'
import { leastAnswers } from './held-back.ts'
import { isSettled } from './late.ts'
import { choiceOf, partsOf, type Question } from './question.ts'
import type { Questionnaire } from './questionnaires-read-model.ts'
import type { QuestionResult, ResultPart } from './results.ts'
import type { Moment } from './tables.ts'

/** What one class of a series answered to a question at a moment: as it is kept, and as its own page shows it. */
export interface OfClass {
  tally: Tally
  shown: QuestionResult | undefined
}

/** Whether an anonymous series is shown over all its classes: each was open then, and nothing can be added to any. */
export const isShownOverAll = (
  members: readonly Pick<Questionnaire, 'openings'>[],
  moment: Moment,
  now: Date,
): boolean =>
  members.every(({ openings }) =>
    openings.some((opening) => opening.moment === moment && isSettled(opening, now)),
  )

/** The counts and words of several classes as one. */
export function mergedTallies(all: readonly Tallies[]): Tallies {
  const merged = new Map<string, { answered: number; counts: Map<string, number>; words: Tally['words'] }>()
  for (const tallies of all) {
    for (const [key, { answered, counts, words }] of tallies) {
      const sum = merged.get(key) ?? { answered: 0, counts: new Map<string, number>(), words: [] }
      sum.answered += answered
      for (const [choice, count] of counts) sum.counts.set(choice, (sum.counts.get(choice) ?? 0) + count)
      sum.words = [...sum.words, ...words]
      merged.set(key, sum)
    }
  }
  return merged
}

/**
 * Which classes an anonymous question is counted over. One class with fewer than five answers, or several with fewer
 * than five together, are left out: what they answered would be the difference between all and the classes shown.
 */
export function countedOver(classes: readonly OfClass[]): readonly OfClass[] {
  const small = classes.filter(({ tally }) => tally.answered > 0 && tally.answered < leastAnswers)
  const answers = small.reduce((sum, { tally }) => sum + tally.answered, 0)
  const isHidden = small.length >= 2 && answers >= leastAnswers
  return isHidden ? classes : classes.filter((one) => !small.includes(one))
}

/**
 * A result over all classes beside those of the classes themselves: where a cell held back in a class would follow
 * from the rows and sums shown, no cell of the part is shown over all; the mean stays, to one decimal.
 */
export function besideClasses(overAll: QuestionResult, classes: readonly OfClass[]): QuestionResult {
  if (overAll.isHeldBack) return overAll
  return {
    ...overAll,
    parts: overAll.parts.map((part, at) =>
      isSafeBeside(overAll.question, part, at, classes)
        ? part
        : {
            ...part,
            cells: part.cells.map(({ choice }) => ({ choice, count: null, share: null })),
            mean: part.mean && { value: Math.round(part.mean.value * 10) / 10, lower: null, upper: null },
          },
    ),
  }
}

function isSafeBeside(
  question: Question,
  part: ResultPart,
  at: number,
  classes: readonly OfClass[],
): boolean {
  const of = partsOf(question)[at]
  if (!of) return true
  const choices = of.choices.map((choice) => choiceOf(of, choice))
  const isSeveral = question.kind === 'several'
  const edges: [row: number, column: number][] = []
  for (const [column, choice] of choices.entries()) {
    const held = classes.flatMap(({ tally, shown }, row) => {
      const cells = shown?.parts[at]?.cells
      const isHeld = tally.answered > 0 && (cells?.[column]?.count ?? null) === null
      return isHeld ? [{ row, count: tally.counts.get(choice) ?? 0, answered: tally.answered }] : []
    })
    for (const { row } of held) edges.push([row, column])
    const isOverAllHeld = part.cells[column]?.count === null
    if (isOverAllHeld) edges.push([classes.length, column])
    if (isOverAllHeld || held.length === 0) continue
    const yes = held.reduce((sum, { count }) => sum + count, 0)
    const no = held.reduce((sum, { count, answered }) => sum + answered - count, 0)
    // Few in sum are few in each, wherever they are.
    if (yes > 0 && yes < leastAnswers) return false
    if (isSeveral && (held.length < 2 || (no > 0 && no < leastAnswers))) return false
  }
  return isSeveral || !hasBridge(edges)
}

/**
 * Whether some held cell follows from the others: rows and columns with known sums are the points of a graph, held
 * cells its lines, and a line that is on no circle has one value only (Gusfield, 1988: a bridge).
 */
export function hasBridge(edges: readonly (readonly [row: number, column: number])[]): boolean {
  const lines = new Map<string, { to: string; edge: number }[]>()
  const join = (from: string, to: string, edge: number) =>
    lines.set(from, [...(lines.get(from) ?? []), { to, edge }])
  for (const [edge, [row, column]] of edges.entries()) {
    join(`row ${row}`, `column ${column}`, edge)
    join(`column ${column}`, `row ${row}`, edge)
  }
  const order = new Map<string, number>()
  let found = false
  /** The earliest point on the way here that is reached without the line that led here. */
  const earliest = (point: string, cameBy: number): number => {
    const own = order.size
    order.set(point, own)
    let low = own
    for (const { to, edge } of lines.get(point) ?? []) {
      if (edge === cameBy) continue
      const known = order.get(to)
      const reached = known ?? earliest(to, edge)
      if (known === undefined && reached > own) found = true
      low = Math.min(low, reached)
    }
    return low
  }
  for (const point of lines.keys()) if (!order.has(point)) earliest(point, -1)
  return found
}
