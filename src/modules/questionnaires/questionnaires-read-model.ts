import type { Db } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { Question } from './question.ts'
import type { Moment } from './tables.ts'

/** Which questionnaire: its meeting and its id. */
export interface QuestionnaireKey {
  workUnitId: string
  meetingId: string
  id: string
}

/** When a questionnaire was open for one of its moments. */
export interface Opening {
  moment: Moment
  openedAt: Date
  /** Null while it is open. */
  closedAt: Date | null
  /** Closed, it still receives until then what was given before; null: nothing more. */
  lateUntil: Date | null
  /** How many answers without a name came so. */
  lateCount: number
}

export interface Questionnaire extends QuestionnaireKey {
  /** Null: for everybody at the meeting. */
  classId: string | null
  /** Of those that ask several classes the same; null for one alone. */
  seriesId: string | null
  titleId: string
  titleEn: string | null
  isAnonymous: boolean
  /** Asked before and after, so that what was learnt shows. */
  isPaired: boolean
  /** Grows with every change of it or its questions. */
  version: number
  example: boolean
  openings: Opening[]
}

/** Not opened yet, open, or closed; follows from the openings. */
export const stateOf = ({ openings }: Pick<Questionnaire, 'openings'>) =>
  openings.length === 0
    ? ('draft' as const)
    : openings.some(({ closedAt }) => closedAt === null)
      ? ('open' as const)
      : ('closed' as const)

/** The moment for which answers are taken now; null when none. */
export const openMomentOf = ({ openings }: Pick<Questionnaire, 'openings'>): Moment | null =>
  openings.find(({ closedAt }) => closedAt === null)?.moment ?? null

/** The moments of a questionnaire in their order. */
export const momentsOf = ({ isPaired }: Pick<Questionnaire, 'isPaired'>): Moment[] =>
  isPaired ? ['before', 'after'] : ['once']

export const questionnaireTitle = (questionnaire: Questionnaire, locale: Locale) =>
  locale === 'en' ? (questionnaire.titleEn ?? questionnaire.titleId) : questionnaire.titleId

/** The questionnaires of a meeting, the newest last. */
export async function questionnairesOf(db: Db, meeting: MeetingKey): Promise<Questionnaire[]> {
  const rows = await db
    .selectFrom('questionnaire')
    .select(['work_unit_id as workUnitId', 'meeting_id as meetingId', 'id', 'class_id as classId'])
    .select('series_id as seriesId')
    .select(['title_id as titleId', 'title_en as titleEn', 'is_anonymous as isAnonymous'])
    .select(['is_paired as isPaired', 'version', 'example'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const openings = await db
    .selectFrom('questionnaire_moment')
    .select(['questionnaire_id', 'moment', 'opened_at as openedAt', 'closed_at as closedAt'])
    .select(['late_until as lateUntil', 'late_count as lateCount'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('opened_at')
    .execute()
  return rows.map((row) => ({
    ...row,
    openings: openings
      .filter(({ questionnaire_id }) => questionnaire_id === row.id)
      .map(({ questionnaire_id: _, ...opening }) => opening),
  }))
}

export async function questionnaireById(db: Db, key: QuestionnaireKey): Promise<Questionnaire | undefined> {
  if (!isId(key.id)) return undefined
  const all = await questionnairesOf(db, { workUnitId: key.workUnitId, id: key.meetingId })
  return all.find(({ id }) => id === key.id.toLowerCase())
}

/** The questions of a questionnaire in their order. */
export const questionsOf = (db: Db, { workUnitId, meetingId, id }: QuestionnaireKey): Promise<Question[]> =>
  db
    .selectFrom('questionnaire_question')
    .select(['id', 'rank', 'kind', 'text_id as textId', 'text_en as textEn', 'options'])
    .select(['low_id as lowId', 'low_en as lowEn', 'high_id as highId', 'high_en as highEn'])
    .select(['right_key as rightKey', 'is_required as isRequired'])
    .where('work_unit_id', '=', workUnitId)
    .where('meeting_id', '=', meetingId)
    .where('questionnaire_id', '=', id)
    .orderBy('rank')
    .execute()
