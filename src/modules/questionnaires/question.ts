import type { Locale } from '../../platform/i18n/catalogue.ts'
import type { Moment, QuestionKind, QuestionOption } from './tables.ts'

/** One question of a questionnaire. */
export interface Question {
  id: string
  rank: number
  kind: QuestionKind
  textId: string
  textEn: string | null
  /** Words at the ends of the scale, for scale and matrix. */
  lowId: string | null
  lowEn: string | null
  highId: string | null
  highEn: string | null
  /** Choices, or the statements of a matrix. */
  options: QuestionOption[]
  /** The right choice, where the question asks what somebody knows. */
  rightKey: string | null
  isRequired: boolean
}

/** The steps of a scale, from the low end to the high one. */
export const steps = ['1', '2', '3', '4', '5'] as const

/** A part of a question that is answered with one or several of `choices`; only a matrix has more than one. */
export interface QuestionPart {
  /** Key of the statement; empty for the question itself. */
  key: string
  choices: readonly string[]
}

/** The parts of a question; none where it is answered in words. */
export function partsOf({ kind, options }: Pick<Question, 'kind' | 'options'>): QuestionPart[] {
  const keys = options.map(({ key }) => key)
  if (kind === 'open') return []
  if (kind === 'matrix') return keys.map((key) => ({ key, choices: steps }))
  return [{ key: '', choices: kind === 'scale' ? steps : keys }]
}

/** How a choice is kept: alone, or led by the statement it is about. */
export const choiceOf = (part: Pick<QuestionPart, 'key'>, choice: string) =>
  part.key === '' ? choice : `${part.key}:${choice}`

/** Whether answers to it are steps of a scale, which have a mean. */
export const isOnScale = ({ kind }: Pick<Question, 'kind'>) => kind === 'scale' || kind === 'matrix'

/** What is asked when: before, only what somebody may know already; otherwise everything. */
export const askedAt = (questions: readonly Question[], moment: Moment) =>
  moment === 'before' ? questions.filter(({ rightKey }) => rightKey !== null) : [...questions]

const inLocale = (locale: Locale, id: string | null, en: string | null) =>
  (locale === 'en' ? (en ?? id) : id) ?? ''

/** Words in the reader's language; Indonesian where there is no English. */
export const questionText = (question: Question, locale: Locale) =>
  inLocale(locale, question.textId, question.textEn)
export const optionText = (option: QuestionOption, locale: Locale) => inLocale(locale, option.id, option.en)
export const lowText = (question: Question, locale: Locale) =>
  inLocale(locale, question.lowId, question.lowEn)
export const highText = (question: Question, locale: Locale) =>
  inLocale(locale, question.highId, question.highEn)
