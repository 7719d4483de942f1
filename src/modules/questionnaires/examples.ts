import { sql } from 'kysely'
import { instantIn } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import type { SeedContext } from '../../platform/module.ts'
import { seeded } from '../directory/index.ts'
import { type Meeting, openMeetings, presetMeeting } from '../meetings/index.ts'
import { type ExampleQuestion, judgement, knowledge, optionsOf } from './example-questions.ts'
import { choiceOf, partsOf } from './question.ts'
import { insertQuestionnaire, putQuestions } from './questionnaires-store.ts'
import type { Moment } from './tables.ts'

/** Of everybody who is asked so many answer. */
const shareOfAnswers = 0.77
/** And of these so many came from a phone after the closing. */
const shareOfLate = 0.013
/** One participant in so many is asked what he or she knows, and so many of these answer again after the classes. */
const everyNth = 24
const shareOfSecond = 0.92

interface Placed extends ExampleQuestion {
  id: string
}

interface Asked {
  tx: Tx
  meeting: Meeting
  random: () => number
  /** An instant of a day of the meeting, counted from its first. */
  at(day: string, time: string): Date
}

/** Adds a questionnaire with its questions, opened and closed as told; its id and questions. */
async function ask(
  { tx, meeting }: Asked,
  title: { id: string; en: string },
  {
    isAnonymous,
    questions,
    openings,
  }: {
    isAnonymous: boolean
    questions: readonly ExampleQuestion[]
    openings: readonly { moment: Moment; from: Date; until: Date | null; late: number }[]
  },
): Promise<{ id: string; questions: Placed[] }> {
  const created = openings[0]?.from ?? new Date()
  const id = newId(created.getTime())
  const of = { work_unit_id: meeting.workUnitId, meeting_id: meeting.id }
  await insertQuestionnaire(tx, {
    ...of,
    id,
    class_id: null,
    title_id: title.id,
    title_en: title.en,
    is_anonymous: isAnonymous,
    is_paired: openings.length > 1,
    created_at: created,
    changed_at: created,
    example: true,
  })
  const placed = questions.map((question) => ({ ...question, id: newId(created.getTime()) }))
  await putQuestions(
    tx,
    placed.map((question, at) => ({
      ...of,
      questionnaire_id: id,
      id: question.id,
      rank: at + 1,
      kind: question.kind,
      text_id: question.textId,
      text_en: question.textEn,
      low_id: question.ends?.lowId ?? null,
      low_en: question.ends?.lowEn ?? null,
      high_id: question.ends?.highId ?? null,
      high_en: question.ends?.highEn ?? null,
      options: JSON.stringify(optionsOf(question)),
      right_key: question.rightKey ?? null,
      is_required: question.isRequired ?? true,
    })),
  )
  await tx
    .insertInto('questionnaire_moment')
    .values(
      openings.map(({ moment, from, until, late }) => ({
        ...of,
        questionnaire_id: id,
        moment,
        opened_at: from,
        closed_at: until,
        late_until: null,
        late_count: late,
      })),
    )
    .execute()
  return { id, questions: placed }
}

/** One of the choices, as often as its weight. */
function choose<T>(choices: readonly T[], weights: readonly number[], random: () => number): T {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const at = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return choices[Math.max(0, at)] as T
}

const choicesOf = (question: Placed) => partsOf({ kind: question.kind, options: optionsOf(question) })

