import { z } from 'zod'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import { invalid } from './in-questionnaire.ts'
import type { Question } from './question.ts'
import type { QuestionKind, QuestionOption } from './tables.ts'

const words = z
  .string()
  .default('')
  .transform((typed) => typed.trim())
const short = words.pipe(z.string().max(60, 'questionnaires.refusal.long'))
const shape = z.object({
  textId: words.pipe(
    z.string().min(1, 'questionnaires.refusal.text').max(500, 'questionnaires.refusal.long'),
  ),
  textEn: words.pipe(z.string().max(500, 'questionnaires.refusal.long')),
  lowId: short,
  lowEn: short,
  highId: short,
  highEn: short,
  optionsId: words,
  optionsEn: words,
  right: words,
  isRequired: z
    .string()
    .optional()
    .transform((typed) => typed === 'on'),
})

const mostOptions = 12
const keys = 'abcdefghijkl'
const orNull = (text: string) => (text === '' ? null : text)
const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Choices or statements, one a line in each language; the English ones may be left out, all of them. */
function optionsOf(id: string, en: string): QuestionOption[] | FieldProblem {
  const [lines, english] = [linesOf(id), linesOf(en)]
  if (lines.length < 2 || lines.length > mostOptions) {
    return { field: 'optionsId', key: 'questionnaires.refusal.options', params: { most: mostOptions } }
  }
  if (new Set(lines).size < lines.length) {
    return { field: 'optionsId', key: 'questionnaires.refusal.optionTwice' }
  }
  if (lines.some((line) => line.length > 200)) {
    return { field: 'optionsId', key: 'questionnaires.refusal.long' }
  }
  if (english.length > 0 && english.length !== lines.length) {
    return { field: 'optionsEn', key: 'questionnaires.refusal.optionsEn', params: { lines: lines.length } }
  }
  return lines.map((line, at) => ({ key: keys.charAt(at), id: line, en: english[at] ?? null }))
}

/** A question of a kind as its form describes it, without id and rank. */
export function readQuestion(kind: QuestionKind, typed: Typed): Result<Omit<Question, 'id' | 'rank'>> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const { textId, textEn, lowId, lowEn, highId, highEn, optionsId, optionsEn, right, isRequired } =
    checked.value
  const problems: FieldProblem[] = []
  const hasScale = kind === 'scale' || kind === 'matrix'
  if (hasScale && lowId === '') problems.push({ field: 'lowId', key: 'questionnaires.refusal.end' })
  if (hasScale && highId === '') problems.push({ field: 'highId', key: 'questionnaires.refusal.end' })
  const hasOptions = kind === 'one' || kind === 'several' || kind === 'matrix'
  const options = hasOptions ? optionsOf(optionsId, optionsEn) : []
  if (!Array.isArray(options)) problems.push(options)
  const chosen = Array.isArray(options) && kind === 'one' && right !== '' ? options[Number(right) - 1] : null
  if (chosen === undefined) problems.push({ field: 'right', key: 'questionnaires.refusal.right' })
  if (problems.length > 0 || !Array.isArray(options)) return invalid(problems)
  return ok({
    kind,
    textId,
    textEn: orNull(textEn),
    lowId: hasScale ? lowId : null,
    lowEn: hasScale ? orNull(lowEn) : null,
    highId: hasScale ? highId : null,
    highEn: hasScale ? orNull(highEn) : null,
    options,
    rightKey: chosen?.key ?? null,
    isRequired,
  })
}

/** A question as its form would have sent it. */
export function typedQuestion(question: Question): Typed {
  const { options, rightKey } = question
  const english = options.map(({ en }) => en)
  return {
    textId: question.textId,
    textEn: question.textEn ?? '',
    lowId: question.lowId ?? '',
    lowEn: question.lowEn ?? '',
    highId: question.highId ?? '',
    highEn: question.highEn ?? '',
    optionsId: options.map(({ id }) => id).join('\n'),
    optionsEn: english.every((en) => en !== null) ? english.join('\n') : '',
    right: rightKey === null ? '' : String(options.findIndex(({ key }) => key === rightKey) + 1),
    isRequired: question.isRequired ? 'on' : '',
  }
}
