import type { Translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type Meeting } from '../meetings/index.ts'
import { questionText } from './question.ts'
import { questionnairesOf, questionnaireTitle } from './questionnaires-read-model.ts'
import type { QuestionResult, ResultPart } from './results.ts'
import { choiceText, partText } from './results-export.ts'
import { resultsFor } from './results-read-model.ts'
import { seriesResults } from './series-read-model.ts'
import { forWhom } from './views/words.tsx'

/** A questionnaire on half a page: for a report, not for weighing single answers. */
export interface Digest {
  /** Its title and whom it asked. */
  title: string
  /** `Once: 34 of 60`, for each moment. */
  answered: string
  /** Its results are not out yet: anonymous, and answers may still come. */
  isWaiting: boolean
  rows: DigestRow[]
}

interface DigestRow {
  question: string
  /** The statement of a matrix; empty where a question has no parts. */
  part: string
  answered: number
  result: string
}

/** Choices named in a digest, the most chosen first. */
const mostChoices = 3

/** Each questionnaire of a meeting that was ever open, a series over all its classes, in short; what its page holds back is held back here. */
export async function digestsOf(services: Services, t: Translator, meeting: Meeting): Promise<Digest[]> {
  const { db, clock } = services
  const classes = await classesOf(db, meeting)
  const opened = (await questionnairesOf(db, meeting)).filter(({ openings }) => openings.length > 0)
  const series = Map.groupBy(opened, ({ seriesId, id }) => seriesId ?? id)
  const digests: Digest[] = []
  for (const [first, ...others] of series.values()) {
    if (!first) continue
    const members = [first, ...others] as const
    const results =
      first.seriesId === null
        ? await resultsFor(db, first, clock.now())
        : (await seriesResults(db, members, clock.now())).overAll
    const whom =
      first.seriesId === null
        ? forWhom(t, first.classId, classes)
        : t('questionnaires.series.for', { count: members.length })
    digests.push({
      title: `${questionnaireTitle(first, t.locale)} · ${whom}`,
      answered: results.respondents
        .map(({ moment, count }) => {
          const of = t('questionnaires.list.of', { count, asked: results.asked })
          return moment === 'once' ? of : `${t(`questionnaires.moment.${moment}`)}: ${of}`
        })
        .join(' · '),
      isWaiting: results.isWaiting,
      rows: results.questions.flatMap((result) => rowsOf(t, result)),
    })
  }
  return digests
}

/** A result in short, a row for each part of the question. */
export function rowsOf(t: Translator, result: QuestionResult): DigestRow[] {
  const { question, moment, answered } = result
  const at = moment === 'once' ? '' : ` (${t(`questionnaires.moment.${moment}`)})`
  const about = `${questionText(question, t.locale)}${at}`
  if (result.isHeldBack) return [{ question: about, part: '', answered, result: t('questionnaires.held') }]
  if (question.kind === 'open') {
    return [
      { question: about, part: '', answered, result: t('questionnaires.digest.words', { count: answered }) },
    ]
  }
  return result.parts.map((part) => ({
    question: about,
    part: partText(t, question, part.key),
    answered: part.answered,
    result: partInShort(t, result, part),
  }))
}

/** The mean of a scale, or the choices made most often with their shares. */
function partInShort(t: Translator, { question }: QuestionResult, { cells, mean }: ResultPart): string {
  const format = formats(t.locale)
  if (mean) {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 2 }
    return t('questionnaires.digest.mean', { mean: format.number(mean.value, digits) })
  }
  const known = cells.flatMap(({ choice, share }) => (share ? [{ choice, share: share.value }] : []))
  if (known.length === 0) return cells.some(({ count }) => count === null) ? t('questionnaires.held') : '–'
  return known
    .toSorted((a, b) => b.share - a.share)
    .slice(0, mostChoices)
    .map(({ choice, share }) => `${choiceText(t, question, choice)} ${format.percent(share, 0)}`)
    .join('; ')
}
