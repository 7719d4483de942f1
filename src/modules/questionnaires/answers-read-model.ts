import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { AnswerPlace } from './answers-store.ts'
import type { Questionnaire, QuestionnaireKey } from './questionnaires-read-model.ts'
import type { Answer } from './read-answer.ts'
import type { Moment } from './tables.ts'

/** Words somebody answered with; of an anonymous questionnaire without anybody. */
export interface Words {
  words: string
  /** Null when anonymous, or erased since. */
  name: string | null
  unitId: string | null
}

/** What was answered to one question at one moment, counted. */
export interface Tally {
  answered: number
  counts: ReadonlyMap<string, number>
  words: Words[]
}

/** Tallies by moment and question; what nobody answered has none. */
export type Tallies = ReadonlyMap<string, Tally>
export const tallyKey = (moment: Moment, questionId: string) => `${moment} ${questionId}`

interface Counted {
  moment: Moment
  question_id: string
  choice: string
  count: number
}

function gather(
  counted: readonly Counted[],
  words: readonly (Words & { moment: Moment; question_id: string })[],
): Tallies {
  const tallies = new Map<string, { answered: number; counts: Map<string, number>; words: Words[] }>()
  const of = (moment: Moment, question: string) => {
    const key = tallyKey(moment, question)
    const tally = tallies.get(key) ?? { answered: 0, counts: new Map<string, number>(), words: [] as Words[] }
    tallies.set(key, tally)
    return tally
  }
  for (const { moment, question_id, choice, count } of counted) {
    const tally = of(moment, question_id)
    if (choice === '') tally.answered = Number(count)
    else tally.counts.set(choice, Number(count))
  }
  for (const { moment, question_id, words: text, name, unitId } of words) {
    const tally = of(moment, question_id)
    tally.words.push({ words: text, name, unitId })
    tally.answered = tally.words.length
  }
  return tallies
}

/** What was answered to a questionnaire, as it is kept: nothing is held back yet. */
export const talliesOf = (db: Db, questionnaire: Questionnaire): Promise<Tallies> =>
  questionnaire.isAnonymous ? anonymousTallies(db, questionnaire) : namedTallies(db, questionnaire)

async function anonymousTallies(db: Db, key: QuestionnaireKey): Promise<Tallies> {
  const counted = await db
    .selectFrom('anonymous_count')
    .select(['moment', 'question_id', 'choice', 'count'])
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('questionnaire_id', '=', key.id)
    .execute()
  const words = await db
    .selectFrom('anonymous_words')
    .select(['moment', 'question_id', 'words'])
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('questionnaire_id', '=', key.id)
    .execute()
  return gather(
    counted,
    words.flatMap(({ words, ...where }) =>
      words.map((text) => ({ ...where, words: text, name: null, unitId: null })),
    ),
  )
}

async function namedTallies(db: Db, key: QuestionnaireKey): Promise<Tallies> {
  // The empty choice stands for the answer as a whole.
  const { rows } = await sql<Counted>`
    select moment, question_id, choice, count(*)::int as count
    from named_answer, unnest(choices || '{""}'::text[]) as one(choice)
    where work_unit_id = ${key.workUnitId} and meeting_id = ${key.meetingId}
      and questionnaire_id = ${key.id} and words is null
    group by moment, question_id, choice`.execute(db)
  const words = await db
    .selectFrom('named_answer')
    .innerJoin('participant', (on) =>
      on
        .onRef('participant.work_unit_id', '=', 'named_answer.work_unit_id')
        .onRef('participant.meeting_id', '=', 'named_answer.meeting_id')
        .onRef('participant.id', '=', 'named_answer.participant_id'),
    )
    .leftJoin('person', (on) =>
      on.onRef('person.id', '=', 'participant.person_id').on('person.erased_at', 'is not', null),
    )
    .select(['moment', 'question_id', 'participant.unit_id as unitId'])
    .select(sql<string>`words`.as('words'))
    .select(sql<string | null>`case when person.id is null then nullif(participant.name, '') end`.as('name'))
    .where('named_answer.work_unit_id', '=', key.workUnitId)
    .where('named_answer.meeting_id', '=', key.meetingId)
    .where('questionnaire_id', '=', key.id)
    .where('words', 'is not', null)
    .orderBy('participant.search_words')
    .orderBy('participant.id')
    .execute()
  return gather(rows, words)
}

/** Of those who answered a question before and after: right both times, only after, only before, never. */
export interface Pairs {
  n: number
  both: number
  gained: number
  lost: number
}

