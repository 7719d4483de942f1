import type { ColumnType, Generated } from 'kysely'
import type { OfMeeting } from '../meetings/index.ts'

export const questionKinds = ['scale', 'one', 'several', 'open', 'matrix'] as const
export type QuestionKind = (typeof questionKinds)[number]
/** `once` where a questionnaire is not asked before and after. */
export type Moment = 'once' | 'before' | 'after'

/** A choice, or a statement of a matrix. The key is what answers keep. */
export interface QuestionOption {
  key: string
  id: string
  en: string | null
}

interface OfQuestionnaire extends OfMeeting {
  questionnaire_id: string
}

export interface QuestionnaireTable extends OfMeeting {
  id: string
  class_id: string | null
  /** What several classes are asked alike; null for one alone. */
  series_id: string | null
  title_id: string
  title_en: string | null
  is_anonymous: boolean
  is_paired: boolean
  version: Generated<number>
  created_at: Date
  changed_at: Date
  example: Generated<boolean>
}

export interface QuestionnaireMomentTable extends OfQuestionnaire {
  moment: Moment
  opened_at: Date
  closed_at: Date | null
  late_until: Date | null
  late_count: Generated<number>
}

export interface QuestionTable extends OfQuestionnaire {
  id: string
  rank: number
  kind: QuestionKind
  text_id: string
  text_en: string | null
  low_id: string | null
  low_en: string | null
  high_id: string | null
  high_en: string | null
  options: ColumnType<QuestionOption[], string, string>
  right_key: string | null
  is_required: Generated<boolean>
}

export interface NamedAnswerTable extends OfQuestionnaire {
  moment: Moment
  participant_id: string
  question_id: string
  choices: string[]
  words: string | null
  answered_at: Date
  is_late: Generated<boolean>
}

export interface AnonymousTokenTable extends OfQuestionnaire {
  moment: Moment
  token: string
  receipt: string | null
}

export interface AnonymousCountTable extends OfQuestionnaire {
  moment: Moment
  question_id: string
  choice: string
  count: number
}

export interface AnonymousWordsTable extends OfQuestionnaire {
  moment: Moment
  question_id: string
  drawer: number
  words: string[]
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    questionnaire: QuestionnaireTable
    questionnaire_moment: QuestionnaireMomentTable
    questionnaire_question: QuestionTable
    named_answer: NamedAnswerTable
    anonymous_token: AnonymousTokenTable
    anonymous_count: AnonymousCountTable
    anonymous_words: AnonymousWordsTable
  }
}
