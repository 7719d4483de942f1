/** Answers under which a cell of an anonymous questionnaire is held back. */
export const leastAnswers = 5

/** With fewer answers than this an interval beside a mean would give held-back cells away. */
export const leastForInterval = 20

const isSmall = (count: number) => count > 0 && count < leastAnswers

/**
 * Which cells of a question with one choice each are held back: those of one to four answers, and then the smallest
 * of the others until what is held back is at least two cells and five answers, so that no cell follows from the
 * total. An empty cell tells of nobody and stays. All are held back while fewer than five answered.
 */
export function heldCells(counts: readonly number[]): boolean[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total < leastAnswers) return counts.map(() => true)
  const held = counts.map(isSmall)
  const shown = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count >= leastAnswers)
    .sort((a, b) => a.count - b.count)
  const isEnough = () => {
    const inside = counts.filter((_, at) => held[at])
    return inside.length >= 2 && inside.reduce((sum, count) => sum + count, 0) >= leastAnswers
  }
  if (!held.some(Boolean)) return held
  for (const { at } of shown) {
    if (isEnough()) break
    held[at] = true
  }
  return held
}

/** The same for several choices, each a yes or no of its own: held back where the yeses or the noes are one to four. */
export const heldChoices = (counts: readonly number[], answered: number): boolean[] =>
  counts.map((count) => answered < leastAnswers || isSmall(count) || isSmall(answered - count))