/** Pairs of a named questionnaire by question, from the right keys given. */
export async function pairsOf(
  db: Db,
  key: QuestionnaireKey,
  rightKeys: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Pairs>> {
  const rows = await db
    .selectFrom('named_answer as early')
    .innerJoin('named_answer as late', (on) =>
      on
        .onRef('late.work_unit_id', '=', 'early.work_unit_id')
        .onRef('late.meeting_id', '=', 'early.meeting_id')
        .onRef('late.questionnaire_id', '=', 'early.questionnaire_id')
        .onRef('late.participant_id', '=', 'early.participant_id')
        .onRef('late.question_id', '=', 'early.question_id'),
    )
    .select(['early.question_id as question', 'early.choices as before', 'late.choices as after'])
    .where('early.work_unit_id', '=', key.workUnitId)
    .where('early.meeting_id', '=', key.meetingId)
    .where('early.questionnaire_id', '=', key.id)
    .where('early.moment', '=', 'before')
    .where('late.moment', '=', 'after')
    .execute()
  const pairs = new Map<string, Pairs>()
  for (const { question, before, after } of rows) {
    const right = rightKeys.get(question)
    if (right === undefined) continue
    const one = pairs.get(question) ?? { n: 0, both: 0, gained: 0, lost: 0 }
    pairs.set(question, one)
    const [early, late] = [before.includes(right), after.includes(right)]
    one.n += 1
    if (early && late) one.both += 1
    else if (late) one.gained += 1
    else if (early) one.lost += 1
  }
  return pairs
}

/** How many answered each questionnaire of a meeting at each moment, by `moment id`. */
export async function respondentsOf(db: Db, meeting: MeetingKey): Promise<ReadonlyMap<string, number>> {
  const named = await db
    .selectFrom('named_answer')
    .select(['questionnaire_id', 'moment'])
    .select((e) => e.fn.count<number>('participant_id').distinct().as('count'))
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .groupBy(['questionnaire_id', 'moment'])
    .execute()
  const anonymous = await db
    .selectFrom('anonymous_token')
    .select(['questionnaire_id', 'moment'])
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .groupBy(['questionnaire_id', 'moment'])
    .execute()
  return new Map(
    [...named, ...anonymous].map(({ questionnaire_id, moment, count }) => [
      tallyKey(moment, questionnaire_id),
      Number(count),
    ]),
  )
}

/** Whether anything has been answered, which locks the questions. */
export async function hasAnswers(db: Db, { workUnitId, meetingId, id }: QuestionnaireKey): Promise<boolean> {
  for (const table of ['named_answer', 'anonymous_token'] as const) {
    const found = await db
      .selectFrom(table)
      .select('questionnaire_id')
      .where('work_unit_id', '=', workUnitId)
      .where('meeting_id', '=', meetingId)
      .where('questionnaire_id', '=', id)
      .limit(1)
      .executeTakeFirst()
    if (found) return true
  }
  return false
}

/** What a participant answered so far, by question, and when. */
export async function answersOf(
  db: Db,
  place: AnswerPlace,
  participantId: string,
): Promise<ReadonlyMap<string, Answer & { at: Date }>> {
  const rows = await db
    .selectFrom('named_answer')
    .select(['question_id', 'choices', 'words', 'answered_at as at'])
    .where('work_unit_id', '=', place.workUnitId)
    .where('meeting_id', '=', place.meetingId)
    .where('questionnaire_id', '=', place.id)
    .where('moment', '=', place.moment)
    .where('participant_id', '=', participantId)
    .execute()
  return new Map(rows.map(({ question_id, choices, words, at }) => [question_id, { choices, words, at }]))
}

/** How a token was used for a moment: by which sending, null for the form itself; undefined when it was not. */
export async function tokenUse(
  db: Db,
  place: AnswerPlace,
  token: string,
): Promise<{ receipt: string | null } | undefined> {
  return db
    .selectFrom('anonymous_token')
    .select('receipt')
    .where('work_unit_id', '=', place.workUnitId)
    .where('meeting_id', '=', place.meetingId)
    .where('questionnaire_id', '=', place.id)
    .where('moment', '=', place.moment)
    .where('token', '=', token)
    .executeTakeFirst()
}

/** How many answered with a name after the closing, by moment. */
export async function lateRespondentsOf(db: Db, key: QuestionnaireKey): Promise<ReadonlyMap<Moment, number>> {
  const rows = await db
    .selectFrom('named_answer')
    .select('moment')
    .select((e) => e.fn.count<number>('participant_id').distinct().as('count'))
    .where('work_unit_id', '=', key.workUnitId)
    .where('meeting_id', '=', key.meetingId)
    .where('questionnaire_id', '=', key.id)
    .where('is_late', '=', true)
    .groupBy('moment')
    .execute()
  return new Map(rows.map(({ moment, count }) => [moment, Number(count)]))
}