/** Everybody judges the meeting, without names: counts, and the words of some. */
async function judge(asked: Asked, everybody: number): Promise<void> {
  const { tx, meeting, random, at } = asked
  const answers = Math.round(everybody * shareOfAnswers)
  const late = Math.round(answers * shareOfLate)
  const opening = {
    moment: 'once' as const,
    from: at('2019-09-24', '10:30'),
    until: at('2019-09-24', '13:00'),
    late,
  }
  const { id, questions } = await ask(
    asked,
    { id: 'Penilaian rapat', en: 'What was the meeting like?' },
    { isAnonymous: true, questions: judgement, openings: [opening] },
  )
  const of = {
    work_unit_id: meeting.workUnitId,
    meeting_id: meeting.id,
    questionnaire_id: id,
    moment: 'once',
  }
  const counts = new Map<string, number>()
  const add = (question: string, choice: string, count = 1) => {
    const key = `${question} ${choice}`
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  const words: { question_id: string; drawer: number; words: string[] }[] = []
  for (const question of questions) {
    for (const text of question.words ?? []) {
      words.push({ question_id: question.id, drawer: words.length, words: [text] })
    }
    const parts = choicesOf(question)
    if (parts.length > 0) add(question.id, '', answers)
    for (const [index, part] of parts.entries()) {
      for (let number = 0; number < answers; number += 1) {
        add(question.id, choiceOf(part, choose(part.choices, question.weights[index] ?? [], random)))
      }
    }
  }
  const rows = [...counts].map(([key, count]) => ({
    ...of,
    question_id: key.slice(0, 36),
    choice: key.slice(37),
    count,
  }))
  await sql`insert into anonymous_count
    select * from jsonb_populate_recordset(null::anonymous_count, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
  await sql`insert into anonymous_words
    select * from jsonb_populate_recordset(null::anonymous_words,
      ${JSON.stringify(words.map((row) => ({ ...of, ...row })))}::jsonb)`.execute(tx)
  // Tokens of nobody: nothing can be found out from them, with or without the secret.
  await sql`insert into anonymous_token (work_unit_id, meeting_id, questionnaire_id, moment, token)
    select ${meeting.workUnitId}, ${meeting.id}::uuid, ${id}::uuid, 'once', md5('example ' || number)
    from generate_series(1, ${answers}::int) number`.execute(tx)
}

/** Some tell what they know of the next elections, before the classes and after them, with names. */
async function test(asked: Asked, people: readonly string[]): Promise<void> {
  const { tx, meeting, random, at } = asked
  const before = {
    moment: 'before' as const,
    from: at('2019-09-22', '07:15'),
    until: at('2019-09-22', '08:00'),
    late: 0,
  }
  const after = {
    moment: 'after' as const,
    from: at('2019-09-23', '11:45'),
    until: at('2019-09-23', '12:30'),
    late: 0,
  }
  const { id, questions } = await ask(
    asked,
    { id: 'Pengetahuan tentang Pemilihan 2020', en: 'What is known of the 2020 elections?' },
    { isAnonymous: false, questions: knowledge, openings: [before, after] },
  )
  const rows: object[] = []
  for (const participant of people.filter((_, number) => number % everyNth === 0)) {
    const moments = random() < shareOfSecond ? [before, after] : [before]
    for (const { moment, from, until } of moments) {
      const span = until.getTime() - from.getTime()
      const answered = new Date(from.getTime() + Math.floor(random() * span)).toISOString()
      for (const question of questions) {
        const isKnowledge = question.rightKey !== undefined
        if (moment === 'before' && !isKnowledge) continue
        const [part] = choicesOf(question)
        const weights = question.weights[isKnowledge && moment === 'after' ? 1 : 0] ?? []
        rows.push({
          work_unit_id: meeting.workUnitId,
          meeting_id: meeting.id,
          questionnaire_id: id,
          moment,
          participant_id: participant,
          question_id: question.id,
          choices: [choose(part?.choices ?? [], weights, random)],
          answered_at: answered,
          is_late: false,
        })
      }
    }
  }
  await sql`insert into named_answer
    select * from jsonb_populate_recordset(null::named_answer, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/**
 * What the meeting of 2019 was asked, all of it made up: a judgement without names that is closed, what some knew
 * before and after, and one that is open, to be tried with the personal link of any participant. It goes with the
 * meeting.
 */
export async function loadExamples({ tx }: SeedContext): Promise<void> {
  const preset = presetMeeting()
  const meeting = (await openMeetings(tx)).find(({ slug, example }) => example && slug === preset.slug)
  if (!meeting) throw new Error('The example meeting is not there.')
  const people = await tx
    .selectFrom('participant')
    .select('id')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('example', '=', true)
    .orderBy('unit_id')
    .orderBy('search_words')
    .execute()
  const at = (day: string, time: string) => instantIn(meeting.timeZone, day, time)
  const asked: Asked = { tx, meeting, random: seeded(2019), at }
  await test(
    asked,
    people.map(({ id }) => id),
  )
  await judge(asked, people.length)
  await ask(
    asked,
    { id: 'Kesan sesudah kelas', en: 'After the class' },
    {
      isAnonymous: true,
      questions: judgement.slice(0, 2),
      openings: [{ moment: 'once', from: at('2019-09-23', '12:00'), until: null, late: 0 }],
    },
  )
}
