import type { ExportTable, ExportValue } from '../../platform/export.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { UnitTree } from '../directory/index.ts'
import { highText, lowText, optionText, type Question, questionText } from './question.ts'
import type { QuestionResult } from './results.ts'
import type { Results } from './results-read-model.ts'

/** A choice in words: the option, or the step with the word at its end. */
export function choiceText(t: Translator, question: Question, choice: string): string {
  const option = question.options.find(({ key }) => key === choice)
  if (question.kind !== 'matrix' && option) return optionText(option, t.locale)
  if (choice === '1') return `1 – ${lowText(question, t.locale)}`
  return choice === '5' ? `5 – ${highText(question, t.locale)}` : choice
}

/** The statement of a part of a matrix; empty for a question without parts. */
export function partText(t: Translator, question: Question, key: string): string {
  const statement = key === '' ? undefined : question.options.find((option) => option.key === key)
  return statement ? optionText(statement, t.locale) : ''
}

type Row = Record<string, ExportValue>

function rowsOf(t: Translator, tree: UnitTree, result: QuestionResult, number: number): Row[] {
  const { question, moment } = result
  const about: Row = {
    number,
    question: questionText(question, t.locale),
    kind: t(`questionnaires.kind.${question.kind}`),
    moment: t(`questionnaires.moment.${moment}`),
    answered: result.answered,
    statement: '',
    choice: '',
    count: null,
    share: null,
    lower: null,
    upper: null,
    words: '',
    from: '',
  }
  if (result.isHeldBack) return [{ ...about, choice: t('questionnaires.held') }]
  const cells = result.parts.flatMap((part) => {
    const ofPart = { ...about, statement: partText(t, question, part.key), answered: part.answered }
    const counted = part.cells.map(({ choice, count, share }) => ({
      ...ofPart,
      choice: choiceText(t, question, choice),
      count,
      share: share?.value ?? null,
      lower: share?.lower ?? null,
      upper: share?.upper ?? null,
      words: count === null ? t('questionnaires.held') : '',
    }))
    const mean = part.mean && {
      ...ofPart,
      choice: t('questionnaires.mean'),
      mean: part.mean.value,
      meanLower: part.mean.lower,
      meanUpper: part.mean.upper,
    }
    return mean ? [...counted, mean] : counted
  })
  const words = result.words.map(({ words, name, unitId }) => ({
    ...about,
    words,
    from: [name, unitId === null ? null : (tree.byId(unitId)?.shortName ?? unitId)]
      .filter(Boolean)
      .join(', '),
  }))
  return [...cells, ...words]
}

/** Results as a file: a row for every choice of every question, and for everything written in words. */
export function resultsTable(
  t: Translator,
  tree: UnitTree,
  { title, results, asOf }: { title: string; results: Results; asOf: string },
): ExportTable {
  const numbers = new Map<string, number>()
  for (const { question } of results.questions) {
    if (!numbers.has(question.id)) numbers.set(question.id, question.rank)
  }
  const column = (key: string, type: 'text' | 'number' | 'share') => ({
    key,
    label: t(`questionnaires.export.${key as 'number'}`),
    type,
  })
  return {
    title: t('questionnaires.export.title', { title }),
    sheet: t('questionnaires.results.title'),
    columns: [
      column('number', 'number'),
      column('question', 'text'),
      column('kind', 'text'),
      column('moment', 'text'),
      column('statement', 'text'),
      column('choice', 'text'),
      column('count', 'number'),
      column('answered', 'number'),
      column('share', 'share'),
      column('lower', 'share'),
      column('upper', 'share'),
      column('mean', 'number'),
      column('meanLower', 'number'),
      column('meanUpper', 'number'),
      column('words', 'text'),
      column('from', 'text'),
    ],
    rows: results.questions.flatMap((result) =>
      rowsOf(t, tree, result, numbers.get(result.question.id) ?? 0),
    ),
    notes: [
      t('questionnaires.export.asOf', { asOf, asked: results.asked }),
      t('questionnaires.results.method'),
      ...(results.isWaiting ? [t('questionnaires.results.waiting')] : []),
    ],
    notesSheet: t('questionnaires.export.notes'),
  }
}
