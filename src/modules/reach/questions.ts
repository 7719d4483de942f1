import { isDay } from '../../platform/clock.ts'
import type { Dimension, MatrixQuery } from './figures.ts'
import { mondayOf } from './periods.ts'

type Question = Pick<MatrixQuery, 'rows' | 'columns' | 'base' | 'channel' | 'publication' | 'period'>

const times = ['week', 'day', 'hour'] as const
type Time = (typeof times)[number]
const isTime = (dimension: Dimension): dimension is Time => times.some((one) => one === dimension)
const isPlace = (dimension: Dimension) => dimension === 'region' || dimension === 'unit'

/** The dimensions a matrix is cut by. */
export const cutsOf = ({ rows, columns }: Pick<Question, 'rows' | 'columns'>): Dimension[] =>
  columns === undefined ? [rows] : [rows, columns]

export const periodPattern = /^(week|day):\d{4}-\d{2}-\d{2}$/

/** `day:` and a day there is, or `week:` and the Monday it begins with. */
export function isPeriod(text: string): boolean {
  const [kind, day = ''] = text.split(':')
  return periodPattern.test(text) && isDay(day) && (kind === 'day' || mondayOf(day) === day)
}

/** How finely time is asked for: as rows or columns, or as the one period that is looked at. */
export function timeOf(question: Question): Time | undefined {
  const cut = cutsOf(question).find(isTime)
  return (
    cut ?? (question.period === undefined ? undefined : question.period.startsWith('week') ? 'week' : 'day')
  )
}

/**
 * Whether a question has an answer. Only what rollups keep is told, because what is held back is decided over exactly
 * that: season and week by base and channel together, days by one of them, hours by neither, the season by publication
 * alone, each in any unit. Volunteers are those of a unit's own links, over the season.
 */
export function isAnswered(question: Question): boolean {
  const cuts = cutsOf(question)
  const isPublished = cuts.includes('publication') || question.publication !== undefined
  if (cuts.includes('volunteer')) {
    return (
      cuts.length === 1 && !isPublished && question.channel === undefined && question.period === undefined
    )
  }
  if (new Set(cuts).size < cuts.length) return false
  if (isPublished) return isOfPublications(question)
  if (cuts.filter(isTime).length > 1 || cuts.filter(isPlace).length > 1) return false
  if (question.period !== undefined && !isWithin(cuts.find(isTime), question.period)) return false
  const asks = (dimension: 'base' | 'channel') =>
    cuts.includes(dimension) || question[dimension] !== undefined
  const time = timeOf(question)
  if (time === 'hour') return !asks('base') && !asks('channel')
  return time !== 'day' || !(asks('base') && asks('channel'))
}

/** Publications are kept of units over the season, over all bases and channels. */
const isOfPublications = (question: Question): boolean =>
  cutsOf(question).filter(isPlace).length < 2 &&
  cutsOf(question).every((one) => one === 'publication' || isPlace(one)) &&
  question.base === undefined &&
  question.channel === undefined &&
  question.period === undefined

/** Days of a week and hours of a day can be asked for; not the weeks of a week. */
const isWithin = (cut: Time | undefined, period: string) =>
  isPeriod(period) &&
  (cut === undefined ||
    (period.startsWith('week') && cut === 'day') ||
    (period.startsWith('day') && cut === 'hour'))
