import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Typed } from '../../platform/http/form.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { answersOf, tokenUse } from './answers-read-model.ts'
import {
  type AnswerPlace,
  addAnonymousAnswers,
  countLate,
  deleteNamedAnswer,
  putNamedAnswer,
  receiptOf,
  tokenOf,
  useToken,
} from './answers-store.ts'
import { askedByCode, isAsked } from './asked-read-model.ts'
import { conflict, invalid, missing } from './in-questionnaire.ts'
import { correctedTime, timingOf } from './late.ts'
import { askedAt, type Question } from './question.ts'
import {
  momentsOf,
  openMomentOf,
  type Questionnaire,
  questionnaireById,
  questionsOf,
} from './questionnaires-read-model.ts'
import { holdForAnswer } from './questionnaires-store.ts'
import { type Answer, firstField, isSameAnswer, lackingField, readAnswer } from './read-answer.ts'
import type { Sending } from './sending.ts'

/** What became of answers that were taken. */
export interface Taken {
  /** Required questions that still wait, of a named questionnaire. */
  lacking: number
  /** Given before the closing, received after it. */
  isLate: boolean
  /** The participant has sent something newer since, which stays. */
  isOlder: boolean
}

interface Read {
  question: Question
  answer: Answer | null
}

/** What is found when the turn of somebody's answers has come. */
interface Turn {
  tx: Tx
  questionnaire: Questionnaire
  place: AnswerPlace
  participantId: string
  questions: readonly [Question, ...Question[]]
  read: readonly Read[]
  /** Answers there cannot be. */
  problems: readonly FieldProblem[]
  /** Whether they may come now and were made of the questions as they are. */
  admit(): Result<{ givenAt: Date; isLate: boolean }>
}

/** The moment that what was typed is for: its form says so where it waited on a phone; otherwise what is open now. */
function momentMeant(questionnaire: Questionnaire, typed: Typed, sending: object | undefined) {
  const named = momentsOf(questionnaire).find((moment) => typed.version?.endsWith(` ${moment}`))
  return sending && named ? named : openMomentOf(questionnaire)
}

/**
 * Takes the answers of the participant behind a personal code. Named: every question that was answered is kept, in
 * place of an earlier answer, whether or not others still lack one. Anonymous: all at once and only once. A `sending`
 * waited on a phone: sent again it counts once, and one given before the closing is taken for the time of grace.
 * Leaves no trail: a named answer says itself whose it is and when it was given, and of an anonymous one nobody may
 * know.
 */
export const answerQuestionnaire = (
  services: Services,
  { code, id, typed, sending }: { code: string; id: string; typed: Typed; sending?: Omit<Sending, 'fields'> },
): Promise<Result<Taken>> =>
  transact(services.db, async (tx) => {
    const asked = await askedByCode(tx, code)
    if (!asked) return missing
    const key = { workUnitId: asked.workUnitId, meetingId: asked.meetingId, id }
    if (!(await questionnaireById(tx, key))) return missing
    await holdForAnswer(tx, key)
    const questionnaire = await questionnaireById(tx, key)
    if (!questionnaire || !isAsked(asked, questionnaire)) return missing
    const moment = momentMeant(questionnaire, typed, sending)
    if (moment === null) return conflict('questionnaires.refusal.notOpen')
    const place = { ...key, id: questionnaire.id, moment }
    const [first, ...others] = askedAt(await questionsOf(tx, key), moment)
    if (!first) return missing
    const questions = [first, ...others] as const
    const problems: FieldProblem[] = []
    const read: Read[] = []
    for (const question of questions) {
      const answer = readAnswer(question, typed)
      if ('key' in answer) problems.push(answer)
      else read.push({ question, ...answer })
    }
    const admit: Turn['admit'] = () => {
      const now = services.clock.now()
      const givenAt = sending ? correctedTime(now, sending) : now
      const opening = questionnaire.openings.find((one) => one.moment === moment)
      const timing = timingOf(opening, { givenAt, now })
      if (timing === 'closed') return conflict('questionnaires.refusal.closedBefore')
      if (typed.version !== `${questionnaire.version} ${moment}`) {
        return invalid([{ field: firstField(first), key: 'questionnaires.refusal.otherVersion' }])
      }
      return ok({ givenAt, isLate: timing === 'late' })
    }
    const { participantId } = asked
    const turn: Turn = { tx, questionnaire, place, participantId, questions, read, problems, admit }
    if (!questionnaire.isAnonymous) return takeNamed(turn, sending)
    const token = tokenOf(services.config.secret, place, participantId)
    const receipt = sending ? receiptOf(services.config.secret, token, sending.id) : null
    return takeAnonymous(turn, token, receipt)
  })

