import type { Typed } from '../../platform/http/form.ts'
import { choiceOf, partsOf, type Question } from './question.ts'

/** What somebody answered to one question. */
export interface Answer {
  choices: string[]
  words: string | null
}

export const longestWords = 2000

/** Name of the form field of a question, or of one choice or statement of it. */
export const fieldOf = (questionId: string, key = '') => `q-${questionId}${key === '' ? '' : `-${key}`}`

/** The field at which a problem with a question is shown. */
export const firstField = ({ id, kind, options }: Question) =>
  kind === 'matrix' || kind === 'several' ? fieldOf(id, options[0]?.key) : fieldOf(id)

/**
 * The answer to a question in what was typed: null for none. Refused with a message key: a choice there is not, words
 * that are too long.
 */
export function readAnswer(
  question: Question,
  typed: Typed,
): { answer: Answer | null } | { field: string; key: string } {
  const { id, kind, options } = question
  if (kind === 'open') {
    const words = (typed[fieldOf(id)] ?? '').trim()
    if (words.length > longestWords) {
      return { field: fieldOf(id), key: 'questionnaires.refusal.long' }
    }
    return { answer: words === '' ? null : { choices: [], words } }
  }
  if (kind === 'several') {
    const choices = options.map(({ key }) => key).filter((key) => typed[fieldOf(id, key)] === 'on')
    return { answer: choices.length === 0 ? null : { choices, words: null } }
  }
  const choices: string[] = []
  for (const part of partsOf(question)) {
    const typedChoice = typed[fieldOf(id, part.key)] ?? ''
    if (typedChoice === '') continue
    if (!part.choices.includes(typedChoice)) {
      return { field: fieldOf(id, part.key), key: 'questionnaires.refusal.noChoice' }
    }
    choices.push(choiceOf(part, typedChoice))
  }
  return { answer: choices.length === 0 ? null : { choices, words: null } }
}

/** The field of the first thing a required question still lacks; null when nothing. */
export function lackingField(question: Question, answer: Answer | null): string | null {
  if (!question.isRequired) return null
  if (question.kind !== 'matrix') return answer === null ? firstField(question) : null
  const open = question.options.find(
    ({ key }) => !answer?.choices.some((choice) => choice.startsWith(`${key}:`)),
  )
  return open ? fieldOf(question.id, open.key) : null
}

/** An answer as its form would have sent it. */
export function typedAnswer({ id, kind }: Question, { choices, words }: Answer): Typed {
  if (kind === 'open') return { [fieldOf(id)]: words ?? '' }
  if (kind === 'several') return Object.fromEntries(choices.map((key) => [fieldOf(id, key), 'on']))
  return Object.fromEntries(
    choices.map((choice) => {
      const at = choice.indexOf(':')
      return at < 0 ? [fieldOf(id), choice] : [fieldOf(id, choice.slice(0, at)), choice.slice(at + 1)]
    }),
  )
}

/** Whether two answers say the same; null and undefined are none. */
export const isSameAnswer = (one: Answer | null | undefined, other: Answer | null | undefined) =>
  (one?.words ?? '') === (other?.words ?? '') &&
  (one?.choices ?? []).join(' ') === (other?.choices ?? []).join(' ')