async function takeAnonymous(turn: Turn, token: string, receipt: string | null): Promise<Result<Taken>> {
  const { tx, place, questions, read } = turn
  const isReceived = async () => receipt !== null && (await tokenUse(tx, place, token))?.receipt === receipt
  const done = (isLate: boolean) => ok({ lacking: 0, isLate, isOlder: false })
  // Before all else: what was received once is so, whatever has become of the questionnaire.
  if (await isReceived()) return done(false)
  const admitted = turn.admit()
  if (!admitted.ok) return admitted
  const lacking = read.flatMap(({ question, answer }): FieldProblem[] => {
    const field = lackingField(question, answer)
    const number = questions.indexOf(question) + 1
    return field === null ? [] : [{ field, key: 'questionnaires.refusal.lacking', params: { number } }]
  })
  const problems = [...turn.problems, ...lacking]
  if (problems.length > 0) return invalid(inOrder(problems, questions))
  const given = read.flatMap(({ question, answer }) => (answer ? [{ question, answer }] : []))
  if (given.length === 0) {
    return invalid([{ field: firstField(questions[0]), key: 'questionnaires.refusal.nothing' }])
  }
  if (!(await useToken(tx, place, token, receipt))) {
    // The same sending may have come at the same time, over a line that was thought to be cut.
    return (await isReceived()) ? done(false) : conflict('questionnaires.refusal.twice')
  }
  await addAnonymousAnswers(tx, place, given)
  const { isLate } = admitted.value
  if (isLate) await countLate(tx, place)
  return done(isLate)
}

async function takeNamed(turn: Turn, sending: object | undefined): Promise<Result<Taken>> {
  const { tx, place, participantId, questions, read, problems } = turn
  const lackingIn = (answers: ReadonlyMap<string, Answer>) =>
    questions.filter((one) => lackingField(one, answers.get(one.id) ?? null) !== null).length
  const kept = await answersOf(tx, place, participantId)
  const isKept =
    sending !== undefined &&
    kept.size > 0 &&
    problems.length === 0 &&
    read.every(({ question, answer }) => isSameAnswer(answer, kept.get(question.id)))
  if (isKept) return ok({ lacking: lackingIn(kept), isLate: false, isOlder: false })
  const admitted = turn.admit()
  if (!admitted.ok) return admitted
  if (problems.length > 0) return invalid(inOrder(problems, questions))
  const { givenAt, isLate } = admitted.value
  // What waited on one phone does not replace what was sent from another since.
  if ([...kept.values()].some(({ at }) => at > givenAt)) {
    return ok({ lacking: lackingIn(kept), isLate: false, isOlder: true })
  }
  for (const { question, answer } of read) {
    if (answer) await putNamedAnswer(tx, place, participantId, question, answer, { at: givenAt, isLate })
    else await deleteNamedAnswer(tx, place, participantId, question.id)
  }
  const lacking = lackingIn(await answersOf(tx, place, participantId))
  return ok({ lacking, isLate, isOlder: false })
}

/** Problems in the order of the questions they stand at. */
function inOrder(problems: readonly FieldProblem[], questions: readonly Question[]): FieldProblem[] {
  const placeOf = ({ field }: FieldProblem) => questions.findIndex(({ id }) => field.includes(id))
  return problems.toSorted((a, b) => placeOf(a) - placeOf(b))
}
